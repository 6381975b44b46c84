//! Both sides decide by the same rule which form comes from a page of another site: one table of
//! requests, sent to a login of each.

use reqwest::Method;

use super::{KEY, Site, client};

/// Where a browser says that a form comes from, for each header, and whether the form is taken.
/// `HOST` stands for the site's own host and port.
const FORMS: [(&[&str], &[&str], bool); 26] = [
    // No browser.
    (&[], &[], true),
    (&[], &[""], true),
    (&[""], &[], true),
    // Sec-Fetch-Site decides alone.
    (&["same-origin"], &[], true),
    (&["none"], &[], true),
    (&["same-origin"], &["https://evil.example"], true),
    (&["none"], &["null"], true),
    (&["cross-site"], &[], false),
    (&["same-site"], &[], false),
    (&["anything"], &[], false),
    (&["Same-Origin"], &[], false),
    (&["cross-site"], &["http://HOST"], false),
    (&["same-site"], &["https://HOST"], false),
    // An older browser sends Origin alone.
    (&[], &["http://HOST"], true),
    (&[], &["https://HOST"], true),
    (&[""], &["HTTPS://HOST/path"], true),
    (&[], &["https://evil.example"], false),
    (&[""], &["https://evil.example"], false),
    (&[], &["null"], false),
    (&[], &["HOST"], false),
    (&[], &["//HOST"], false),
    (&[], &["ftp://HOST"], false),
    (&[], &["http://127.0.0.1"], false),
    (&[], &["http://HOST.evil.example"], false),
    (&[], &["http://evil.example/HOST"], false),
    (&[], &["http://HOST@evil.example"], false),
];

const LOGINS: [&str; 2] = ["/login", "/account/login"];

#[tokio::test]
#[ignore = "needs Flask and nginx: see book/chapters/next-to-flask.md"]
async fn both_sides_refuse_the_same_forms() {
    let site = Site::start(&[KEY]);
    for (sites, origins, taken) in FORMS {
        for path in LOGINS {
            let status = submit(&site, Method::POST, path, sites, origins).await;
            let expected = if taken { 302..=303 } else { 403..=403 };
            assert!(
                expected.contains(&status),
                "{path} {sites:?} {origins:?}: {status}"
            );
        }
    }
}

#[tokio::test]
#[ignore = "needs Flask and nginx: see book/chapters/next-to-flask.md"]
async fn both_sides_guard_the_same_methods() {
    let site = Site::start(&[KEY]);
    for (method, guarded) in [
        (Method::GET, false),
        (Method::HEAD, false),
        (Method::OPTIONS, false),
        (Method::POST, true),
        (Method::PUT, true),
        (Method::PATCH, true),
        (Method::DELETE, true),
    ] {
        for path in LOGINS {
            for (site_header, origin) in [("cross-site", ""), ("", "https://evil.example")] {
                let (sites, origins) = (&[site_header], &[origin]);
                let status = submit(&site, method.clone(), path, sites, origins).await;
                assert_eq!(status == 403, guarded, "{method} {path}: {status}");
            }
        }
    }
}

async fn submit(site: &Site, method: Method, path: &str, sites: &[&str], origins: &[&str]) -> u16 {
    let mut request = client().request(method, format!("{}{path}", site.url));
    for value in sites {
        request = request.header("sec-fetch-site", *value);
    }
    let host = site.url.trim_start_matches("http://");
    for value in origins {
        request = request.header("origin", value.replace("HOST", host));
    }
    let response = request.form(&[("username", "mallory")]).send().await;
    response.unwrap().status().as_u16()
}

//! Flask's pages tell the browser and the caches what Rust's pages tell them.

use std::collections::BTreeMap;

use reqwest::{Method, Response};

use super::{KEY, Site, client};

/// What belongs to the one response, and not to the app: these may differ.
const MAY_DIFFER: [&str; 8] = [
    "allow",
    "connection",
    "content-length",
    "content-type",
    "date",
    "server",
    "set-cookie",
    "transfer-encoding",
];

#[tokio::test]
#[ignore = "needs Flask and nginx: see book/chapters/next-to-flask.md"]
async fn both_sides_send_the_same_headers() {
    let (https, hsts) = (("HTTPS", "true"), ("HSTS_MAX_AGE", "1234"));
    for settings in [&[KEY][..], &[KEY, hsts], &[KEY, https], &[KEY, https, hsts]] {
        let site = Site::start(settings);
        for (method, rust, flask, status) in [
            (Method::GET, "/", "/account", 200),
            (Method::POST, "/login", "/account/login", 403),
            (Method::GET, "/nowhere", "/account/nowhere", 404),
            (Method::PUT, "/theme", "/account", 405),
        ] {
            let rust = ask(&site, method.clone(), rust).await;
            let flask = ask(&site, method, flask).await;
            assert_eq!([rust.status(), flask.status()], [status, status]);
            assert_eq!(lines(&flask), lines(&rust), "{status}");
            assert!(lines(&flask).len() >= 7, "{status}");
        }
    }
}

async fn ask(site: &Site, method: Method, path: &str) -> Response {
    let from = match method {
        Method::POST => "cross-site",
        _ => "same-origin",
    };
    let request = client().request(method, format!("{}{path}", site.url));
    request.header("sec-fetch-site", from).send().await.unwrap()
}

fn lines(response: &Response) -> BTreeMap<&str, &str> {
    let lines = response.headers().iter();
    lines
        .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
        .filter(|(name, _)| !MAY_DIFFER.contains(name))
        .collect()
}

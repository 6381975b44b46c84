//! nginx in front of the replicas over https, with a certificate made for the test.

use super::tls_site::{Site, openssl};
use crate::support::{client, get, greets, post, send};

#[tokio::test]
#[ignore = "needs nginx and OpenSSL: apt-get install nginx-light openssl"]
async fn plain_http_is_sent_to_https() {
    let site = Site::start();
    for response in [
        get(&format!("{}/login?a=b", site.plain), "").await,
        post(&format!("{}/login?a=b", site.plain), "", &[]).await,
    ] {
        assert_eq!(response.status(), 308);
        let place = response.headers()["location"].to_str().unwrap();
        assert_eq!(place, "https://127.0.0.1/login?a=b");
    }
    let elsewhere = client().get(&site.plain).header("host", "app.example.com");
    let response = send(elsewhere).await;
    assert_eq!(response.headers()["location"], "https://app.example.com/");
}

#[test]
#[ignore = "needs nginx, curl and OpenSSL: apt-get install nginx-light curl openssl"]
fn a_login_over_https_keeps_to_https() {
    let site = Site::start();
    let login = site.curl("login", &["-d", "username=alice", "-c", "jar"]);
    for line in [
        "HTTP/1.1 303 See Other",
        "strict-transport-security: max-age=300",
        "set-cookie: __Host-session=",
        "; HttpOnly; SameSite=Lax; Secure; Path=/\r\n",
    ] {
        assert!(login.contains(line), "{line}: {login}");
    }
    let home = site.curl("", &["-b", "jar"]);
    assert!(greets(&home, "alice"), "{home}");
}

#[test]
#[ignore = "needs nginx, curl and OpenSSL: apt-get install nginx-light curl openssl"]
fn a_login_from_another_site_is_turned_away_behind_https() {
    let site = Site::start();
    for (origin, status) in [
        (site.url.as_str(), 303),
        ("https://127.0.0.1", 403),
        ("https://evil.example", 403),
        ("null", 403),
    ] {
        let origin = format!("Origin: {origin}");
        let login = site.curl("login", &["-d", "username=alice", "-H", &origin]);
        let start = format!("HTTP/1.1 {status} ");
        assert!(login.starts_with(&start), "{origin}: {login}");
    }
}

/// OpenSSL itself refuses TLS 1.1 in most of its settings. At its level 0 it does not, so that the
/// answer comes from the configuration.
#[test]
#[ignore = "needs nginx and OpenSSL: apt-get install nginx-light openssl"]
fn old_versions_of_tls_are_refused() {
    let ciphers = "ssl_ciphers ECDHE+AESGCM:ECDHE+CHACHA20;";
    let site = Site::start_changed(&[(ciphers, "ssl_ciphers ALL:@SECLEVEL=0;")]);
    for (version, is_taken) in [
        ("-tls1", false),
        ("-tls1_1", false),
        ("-tls1_2", true),
        ("-tls1_3", true),
    ] {
        let address = site.url.strip_prefix("https://").unwrap();
        let arguments = [
            "s_client",
            version,
            "-cipher",
            "ALL:@SECLEVEL=0",
            "-connect",
        ];
        let output = openssl(&[&arguments[..], &[address]].concat());
        assert_eq!(output.status.success(), is_taken, "{version}: {output:?}");
    }
}

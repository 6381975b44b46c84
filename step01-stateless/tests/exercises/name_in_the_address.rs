//! `/welcome` carries a name in its own address, and no name gets out of it.

use reqwest::redirect::Policy;
use reqwest::{Client, Response};

use super::serve;

const NAMES: [&str; 8] = [
    "alice",
    "Zoë",
    "a b",
    "1+1",
    "bob&username=alice",
    "bob#alice",
    "100%25",
    "a\r\nset-cookie: b=c",
];

/// Sends the form to `/welcome`, and returns the answer instead of following its redirect.
async fn welcome(server: &str, name: &str) -> Response {
    let client = Client::builder().redirect(Policy::none()).build().unwrap();
    let request = client.post(format!("{server}/welcome"));
    let form = request.form(&[("username", name)]);
    form.send().await.unwrap()
}

async fn page(address: &str) -> String {
    reqwest::get(address).await.unwrap().text().await.unwrap()
}

#[tokio::test]
#[ignore = "exercise: POST /welcome redirects to an address that holds the name"]
async fn every_name_comes_back_whole() {
    let server = serve().await;
    for name in NAMES {
        let response = welcome(&server, name).await;
        let status = response.status();
        assert_eq!(status, 303, "POST /welcome does not redirect {name:?}");
        let location = response.headers()["location"].to_str();
        let location = location.expect("an address has only ASCII characters");
        let begins = location.starts_with("/welcome?username=");
        assert!(begins, "{name:?} is sent to {location}");
        let page = page(&format!("{server}{location}")).await;
        assert_eq!(page, format!("Logged in as {name}"), "from {location}");
    }
}

#[tokio::test]
#[ignore = "exercise: GET /welcome knows nobody without a name in the address"]
async fn the_server_itself_still_forgets() {
    let server = serve().await;
    let status = welcome(&server, "alice").await.status();
    assert_eq!(status, 303, "there is no POST /welcome");
    for path in ["/welcome", "/"] {
        let page = page(&format!("{server}{path}")).await;
        assert_eq!(page, "You are not logged in", "{path}");
    }
}

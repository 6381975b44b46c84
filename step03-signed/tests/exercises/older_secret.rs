//! After a change of the secret, the older one is still believed, and signs nothing new.

use reqwest::{Client, Response};
use step03_signed::signer::Signer;

use crate::support::{log_in, page, pair, serve, set_cookie};

const SALT: &str = "itsdangerous.Signer";

/// Alice's cookie as it was signed with that secret and that salt.
fn cookie(secret: &[u8], salt: &str) -> String {
    let signed = Signer::new(secret, salt).sign("alice");
    format!("username={signed}")
}

async fn get(server: &str, cookie: &str) -> Response {
    let request = Client::new().get(server).header("cookie", cookie);
    request.send().await.unwrap()
}

#[tokio::test]
#[ignore = "exercise: a cookie of the older secret is believed, and signed anew"]
async fn an_older_cookie_is_believed_and_replaced() {
    let server = serve().await;
    let response = get(&server, &cookie(b"oldsecretkey", SALT)).await;
    let renewed = response.headers().get("set-cookie").cloned();
    let page = response.text().await.unwrap();
    assert_eq!(
        page, "Logged in as alice",
        "the older secret is not believed"
    );
    let renewed = renewed.expect("the older cookie is not replaced");
    let login = set_cookie(&log_in(&server, "alice").await);
    assert_eq!(renewed, login, "the new cookie is not that of a login");
}

#[tokio::test]
#[ignore = "exercise: the login signs with the current secret, which needs no renewal"]
async fn only_the_current_secret_signs() {
    let server = serve().await;
    let older = get(&server, &cookie(b"oldsecretkey", SALT)).await;
    let older = older.text().await.unwrap();
    assert_eq!(
        older, "Logged in as alice",
        "the older secret is not believed"
    );
    let login = set_cookie(&log_in(&server, "alice").await);
    let current = cookie(b"supersecretkey", SALT);
    assert_eq!(pair(&login), current, "the login signs otherwise");
    let response = get(&server, &current).await;
    let again = response.headers().contains_key("set-cookie");
    assert!(!again, "a current cookie is replaced");
    assert_eq!(response.text().await.unwrap(), "Logged in as alice");
}

#[tokio::test]
#[ignore = "exercise: no third secret and no other salt is believed"]
async fn nothing_else_is_believed() {
    let server = serve().await;
    let older = page(&server, &cookie(b"oldsecretkey", SALT)).await;
    assert_eq!(
        older, "Logged in as alice",
        "the older secret is not believed"
    );
    let good = cookie(b"oldsecretkey", SALT);
    for forged in [
        "username=alice".into(),
        cookie(b"", SALT),
        cookie(b"othersecretkey", SALT),
        cookie(b"oldsecretkey", "cookie-session"),
        good.replace("alice", "admin"),
    ] {
        let response = get(&server, &forged).await;
        let set = response.headers().contains_key("set-cookie");
        assert!(!set, "{forged} is signed anew");
        let page = response.text().await.unwrap();
        assert_eq!(page, "You are not logged in", "{forged} is believed");
    }
}

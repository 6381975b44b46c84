//! A floor: the two signatures that step 4 cannot do without, one to check and one to make.

use std::hint::black_box;

use axum::Router;
use axum::extract::State;
use axum::response::Redirect;
use axum::routing::{get, post};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The 49 bytes that step 4 signs for alice: with their padding one block of SHA-256, and the inner
/// hash with its own is another. The blocks of the key are taken in beforehand.
const TEXT: &str = "eyJ1c2VybmFtZSI6ImFsaWNlIiwidmlzaXRzIjoxfQ.ZVPxAA";

/// bare axum, and a page that hashes.
pub fn app() -> Router {
    let keyed: Hmac<Sha256> =
        Hmac::new_from_slice(b"supersecretkey").expect("HMAC takes a key of any length");
    Router::new()
        .route("/", get(index))
        .route("/login", post(async || Redirect::to("/")))
        .with_state(keyed)
}

async fn index(State(keyed): State<Hmac<Sha256>>) -> &'static str {
    for _ in 0..2 {
        let mac = keyed.clone().chain_update(black_box(TEXT));
        black_box(mac.finalize());
    }
    "You are not logged in\nVisits: 1"
}

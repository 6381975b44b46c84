//! The list of devices: whoever is logged in sees where, and can end each of these sessions.

use std::time::Duration;

use regex::Regex;
use tokio::time::sleep;

use crate::server_side::example::{Memory, routes};
use crate::server_side::id_of;
use crate::support::{client, config, get, greets, is_alice, page, pair, post, send};
use crate::support::{serve_router, set_cookie};

/// Serves the example with its sessions in memory.
async fn serve(arguments: &[&str]) -> String {
    serve_router(routes::app(&config(arguments), Memory::default())).await
}

/// What `GET /devices` says, and the value of each button, that of this device first.
async fn devices(url: &str, cookie: &str) -> (String, Vec<String>) {
    let answer = get(&format!("{url}/devices"), cookie).await;
    assert_eq!(answer.status(), 200, "there is no GET /devices");
    let page = answer.text().await.unwrap();
    let button = Regex::new(r#"name="device" value="([^"]+)""#).unwrap();
    let values = button.captures_iter(&page).map(|found| found[1].into());
    let values = values.collect();
    (page, values)
}

/// Asserts that the page says so and has as many buttons, and returns their values.
async fn assert_count(url: &str, cookie: &str, count: usize) -> Vec<String> {
    let (page, values) = devices(url, cookie).await;
    let noun = if count == 1 { "device" } else { "devices" };
    let text = format!("You are logged in on {count} {noun}.");
    assert!(page.contains(&text), "not in the page: {text}\n{page}");
    assert_eq!(values.len(), count, "a button for each: {page}");
    values
}

async fn end(url: &str, cookie: &str, device: &str) -> String {
    let answer = post(&format!("{url}/devices"), cookie, &[("device", device)]).await;
    assert_eq!(answer.status(), 303, "POST /devices");
    let set_cookie = answer.headers().get("set-cookie");
    set_cookie.map_or_else(String::new, |cookie| cookie.to_str().unwrap().into())
}

#[tokio::test]
#[ignore = "exercise: GET /devices lists where you are logged in, with a button to end each session"]
async fn each_session_can_be_ended_from_another() {
    let url = &serve(&[]).await;
    let phone = id_of("alice", url).await;
    let [device] = &assert_count(url, &phone, 1).await[..] else {
        unreachable!()
    };
    let laptop = id_of("alice", url).await;
    let on_laptop = assert_count(url, &laptop, 2).await;
    let on_phone = assert_count(url, &phone, 2).await;
    assert_eq!(&on_phone[0], device, "the phone's own device comes first");
    assert_eq!(on_phone[1], on_laptop[0], "the laptop's comes second");
    end(url, &phone, &on_phone[1]).await;
    assert!(!is_alice(url, &laptop).await, "the laptop has ended");
    assert!(is_alice(url, &phone).await, "the phone goes on");
    assert_count(url, &phone, 1).await;
    let cookie = end(url, &phone, device).await;
    assert!(cookie.contains("Max-Age=0"), "its own cookie: {cookie:?}");
    assert!(!is_alice(url, &phone).await, "the phone has ended itself");
}

#[tokio::test]
#[ignore = "exercise: GET /devices lists where you are logged in, with a button to end each session"]
async fn only_sessions_that_live_are_listed() {
    let url = &serve(&["--short-limit", "3"]).await;
    id_of("alice", url).await;
    sleep(Duration::from_millis(4100)).await;
    let phone = id_of("alice", url).await;
    assert_count(url, &phone, 1).await;
    let laptop = id_of("alice", url).await;
    post(&format!("{url}/logout"), &laptop, &[]).await;
    assert_count(url, &phone, 1).await;
    let form = [("username", "alice")];
    let again = post(&format!("{url}/login"), &phone, &form).await;
    assert_count(url, pair(&set_cookie(&again)), 1).await;
}

/// Whoever sees the page, or a picture of it, must not be able to take the sessions over.
#[tokio::test]
#[ignore = "exercise: GET /devices lists where you are logged in, with a button to end each session"]
async fn the_page_gives_no_id_away() {
    let url = &serve(&[]).await;
    let phone = id_of("alice", url).await;
    let laptop = id_of("alice", url).await;
    let (page, values) = devices(url, &phone).await;
    for id in [&phone, &laptop] {
        let id = id.strip_prefix("id=").unwrap();
        assert!(!page.contains(id), "{id} in {page}");
    }
    for value in values {
        let id = format!("id={value}");
        assert!(!is_alice(url, &id).await, "{id} is the key of a session");
    }
}

#[tokio::test]
#[ignore = "exercise: GET /devices lists where you are logged in, with a button to end each session"]
async fn nobody_ends_the_session_of_another() {
    let url = &serve(&[]).await;
    let alice = id_of("alice", url).await;
    let mallory = id_of("mallory", url).await;
    let [device] = &assert_count(url, &alice, 1).await[..] else {
        unreachable!()
    };
    assert_count(url, &mallory, 1).await;
    for (cookie, device) in [
        (&mallory[..], &device[..]),
        ("", device),
        (&mallory, "alice"),
        (&mallory, alice.strip_prefix("id=").unwrap()),
        (&mallory, ""),
        (&mallory, "\0é"),
        (&mallory, &"x".repeat(5000)),
    ] {
        end(url, cookie, device).await;
    }
    assert!(is_alice(url, &alice).await);
    assert!(greets(&page(url, &mallory).await, "mallory"));
    let stranger = get(&format!("{url}/devices"), "").await;
    assert_eq!(stranger.headers()["location"], "/login", "a stranger");
    let foreign = client()
        .post(format!("{url}/devices"))
        .form(&[("device", device)]);
    let foreign = foreign.header("sec-fetch-site", "cross-site");
    let foreign = send(foreign.header("cookie", &alice)).await;
    assert_eq!(foreign.status(), 403, "a page of another site");
    assert!(is_alice(url, &alice).await);
}

//! The API behind the page: the steps answer what the page asks.

use crate::client::{OWN, ask, book, headers, login, login_with, question, send};
use crate::common::passes_with_other_settings_in_the_environment;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use book::steps::STEPS;
use serde_json::{Value, json};
use step04_session_dict::signer::Signer;
use tokio::task::JoinSet;
use tower::ServiceExt;

#[tokio::test]
async fn every_step_answers() {
    for step in &STEPS[..4] {
        let (status, answer) = ask(step.name, question("GET", "/")).await;
        assert_eq!(status, StatusCode::OK, "{answer}");
        assert_eq!(answer["status"], "HTTP/1.1 200 OK");
        let body = answer["body"].as_str().unwrap();
        assert!(body.starts_with("You are not logged in"), "{body}");
    }
    let (_, answer) = ask("step05-login-app", login("alice")).await;
    assert_eq!(answer["status"], "HTTP/1.1 303 See Other");
    assert_eq!(answer["headers"][0], json!(["location", "/"]));
    let cookie = answer["headers"][1][1].as_str().unwrap();
    assert!(cookie.starts_with("session="), "{cookie}");
}

#[test]
fn no_step_is_set_by_the_readers_environment() {
    passes_with_other_settings_in_the_environment("run::every_step_answers");
}

#[tokio::test]
async fn a_cookie_is_sent_and_set() {
    let (_, answer) = ask("step02-cookie", login("alice")).await;
    let value = "username=alice; HttpOnly; SameSite=Lax; Path=/";
    let cookie = json!(["set-cookie", value]);
    let headers = answer["headers"].as_array().unwrap();
    assert!(headers.contains(&cookie), "{answer}");
    let mut question = question("GET", "/");
    question["headers"] = json!([["cookie", "username=admin"]]);
    let (_, answer) = ask("step02-cookie", question).await;
    assert_eq!(answer["body"], "Logged in as admin");
}

#[tokio::test]
async fn the_list_names_the_five_steps_and_what_each_signs_with() {
    let typed = [("sec-fetch-site", "none"), ("origin", "")];
    let (status, list) = send("GET", "/run/", &headers(&typed), "").await;
    assert_eq!(status, StatusCode::OK);
    let steps = list["steps"].as_array().unwrap();
    let names = steps.iter().map(|step| step["name"].as_str().unwrap());
    assert!(names.eq(STEPS.iter().map(|step| step.name)));
    for step in steps {
        let text = |place: &str| step.pointer(place).and_then(Value::as_str);
        let Some(secret) = text("/signed/secret") else {
            continue;
        };
        let (_, answer) = ask(text("/name").unwrap(), login("alice")).await;
        let start = format!("{}=", text("/cookie").unwrap());
        let headers = answer["headers"].as_array().unwrap().iter();
        let mut cookie = headers.filter_map(|header| header[1].as_str()?.strip_prefix(&start));
        let value = cookie.next_back().unwrap().split(';').next().unwrap();
        let signer = Signer::new(secret.as_bytes(), text("/signed/salt").unwrap());
        assert!(signer.unsign(value).is_some(), "{answer}");
    }
}

#[tokio::test]
async fn headers_about_origins_are_data_for_the_step() {
    let mut question = login("mallory");
    let header = json!(["Sec-Fetch-Site", "cross-site"]);
    question["headers"].as_array_mut().unwrap().push(header);
    let (status, answer) = ask("step05-login-app", question).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(answer["status"], "HTTP/1.1 403 Forbidden");
}

#[tokio::test]
async fn settings_start_step_5_in_another_way() {
    let mut question = login("alice");
    question["settings"] = json!(["--https"]);
    let (_, answer) = ask("step05-login-app", question.clone()).await;
    assert!(answer.to_string().contains("__Host-session="), "{answer}");
    for settings in [json!(["--help"]), json!(["--secret-key=short"])] {
        question["settings"] = settings;
        let (status, answer) = ask("step05-login-app", question.clone()).await;
        assert_eq!(status, StatusCode::BAD_REQUEST, "{answer}");
    }
    let (status, _) = ask("step04-session-dict", question).await;
    assert_eq!(status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_other_names_of_this_machine_are_its_own() {
    let (host, origin) = (|name| ("host", name), |name| ("origin", name));
    for changed in [
        &[host("localhost:4000"), origin("http://localhost:4000")][..],
        &[host("[::1]:4000"), origin("http://[::1]:4000")],
        &[host("127.0.0.1"), origin("http://127.0.0.1")],
        &[origin("")],
        &[("sec-fetch-site", "")],
    ] {
        let (status, _) = login_with(&headers(changed)).await;
        assert_eq!(status, StatusCode::OK, "{changed:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn hundreds_of_clicks_do_no_harm() {
    let app = book();
    let mut clicks = JoinSet::new();
    for number in 0..500 {
        let mut request = Request::post("/run/step04-session-dict");
        for (name, value) in OWN {
            request = request.header(*name, *value);
        }
        let body = login(&number.to_string()).to_string();
        let request = request.body(Body::from(body)).unwrap();
        clicks.spawn(app.clone().oneshot(request));
    }
    while let Some(answer) = clicks.join_next().await {
        let status = answer.unwrap().unwrap().status();
        assert_eq!(status, StatusCode::OK);
    }
}

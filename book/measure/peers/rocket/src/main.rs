//! Rocket's private cookies: all that there is to remember, as JSON in an encrypted one.
//! Serves on `127.0.0.1`, on port 3000 or `$PORT`.

use std::env;

use rocket::fairing::AdHoc;
use rocket::form::{Form, FromForm};
use rocket::http::CookieJar;
use rocket::response::Redirect;
use rocket::{Build, Rocket, get, launch, post, routes};
use serde::{Deserialize, Serialize};

/// Rocket starts without one only in debug builds.
const SECRET_KEY: &str = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

#[derive(FromForm)]
struct Login {
    username: String,
}

#[derive(Default, Deserialize, Serialize)]
struct Visitor {
    username: Option<String>,
    visits: u64,
}

#[launch]
fn rocket() -> Rocket<Build> {
    let port = env::var("PORT").unwrap_or("3000".into());
    let config = rocket::Config::figment()
        .merge(("address", "127.0.0.1"))
        .merge(("port", port.parse().unwrap_or(3000_u16)))
        .merge(("secret_key", SECRET_KEY));
    rocket::custom(config)
        .attach(AdHoc::on_liftoff("address", |rocket| {
            Box::pin(async { println!("serving on http://127.0.0.1:{}", rocket.config().port) })
        }))
        .mount("/", routes![index, login, logout])
}

#[get("/")]
fn index(cookies: &CookieJar<'_>) -> String {
    let mut visitor = open(cookies);
    visitor.visits = visitor.visits.saturating_add(1);
    save(cookies, &visitor);
    match visitor.username {
        Some(username) => format!("Logged in as {username}\nVisits: {}", visitor.visits),
        None => format!("You are not logged in\nVisits: {}", visitor.visits),
    }
}

#[post("/login", data = "<form>")]
fn login(cookies: &CookieJar<'_>, form: Form<Login>) -> Redirect {
    let mut visitor = open(cookies);
    visitor.username = Some(form.into_inner().username);
    save(cookies, &visitor);
    Redirect::to("/")
}

#[post("/logout")]
fn logout(cookies: &CookieJar<'_>) -> Redirect {
    cookies.remove_private("session");
    Redirect::to("/")
}

fn open(cookies: &CookieJar<'_>) -> Visitor {
    cookies
        .get_private("session")
        .and_then(|cookie| serde_json::from_str(cookie.value()).ok())
        .unwrap_or_default()
}

fn save(cookies: &CookieJar<'_>, visitor: &Visitor) {
    let json = serde_json::to_string(visitor).expect("a visitor is JSON");
    cookies.add_private(("session", json));
}

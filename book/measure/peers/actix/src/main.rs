//! actix-web with actix-session: a dict in one signed cookie.
//! Serves on `127.0.0.1`, on port 3000 or `$PORT`.

use std::env;
use std::io;

use actix_session::config::CookieContentSecurity;
use actix_session::storage::CookieSessionStore;
use actix_session::{Session, SessionGetError, SessionInsertError, SessionMiddleware};
use actix_web::cookie::Key;
use actix_web::web::{Form, Redirect};
use actix_web::{App, HttpServer, get, post};
use serde::Deserialize;

#[derive(Deserialize)]
struct Login {
    username: String,
}

#[actix_web::main]
async fn main() -> io::Result<()> {
    let port = env::var("PORT").unwrap_or("3000".into());
    let key = Key::generate();
    let server = HttpServer::new(move || {
        App::new()
            .wrap(sessions(key.clone()))
            .service(index)
            .service(login)
            .service(logout)
    });
    let server = server.bind(format!("127.0.0.1:{port}"))?;
    for address in server.addrs() {
        println!("serving on http://{address}");
    }
    server.run().await
}

fn sessions(key: Key) -> SessionMiddleware<CookieSessionStore> {
    SessionMiddleware::builder(CookieSessionStore::default(), key)
        .cookie_content_security(CookieContentSecurity::Signed)
        .cookie_secure(false)
        .build()
}

#[get("/")]
async fn index(session: Session) -> actix_web::Result<String> {
    let visits = visits(&session)?.saturating_add(1);
    session.insert("visits", visits)?;
    Ok(match session.get::<String>("username")? {
        Some(username) => format!("Logged in as {username}\nVisits: {visits}"),
        None => format!("You are not logged in\nVisits: {visits}"),
    })
}

fn visits(session: &Session) -> Result<u64, SessionGetError> {
    Ok(session.get("visits")?.unwrap_or(0))
}

#[post("/login")]
async fn login(session: Session, form: Form<Login>) -> Result<Redirect, SessionInsertError> {
    session.insert("username", form.into_inner().username)?;
    Ok(Redirect::to("/").see_other())
}

#[post("/logout")]
async fn logout(session: Session) -> Redirect {
    session.purge();
    Redirect::to("/").see_other()
}

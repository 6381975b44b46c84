//! Who has no session costs nothing, and an id is never taken from a visitor.

use axum::body::Body;
use axum::http::Request;
use clap::Parser;
use step05_login_app::config::Config;
use tower::ServiceExt;

use super::routes::app;
use super::store::Memory;

/// Half of the requests bring an id that somebody made up, and some ask for a page that is not there.
#[tokio::test]
async fn ten_thousand_strangers_leave_the_store_empty() {
    let store = Memory::default();
    let app = app(&Config::parse_from(["app"]), store.clone());
    for i in 0..10_000 {
        let path = ["/", "/login", "/nothing", "/static/style.css"][i % 4];
        let mut request = Request::get(path);
        if i % 8 > 3 {
            request = request.header("cookie", format!("id={i:022}"));
        }
        let request = request.body(Body::empty()).unwrap();
        app.clone().oneshot(request).await.unwrap();
    }
    assert_eq!(format!("{store:?}"), format!("{:?}", Memory::default()));
    let login = Request::post("/login").header("content-type", "application/x-www-form-urlencoded");
    let login = login.body(Body::from("username=alice")).unwrap();
    app.oneshot(login).await.unwrap();
    assert!(
        format!("{store:?}").contains("alice"),
        "the test sees what is stored"
    );
}

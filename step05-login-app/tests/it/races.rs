//! Two requests at once with one signed cookie. Both carry the cookie of the moment, each answer
//! replaces it, and the last answer to arrive wins: here the test chooses which one that is.

use reqwest::Response;

use crate::support::{get, is_alice, pair, post, serve, set_cookie};

const ALICE: &[(&str, &str)] = &[("username", "alice")];

/// A browser that takes the cookie of an answer only when it is told to.
struct Browser {
    url: String,
    cookie: String,
}

impl Browser {
    async fn new() -> Self {
        Self {
            url: serve().await,
            cookie: String::new(),
        }
    }

    async fn get(&self, path: &str) -> Response {
        get(&format!("{}{path}", self.url), &self.cookie).await
    }

    async fn post(&self, path: &str, form: &[(&str, &str)]) -> Response {
        post(&format!("{}{path}", self.url), &self.cookie, form).await
    }

    fn take(&mut self, answer: &Response) {
        self.cookie = pair(&set_cookie(answer)).into();
    }

    async fn is_logged_in(&self) -> bool {
        is_alice(&self.url, &self.cookie).await
    }
}

#[tokio::test]
async fn an_answer_that_arrives_after_a_logout_undoes_it() {
    let mut browser = Browser::new().await;
    let login = browser.post("/login", ALICE).await;
    browser.take(&login);
    let page = browser.get("/").await;
    let theme = browser.post("/theme", &[("theme", "dark")]).await;
    let logout = browser.post("/logout", &[]).await;
    for (order, is_logged_in) in [
        ([&page, &theme, &logout], false),
        ([&theme, &logout, &page], true),
        ([&page, &logout, &theme], true),
    ] {
        order.into_iter().for_each(|answer| browser.take(answer));
        assert_eq!(browser.is_logged_in().await, is_logged_in);
    }
}

#[tokio::test]
async fn an_answer_that_arrives_after_a_login_undoes_it() {
    let mut browser = Browser::new().await;
    let page = browser.get("/").await;
    let login = browser.post("/login", ALICE).await;
    for (order, is_logged_in) in [([&page, &login], true), ([&login, &page], false)] {
        order.into_iter().for_each(|answer| browser.take(answer));
        assert_eq!(browser.is_logged_in().await, is_logged_in);
    }
}

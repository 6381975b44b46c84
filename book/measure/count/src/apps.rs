//! The apps that can be driven: the steps, the peers, and two floors under them.

use axum::Router;

/// An app, and what its page can be expected to know.
pub struct App {
    pub router: Router,
    pub page: Page,
}

/// What a page knows of who sees it.
#[allow(dead_code, reason = "a build has one app, and one of these")]
pub enum Page {
    Nothing,
    Name,
    NameAndVisits,
}

/// The app of that name, if this build has it.
pub fn find(name: &str) -> Option<App> {
    let (router, page) = match name {
        #[cfg(feature = "bare")]
        "bare" => (peer_bare::app(), Page::Nothing),
        #[cfg(feature = "step01")]
        "step01" => (step01_stateless::app(), Page::Nothing),
        #[cfg(feature = "step02")]
        "step02" => (step02_cookie::app(), Page::Name),
        #[cfg(feature = "step03")]
        "step03" => (step03_signed::app(), Page::Name),
        #[cfg(feature = "step04")]
        "step04" => (step04_session_dict::app(), Page::NameAndVisits),
        #[cfg(feature = "step05")]
        "step05" => (step05(), Page::NameAndVisits),
        #[cfg(feature = "signed")]
        "signed" => (peer_signed::app(), Page::NameAndVisits),
        #[cfg(feature = "stored")]
        "stored" => (peer_stored::app(), Page::NameAndVisits),
        #[cfg(feature = "step04_reading")]
        "step04_reading" => (crate::reading::app(), Page::Name),
        #[cfg(feature = "signed_reading")]
        "signed_reading" => (peer_signed::reading(), Page::Name),
        #[cfg(feature = "stored_reading")]
        "stored_reading" => (peer_stored::reading(), Page::Name),
        #[cfg(feature = "cookies")]
        "cookies" => (crate::cookies::app(), Page::Nothing),
        #[cfg(feature = "hashes")]
        "hashes" => (crate::hashes::app(), Page::Nothing),
        _ => return None,
    };
    Some(App { router, page })
}

/// Step 5 with its own defaults and a key that does not change.
#[cfg(feature = "step05")]
fn step05() -> Router {
    use clap::Parser;
    use step05_login_app::config::Config;

    let key = "0123456789abcdef0123456789abcdef";
    step05_login_app::app(Config::parse_from(["step05", "--secret-key", key]))
}

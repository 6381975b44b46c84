//! The apps that can be driven: the steps, the peers, and two floors under them.

use axum::Router;

/// An app, and whether its page can be expected to know who has logged in.
pub struct App {
    pub router: Router,
    pub remembers: bool,
}

impl App {
    #[allow(dead_code, reason = "a build has one app, and some have no such thing")]
    fn forgetful(router: Router) -> Self {
        let remembers = false;
        Self { router, remembers }
    }

    #[allow(dead_code, reason = "a build has one app, and some have no such thing")]
    fn remembering(router: Router) -> Self {
        let remembers = true;
        Self { router, remembers }
    }
}

/// The app of that name, if this build has it.
pub fn find(name: &str) -> Option<App> {
    match name {
        #[cfg(feature = "bare")]
        "bare" => Some(App::forgetful(peer_bare::app())),
        #[cfg(feature = "step01")]
        "step01" => Some(App::forgetful(step01_stateless::app())),
        #[cfg(feature = "step02")]
        "step02" => Some(App::remembering(step02_cookie::app())),
        #[cfg(feature = "step03")]
        "step03" => Some(App::remembering(step03_signed::app())),
        #[cfg(feature = "step04")]
        "step04" => Some(App::remembering(step04_session_dict::app())),
        #[cfg(feature = "step05")]
        "step05" => Some(App::remembering(step05())),
        #[cfg(feature = "signed")]
        "signed" => Some(App::remembering(peer_signed::app())),
        #[cfg(feature = "stored")]
        "stored" => Some(App::remembering(peer_stored::app())),
        #[cfg(feature = "step04_reading")]
        "step04_reading" => Some(App::remembering(crate::reading::app())),
        #[cfg(feature = "signed_reading")]
        "signed_reading" => Some(App::remembering(peer_signed::reading())),
        #[cfg(feature = "stored_reading")]
        "stored_reading" => Some(App::remembering(peer_stored::reading())),
        #[cfg(feature = "cookies")]
        "cookies" => Some(App::forgetful(crate::cookies::app())),
        #[cfg(feature = "hashes")]
        "hashes" => Some(App::forgetful(crate::hashes::app())),
        _ => None,
    }
}

/// Step 5 with its own defaults and a key that does not change.
#[cfg(feature = "step05")]
fn step05() -> Router {
    use clap::Parser;
    use step05_login_app::config::Config;

    let key = "0123456789abcdef0123456789abcdef";
    step05_login_app::app(Config::parse_from(["step05", "--secret-key", key]))
}

//! The dict of step 5, kept on the server: the cookie holds an id that means nothing by itself.
//!
//! `Drop` cannot wait for a store, as a save must. So it leaves the dict where `keep` finds it.

use std::mem::take;
use std::ops::{Deref, DerefMut, Index, IndexMut};
use std::sync::{Arc, Mutex};

use axum::Extension;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::Deserialize;
use serde_json::{Map, Value};
use step05_login_app::timed;

/// What is kept for a visitor.
pub type Dict = Map<String, Value>;

/// What is to be done once the handler is through.
#[derive(Clone, Copy, Default, PartialEq)]
pub enum After {
    #[default]
    Nothing,
    Change,
    /// A change under a new id: who planted the old one, or copied it, has nothing.
    Login,
}

/// Where `keep` and the session hand each other the dict.
#[derive(Clone, Default)]
pub struct Shared(Arc<Mutex<(Dict, After)>>);

impl Shared {
    pub fn put(&self, dict: Dict, after: After) {
        *self.0.lock().expect("nobody panics with it") = (dict, after);
    }

    pub fn take(&self) -> (Dict, After) {
        take(&mut *self.0.lock().expect("nobody panics with it"))
    }
}

/// The visitor's dict of JSON values, as in step 5.
pub struct Session {
    dict: Dict,
    after: After,
    shared: Shared,
}

impl Session {
    pub fn get<'a, T: Deserialize<'a>>(&'a self, key: &str) -> Option<T> {
        T::deserialize(self.dict.get(key)?).ok()
    }

    pub fn log_in(&mut self, username: &str) {
        self.clear();
        self["username"] = username.into();
        self["login_at"] = timed::now().into();
        self.after = After::Login;
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Session {
    type Rejection = <Extension<Shared> as FromRequestParts<S>>::Rejection;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Self::Rejection> {
        let Extension(shared) = Extension::<Shared>::from_request_parts(parts, state).await?;
        let (dict, _) = shared.take();
        let after = match is_permanent(&dict) {
            true => After::Change,
            false => After::Nothing,
        };
        Ok(Self {
            dict,
            after,
            shared,
        })
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.shared.put(take(&mut self.dict), self.after);
    }
}

impl Deref for Session {
    type Target = Dict;

    fn deref(&self) -> &Dict {
        &self.dict
    }
}

impl DerefMut for Session {
    fn deref_mut(&mut self) -> &mut Dict {
        if self.after == After::Nothing {
            self.after = After::Change;
        }
        &mut self.dict
    }
}

impl Index<&str> for Session {
    type Output = Value;

    fn index(&self, key: &str) -> &Value {
        self.dict.get(key).unwrap_or(&Value::Null)
    }
}

impl IndexMut<&str> for Session {
    fn index_mut(&mut self, key: &str) -> &mut Value {
        self.entry(key).or_insert(Value::Null)
    }
}

/// Flask's `session.permanent`: the cookie outlives the browser.
pub fn is_permanent(dict: &Dict) -> bool {
    dict.get("_permanent") == Some(&Value::Bool(true))
}

//! The packages that are measured: the steps, and the same job done by others.

use std::path::PathBuf;

use crate::{places, tool};

/// Who logs in.
const USERNAME: &str = "alice";

/// With this name, a session's JSON is longer than the 40 bytes up to which step 4 may leave zlib out.
const LONGER: &str = "alice@example.com";

/// A cargo package, and what the record calls it.
#[derive(Clone, Copy)]
pub struct Package {
    pub name: &'static str,
    pub package: &'static str,
}

pub const BARE: Package = Package::new("bare", "peer-bare");
pub const STEP01: Package = Package::new("step01", "step01-stateless");
pub const STEP02: Package = Package::new("step02", "step02-cookie");
pub const STEP03: Package = Package::new("step03", "step03-signed");
pub const STEP04: Package = Package::new("step04", "step04-session-dict");
pub const STEP05: Package = Package::new("step05", "step05-login-app");
pub const SIGNED: Package = Package::new("signed", "peer-signed");
pub const STORED: Package = Package::new("stored", "peer-stored");
pub const ACTIX: Package = Package::new("actix", "peer-actix");
pub const ROCKET: Package = Package::new("rocket", "peer-rocket");

impl Package {
    const fn new(name: &'static str, package: &'static str) -> Self {
        Self { name, package }
    }

    /// The workspace that it belongs to.
    pub fn workspace(&self) -> PathBuf {
        if self.package.starts_with("peer-") {
            places::measure().into()
        } else {
            places::steps()
        }
    }

    /// Its release binary.
    pub fn build(&self) -> anyhow::Result<PathBuf> {
        println!("building {}", self.name);
        tool::build(&self.workspace(), self.package, &[])
    }
}

/// What an entry of the record is about: an app, and the name under which its visitor logs in.
pub fn visitor(name: &str) -> (&str, &'static str) {
    match name.strip_suffix("_longer") {
        Some(app) => (app, LONGER),
        None => (name, USERNAME),
    }
}

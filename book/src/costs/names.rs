//! How the apps of the record are called in tables and pictures.

/// Each name of the record and what a reader reads in its place.
const NAMES: &[(&str, &str)] = &[
    ("bare", "bare axum"),
    ("step01", "step 1, stateless"),
    ("step02", "step 2, the cookie"),
    ("step03", "step 3, the signature"),
    ("step04", "step 4, the session"),
    ("step05", "step 5, the login app"),
    ("signed", "axum-extra, a signed cookie"),
    ("stored", "tower-sessions, in memory"),
    ("step04_reading", "step 4, only reading"),
    ("signed_reading", "axum-extra, only reading"),
    ("stored_reading", "tower-sessions, only reading"),
    ("step04_longer", "step 4, a longer name"),
    ("signed_longer", "axum-extra, a longer name"),
    ("stored_longer", "tower-sessions, a longer name"),
    ("cookies", "bare axum and a cookie"),
    ("hashes", "bare axum and two HMACs"),
    ("actix", "actix-session"),
    ("rocket", "Rocket, a private cookie"),
    ("flask", "Flask on gunicorn"),
];

/// Whether the record may have an app of that name.
pub fn is_known(name: &str) -> bool {
    NAMES.iter().any(|(known, _)| *known == name)
}

/// The name in words.
pub fn full(name: &str) -> &str {
    let found = NAMES.iter().find(|(known, _)| *known == name);
    found.map_or(name, |(_, words)| words)
}

/// The first of the words, for where there is little room: `step 4`, `tower-sessions`.
pub fn short(name: &str) -> &str {
    let full = full(name);
    full.split_once(',').map_or(full, |(first, _)| first)
}

/// Whether the app is one of the five steps, as they are.
pub fn is_step(name: &str) -> bool {
    name.starts_with("step") && !name.contains('_')
}

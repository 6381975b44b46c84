//! Each app of the record is called by its own words.

use book::costs::names::{full, is_known, is_step, short};

/// Each name with its words, whole and where there is little room.
const WORDS: [(&str, &str, &str); 19] = [
    ("bare", "bare axum", "bare axum"),
    ("step01", "step 1, stateless", "step 1"),
    ("step02", "step 2, the cookie", "step 2"),
    ("step03", "step 3, the signature", "step 3"),
    ("step04", "step 4, the session", "step 4"),
    ("step05", "step 5, the login app", "step 5"),
    ("signed", "axum-extra, a signed cookie", "axum-extra"),
    ("stored", "tower-sessions, in memory", "tower-sessions"),
    ("step04_reading", "step 4, only reading", "step 4"),
    ("signed_reading", "axum-extra, only reading", "axum-extra"),
    (
        "stored_reading",
        "tower-sessions, only reading",
        "tower-sessions",
    ),
    ("step04_longer", "step 4, a longer name", "step 4"),
    ("signed_longer", "axum-extra, a longer name", "axum-extra"),
    (
        "stored_longer",
        "tower-sessions, a longer name",
        "tower-sessions",
    ),
    (
        "cookies",
        "bare axum and a cookie",
        "bare axum and a cookie",
    ),
    (
        "hashes",
        "bare axum and two HMACs",
        "bare axum and two HMACs",
    ),
    ("actix", "actix-session", "actix-session"),
    ("rocket", "Rocket, a private cookie", "Rocket"),
    ("flask", "Flask on gunicorn", "Flask on gunicorn"),
];

#[test]
fn each_app_has_its_words() {
    for (name, whole, first) in WORDS {
        assert!(is_known(name), "{name}");
        assert_eq!(full(name), whole, "{name}");
        assert_eq!(short(name), first, "{name}");
    }
}

#[test]
fn the_five_steps_are_steps_and_nothing_else_is() {
    let steps = WORDS
        .iter()
        .map(|(name, ..)| *name)
        .filter(|it| is_step(it));
    let steps: Vec<&str> = steps.collect();
    assert_eq!(steps, ["step01", "step02", "step03", "step04", "step05"]);
}

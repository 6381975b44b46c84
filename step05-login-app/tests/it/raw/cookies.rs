//! Whatever the `Cookie` header holds, a visitor without the real cookie is a stranger, and a
//! visitor with it is known.

use std::net::SocketAddr;
use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::json;
use step05_login_app::timed;

use super::{HTTP, HTTPS, assert_survives, get, greeted};
use crate::cookies::signed_by;
use crate::support::{SECRET_KEY, signer};

fn value(name: &str) -> String {
    signed_by(SECRET_KEY, &json!({"username": name}), 0)
}

fn cookie(name: &[u8], visitor: &str) -> Vec<u8> {
    [name, b"=", value(visitor).as_bytes()].concat()
}

const MODES: [(&LazyLock<SocketAddr>, &str); 2] = [(&HTTP, "session"), (&HTTPS, "__Host-session")];

/// Names that a library may take for the real one: percent-encoded, in other letters, or with a
/// character around them that Unicode or C counts as a blank.
fn lookalikes(name: &str) -> Vec<Vec<u8>> {
    let encode = |byte: u8| format!("%{byte:02X}").into_bytes();
    let mut names: Vec<Vec<u8>> = vec![
        [&encode(name.as_bytes()[0]), &name.as_bytes()[1..]].concat(),
        name.bytes().flat_map(encode).collect(),
        name.replace("s", "%73").into(),
        name.replace("s", "\u{17f}").into(),
        name.to_uppercase().into(),
        format!("%20{name}").into(),
        format!("{name}%00").into(),
        format!("{name}%3D").into(),
        format!("\"{name}\"").into(),
    ];
    for blank in [
        "\u{a0}", "\u{2003}", "\u{3000}", "\u{85}", "\u{2028}", "\u{feff}", "\u{b}", "\u{c}", "\0",
    ] {
        names.push(format!("{blank}{name}").into());
        names.push(format!("{name}{blank}").into());
    }
    names.push([b"\xa0", name.as_bytes()].concat());
    names.push([b"\xff", name.as_bytes()].concat());
    names
}

#[test]
fn a_real_name_is_believed() {
    for (server, name) in MODES {
        assert_eq!(
            greeted(**server, &cookie(name.as_bytes(), "alice")),
            "alice"
        );
    }
}

#[test]
fn a_lookalike_is_a_stranger() {
    for (server, name) in MODES {
        for lookalike in lookalikes(name) {
            let greeted = greeted(**server, &cookie(&lookalike, "mallory"));
            let is_refused = greeted.starts_with("HTTP/1.1 400 ");
            let shown = lookalike.escape_ascii();
            assert!(is_refused || greeted == "You are not logged in", "{shown}");
        }
    }
}

#[test]
fn a_lookalike_does_not_hide_the_real_one() {
    for (server, name) in MODES {
        let alice = cookie(name.as_bytes(), "alice");
        for lookalike in lookalikes(name) {
            let mallory = cookie(&lookalike, "mallory");
            for pair in [[&alice[..], &mallory], [&mallory, &alice]] {
                let greeted = greeted(**server, &pair.join(&b"; "[..]));
                let is_refused = greeted.starts_with("HTTP/1.1 400 ");
                let shown = lookalike.escape_ascii();
                assert!(is_refused || greeted == "alice", "{shown}: {greeted}");
            }
        }
    }
}

/// Another host under the same domain can plant any cookie, and browsers send it along.
#[test]
fn a_neighbours_cookie_does_not_hide_the_real_one() {
    for (server, name) in MODES {
        let alice = cookie(name.as_bytes(), "alice");
        for other in [
            &b"x"[..],
            b"x=",
            b"=x",
            b"=",
            b"",
            b"x=\xff",
            b"x=%ff",
            b"x=\"",
            b"\xff=x",
        ] {
            for pair in [[&alice[..], other], [other, &alice]] {
                let greeted = greeted(**server, &pair.join(&b"; "[..]));
                assert_eq!(greeted, "alice", "{}", other.escape_ascii());
            }
        }
    }
}

#[test]
fn a_lookalike_in_a_header_of_its_own_changes_nothing() {
    let alice = [
        b"Cookie: ",
        &cookie(b"__Host-session", "alice")[..],
        b"\r\n",
    ]
    .concat();
    let mallory = cookie(b"%5F%5FHost-session", "mallory");
    let mallory = [b"cookie: ", &mallory[..], b"\r\n"].concat();
    for headers in [[&alice[..], &mallory], [&mallory, &alice]] {
        let page = get(*HTTPS, &headers.concat());
        assert!(page.contains("<h1>Logged in as alice</h1>"), "{page}");
    }
}

#[test]
fn several_cookie_headers_are_read_as_one() {
    let session = [&cookie(b"session", "alice")[..], b"\r\n"].concat();
    for headers in [
        [b"Cookie: a=b\r\nCookie: ", &session[..]].concat(),
        [b"Cookie: ", &session[..], b"Cookie: a=b\r\n"].concat(),
        [b"Cookie:\r\nCookie: \xff\r\nCOOKIE: ", &session[..]].concat(),
    ] {
        let page = get(*HTTP, &headers);
        assert!(page.contains("<h1>Logged in as alice</h1>"), "{page}");
    }
}

#[test]
fn of_two_real_names_one_counts_and_nothing_breaks() {
    let [alice, bob] = ["alice", "bob"].map(|name| cookie(b"session", name));
    let known = greeted(*HTTP, &[&alice[..], &bob].join(&b"; "[..]));
    assert_eq!(known, "bob");
    let forged = greeted(*HTTP, &[&alice[..], b"session=x"].join(&b"; "[..]));
    assert_eq!(forged, "You are not logged in");
}

#[test]
fn heaps_of_cookies_are_survived() {
    let tiny: String = (0..20_000).map(|n| format!("{n}=;")).collect();
    let same = "session=;".repeat(20_000);
    for cookies in [&tiny, &same, &";".repeat(100_000), &"=;".repeat(50_000)] {
        let honest = format!("{cookies}session={}", value("alice"));
        assert_eq!(greeted(*HTTP, honest.as_bytes()), "alice");
    }
    let headers: String = (0..20_000).map(|n| format!("Cookie: {n}=\r\n")).collect();
    let head = format!("GET / HTTP/1.1\r\nHost: x\r\n{headers}\r\n");
    assert_eq!(assert_survives(head.as_bytes()), 431);
}

#[test]
fn a_cookie_of_100_kb_is_a_strangers() {
    let long = "A".repeat(100_000);
    let signed = timed::sign(&signer(), &long, timed::now());
    for value in [&long, &signed, &"%".repeat(100_000), &".".repeat(100_000)] {
        let cookie = format!("session={value}");
        assert_eq!(greeted(*HTTP, cookie.as_bytes()), "You are not logged in");
    }
}

#[test]
fn no_byte_in_a_cookie_is_more_than_refused() {
    for byte in 0..=255 {
        let cookie = [b'a', byte, b'=', byte, b';', byte];
        let head = b"GET / HTTP/1.1\r\nHost: x\r\nCookie: ";
        let status = assert_survives(&[&head[..], &cookie, b"\r\n\r\n"].concat());
        assert!([200, 400].contains(&status), "{byte}: {status}");
    }
}

proptest! {
    #[test]
    fn random_cookies_are_strangers_or_refused(bytes: Vec<u8>) {
        let cookie = [b"Cookie: session=", &bytes[..], b"\r\n"].concat();
        let page = get(*HTTP, &cookie);
        let is_refused = page.starts_with("HTTP/1.1 400 ") || page.is_empty();
        prop_assert!(is_refused || page.contains("<h1>You are not logged in</h1>"), "{page}");
    }

    #[test]
    fn random_cookies_do_not_hide_the_real_one(bytes in "[^\x00-\x1f\x7f]{0,99}", after: bool) {
        prop_assume!(!bytes.contains("session"));
        let alice = cookie(b"session", "alice");
        let mut cookies = [bytes.as_bytes(), &alice];
        if after {
            cookies.reverse();
        }
        prop_assert_eq!(greeted(*HTTP, &cookies.join(&b';')), "alice");
    }
}

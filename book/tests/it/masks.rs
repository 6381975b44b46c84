//! Masks hide what changes from run to run, and nothing else.

use book::transcript::mask::mask;
use book::transcript::renew::Renewals;

const SIGNATURE: &str = "wmfa7quzhmWM6ohUcC6ILB6BPkatnLNOsgNR1ghnge0";

#[test]
fn dates_times_and_signatures_are_hidden() {
    let jar = "#HttpOnly_127.0.0.1\tFALSE\t/\tFALSE";
    for (shown, masked) in [
        ("date: DATE\n", "date: [date]\n"),
        (
            "set-cookie: session=eyJ9.SIGNED; Path=/; Expires=DATE\n",
            "set-cookie: session=eyJ9.[time and signature]; Path=/; Expires=[date]\n",
        ),
        (
            &format!("{jar}\t1795000000\tsession\t.eJy.SIGNED\n"),
            &format!("{jar}\t[date]\tsession\t.eJy.[time and signature]\n"),
        ),
    ] {
        let shown = shown.replace("DATE", "Mon, 23 Nov 2026 04:42:07 GMT");
        let shown = shown.replace("SIGNED", &format!("awPEHw.{SIGNATURE}"));
        assert_eq!(mask(&shown), masked);
    }
}

/// Step 5's cookie at two moments, packed and plain: the digits of the one shrink.
#[test]
fn the_moment_of_a_login_is_hidden_and_nothing_else_in_its_payload() {
    let dark =
        r#"{"_permanent":true,"login_at":"[time]","theme":"dark","username":"alice","visits":1}"#;
    for (payload, json) in [
        (
            "eyJsb2dpbl9hdCI6MTc5NTQxMDg3MSwidXNlcm5hbWUiOiJhbGljZSJ9",
            r#"{"login_at":"[time]","username":"alice"}"#,
        ),
        (
            "eyJfcGVybWFuZW50Ijp0cnVlLCJsb2dpbl9hdCI6MTc5NTQxMDk4OCwidGhlbWUiOiJkYXJrIiwidXNlcm5hbWUiOiJhbGljZSIsInZpc2l0cyI6MX0",
            dark,
        ),
        (
            ".eJwdi0EKgDAMwP7S8w4qirjPjKJFi1uVrnoR_24xtwTyQDpJCwqJQTS9KEA-VpaE7u04Db3TNQFso0IQYUHdIcBVSQX_gpln8nRzZat-vR_OiRvL",
            dark,
        ),
    ] {
        let masked = mask(&format!("session={payload}.awPEHw.{SIGNATURE}; Path=/\n"));
        let expected = format!("session={json}.[time and signature]; Path=/\n");
        assert_eq!(masked, expected);
    }
}

#[test]
fn everything_else_stays() {
    for text in [
        "date: tomorrow\n",
        "last-modified: Mon, 23 Nov 2026 04:42:07 GMT\n",
        "content-length: 31\n",
        "set-cookie: session=; Max-Age=0\n",
        "set-cookie: username=Ada.wmfa7quzhmWM6ohUcC6ILB6BPkatnLNOsgNR1ghnge0\n",
        "set-cookie: session=eyJ9.awPEHw.tooshort; Path=/\n",
        "#HttpOnly_127.0.0.1\tFALSE\t/\tFALSE\t0\tusername\tAda\n",
        "a page; expires=Mon, 23 Nov 2026 04:42:07 GMT\n",
    ] {
        assert_eq!(mask(text), text);
    }
}

#[test]
fn a_cookie_of_an_earlier_run_is_renewed_in_later_commands() {
    let shown = format!("set-cookie: session=eyJ9.OLDTIM.{SIGNATURE}; Path=/\n");
    let now = shown.replace("OLDTIM", "NEWTIM");
    let mut renewals = Renewals::default();
    renewals.learn(&shown, &now);
    let command = format!("curl -b 'session=tampered.OLDTIM.{SIGNATURE}' localhost:3000");
    let renewed = command.replace("OLDTIM", "NEWTIM");
    assert_eq!(renewals.apply(&command), renewed);
}

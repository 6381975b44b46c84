//! Masks hide what changes from run to run, and nothing else.

use book::transcript::mask::mask;
use book::transcript::renew::Renewals;

const SIGNATURE: &str = "wmfa7quzhmWM6ohUcC6ILB6BPkatnLNOsgNR1ghnge0";

#[test]
fn dates_times_and_signatures_are_hidden() {
    let date = "date: Mon, 23 Nov 2026 04:42:07 GMT\n";
    assert_eq!(mask(date), "date: [date]\n");
    let set = format!(
        "set-cookie: session=eyJ9.awPEHw.{SIGNATURE}; Path=/; Expires=Mon, 23 Nov 2026 04:42:07 GMT\n"
    );
    assert_eq!(
        mask(&set),
        "set-cookie: session=eyJ9.[time and signature]; Path=/; Expires=[date]\n"
    );
    let jar = format!(
        "#HttpOnly_127.0.0.1\tFALSE\t/\tFALSE\t1795000000\tsession\t.eJy.awPEHw.{SIGNATURE}\n"
    );
    let masked =
        "#HttpOnly_127.0.0.1\tFALSE\t/\tFALSE\t[date]\tsession\t.eJy.[time and signature]\n";
    assert_eq!(mask(&jar), masked);
}

#[test]
fn the_moment_of_a_login_is_hidden_and_nothing_else_in_its_payload() {
    let payload = "eyJsb2dpbl9hdCI6MTc5NTQxMDg3MSwidXNlcm5hbWUiOiJhbGljZSJ9";
    let masked = mask(&format!("session={payload}.awPEHw.{SIGNATURE}; Path=/\n"));
    let json = r#"{"login_at":"[time]","username":"alice"}"#;
    assert_eq!(
        masked,
        format!("session={json}.[time and signature]; Path=/\n")
    );
}

/// Step 5's cookie at two moments: the digits of the one shrink.
#[test]
fn a_moment_for_which_the_payload_is_packed_makes_no_difference() {
    let plain = "eyJfcGVybWFuZW50Ijp0cnVlLCJsb2dpbl9hdCI6MTc5NTQxMDk4OCwidGhlbWUiOiJkYXJrIiwidXNlcm5hbWUiOiJhbGljZSIsInZpc2l0cyI6MX0";
    let packed = ".eJwdi0EKgDAMwP7S8w4qirjPjKJFi1uVrnoR_24xtwTyQDpJCwqJQTS9KEA-VpaE7u04Db3TNQFso0IQYUHdIcBVSQX_gpln8nRzZat-vR_OiRvL";
    let masked = |payload: &str| mask(&format!("session={payload}.awPEHw.{SIGNATURE}; Path=/\n"));
    let json =
        r#"{"_permanent":true,"login_at":"[time]","theme":"dark","username":"alice","visits":1}"#;
    assert_eq!(
        masked(plain),
        format!("session={json}.[time and signature]; Path=/\n")
    );
    assert_eq!(masked(packed), masked(plain));
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
    assert_eq!(
        renewals.apply(&command),
        command.replace("OLDTIM", "NEWTIM")
    );
}

//! Signs text together with the time, so that it can expire: `value.timestamp.signature`.
//!
//! One layer above `signer`; does what `itsdangerous.TimestampSigner` does.

use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;

use crate::signer::Signer;

/// Returns the seconds since 1970 by the system's clock.
pub fn now() -> u64 {
    let elapsed = SystemTime::now().duration_since(UNIX_EPOCH);
    elapsed.map_or(0, |elapsed| elapsed.as_secs())
}

/// Returns `value.timestamp.signature`; `now` is in Unix seconds.
pub fn sign(signer: &Signer, value: &str, now: u64) -> String {
    let timestamp = encode(now);
    signer.sign(&[value, &timestamp].join("."))
}

/// Returns the value if the signer signed it at most `max_age` seconds ago.
/// A time in the future is refused: no server with a correct clock has written it.
pub fn unsign<'a>(signer: &Signer, signed: &'a str, now: u64, max_age: u64) -> Option<&'a str> {
    let (value, timestamp) = signer.unsign(signed)?.rsplit_once('.')?;
    let age = now.checked_sub(decode(timestamp)?)?;
    if age > max_age {
        return None;
    }
    Some(value)
}

/// Writes big-endian bytes without the leading zeros, in base64url: 1700000000 is `ZVPxAA`.
fn encode(seconds: u64) -> String {
    let zeros = seconds.leading_zeros() / 8;
    BASE64.encode(&seconds.to_be_bytes()[zeros as usize..])
}

/// Returns the seconds since 1970 that a timestamp says.
pub fn decode(timestamp: &str) -> Option<u64> {
    let bytes = BASE64.decode(timestamp).ok()?;
    let mut seconds = [0; 8];
    let zeros = seconds.len().checked_sub(bytes.len())?;
    seconds[zeros..].copy_from_slice(&bytes);
    Some(u64::from_be_bytes(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_drops_its_leading_zeros() {
        for (seconds, text) in [(255, "_w"), (1_700_000_000, "ZVPxAA"), (1 << 32, "AQAAAAA")] {
            assert_eq!(encode(seconds), text);
            assert_eq!(decode(text), Some(seconds));
        }
        assert_eq!(decode("AQAAAAAAAAAA"), None);
    }

    #[test]
    fn a_signature_holds_until_its_last_second() {
        let signer = Signer::new(b"dev", "salt");
        let signed = sign(&signer, "alice", 1000);
        assert_eq!(unsign(&signer, &signed, 1060, 60), Some("alice"));
        assert_eq!(unsign(&signer, &signed, 1061, 60), None);
        assert_eq!(unsign(&signer, &signed, 999, 60), None);
    }
}

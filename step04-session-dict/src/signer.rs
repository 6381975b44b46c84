//! Signs text, so that the server can recognise what it wrote: `value.signature`.
//!
//! Signs as `itsdangerous.Signer(secret, salt, key_derivation="hmac", digest_method=sha256)` does.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// HMAC-SHA-256 (RFC 2104) with the key already loaded.
#[derive(Clone)]
pub struct Signer {
    keyed: Hmac<Sha256>,
}

impl Signer {
    /// Derives the key from the secret and the salt, a public word that names the purpose.
    /// A signature made for one purpose is not valid for another.
    pub fn new(secret: &[u8], salt: &str) -> Self {
        let mac = hmac_under(secret).chain_update(salt);
        let keyed = hmac_under(&mac.finalize().into_bytes());
        Self { keyed }
    }

    /// Returns `value.signature`, the signature in base64url without padding (RFC 4648).
    pub fn sign(&self, value: &str) -> String {
        let mac = self.keyed.clone().chain_update(value);
        let signature = BASE64.encode(mac.finalize().into_bytes());
        [value, &signature].join(".")
    }

    /// Returns the value if this signer made the signature, and nothing otherwise.
    pub fn unsign<'a>(&self, signed: &'a str) -> Option<&'a str> {
        let (value, signature) = signed.rsplit_once('.')?;
        let signature = BASE64.decode(signature).ok()?;
        let mac = self.keyed.clone().chain_update(value);
        // Takes equally long wherever the first wrong byte is. Otherwise an attacker could
        // measure the time and find the right signature byte by byte.
        mac.verify_slice(&signature).ok()?;
        Some(value)
    }
}

fn hmac_under(key: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC takes a key of any length")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_as_itsdangerous_does() {
        let signer = Signer::new(b"dev", "itsdangerous.Signer");
        let signed = "hello.-rlTEifAMb0M4KG2ExC3hoMiCaejhr3lSIcqte8P1Fs";
        assert_eq!(signer.sign("hello"), signed);
        assert_eq!(signer.unsign(signed), Some("hello"));
    }

    #[test]
    fn refuses_another_value_another_salt_and_another_spelling() {
        let signer = Signer::new(b"dev", "one");
        let signed = signer.sign("alice");
        assert_eq!(signer.unsign(&signed.replace("alice", "admin")), None);
        assert_eq!(Signer::new(b"dev", "two").unsign(&signed), None);
        assert_eq!(signer.unsign(&format!("{signed}=")), None);
    }
}

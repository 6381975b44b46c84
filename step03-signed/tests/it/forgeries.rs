//! The signer believes only the text that it has signed, and no other text makes it panic.

use proptest::prelude::*;
use proptest::sample::Index;
use step03_signed::signer::Signer;

proptest! {
    #[test]
    fn what_is_signed_comes_back(value in any::<String>()) {
        let signer = Signer::new(b"supersecretkey", "salt");
        let signed = signer.sign(&value);
        prop_assert_eq!(signer.unsign(&signed), Some(value.as_str()));
    }

    #[test]
    fn one_changed_character_is_found_out(value in any::<String>(), at: Index, new: char) {
        let signer = Signer::new(b"supersecretkey", "salt");
        let signed: Vec<char> = signer.sign(&value).chars().collect();
        let mut changed = signed.clone();
        changed[at.index(signed.len())] = new;
        prop_assume!(changed != signed);
        let changed: String = changed.into_iter().collect();
        prop_assert_eq!(signer.unsign(&changed), None);
    }

    #[test]
    fn a_cut_is_found_out(value in any::<String>(), at: Index) {
        let signer = Signer::new(b"supersecretkey", "salt");
        let signed: Vec<char> = signer.sign(&value).chars().collect();
        let cut: String = signed[..at.index(signed.len())].iter().collect();
        prop_assert_eq!(signer.unsign(&cut), None);
    }

    #[test]
    fn random_text_is_not_believed(text in any::<String>()) {
        let signer = Signer::new(b"supersecretkey", "salt");
        prop_assert_eq!(signer.unsign(&text), None);
    }

    #[test]
    fn another_secret_is_not_believed(secret in any::<Vec<u8>>(), value in any::<String>()) {
        prop_assume!(secret != b"supersecretkey");
        let forged = Signer::new(&secret, "salt").sign(&value);
        let signer = Signer::new(b"supersecretkey", "salt");
        prop_assert_eq!(signer.unsign(&forged), None);
    }
}

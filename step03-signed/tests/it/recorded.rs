//! Our signatures equal those recorded from a real itsdangerous 2.2.0.

use serde::Deserialize;
use step03_signed::signer::Signer;

/// A row of `signer.json`.
#[derive(Deserialize)]
struct Row {
    secret: String,
    salt: String,
    value: String,
    signed: String,
}

fn rows() -> Vec<Row> {
    let rows: Vec<Row> = serde_json::from_str(include_str!("../signer.json")).unwrap();
    assert_eq!(rows.len(), 8);
    rows
}

#[test]
fn signs_what_itsdangerous_signs() {
    for row in rows() {
        let signer = Signer::new(row.secret.as_bytes(), &row.salt);
        assert_eq!(signer.sign(&row.value), row.signed);
    }
}

#[test]
fn reads_what_itsdangerous_signed() {
    for row in rows() {
        let signer = Signer::new(row.secret.as_bytes(), &row.salt);
        assert_eq!(signer.unsign(&row.signed), Some(row.value.as_str()));
    }
}

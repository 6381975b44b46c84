//! Of the recorded sizes, a path means the one next to its bytes, if that is near.

use book::costs::Record;
use book::costs::figure::find;
use serde_json::json;

use super::changed;

/// A record of these sizes; the first has the ratio 1, the second 2.
fn sizes(bytes: &[u64]) -> Record {
    let sizes = bytes.iter().zip(1..);
    let sizes = sizes.map(|(bytes, ratio)| json!({"cookie_bytes": bytes, "ratio": ratio}));
    changed(|it| it["growth"] = sizes.collect()).unwrap()
}

/// What two paths for so many bytes lead to: the ratio and the recorded size.
fn near(record: &Record, bytes: u64) -> [String; 2] {
    ["", " bytes"].map(|end| {
        let figure = find(record, &format!("growth {bytes}{end}"));
        figure.map_or_else(|error| format!("{error:#}"), |figure| figure.to_string())
    })
}

#[test]
fn the_nearest_of_two_recorded_sizes_is_taken() {
    let rising = sizes(&[950, 1080]);
    assert_eq!(near(&rising, 1000), ["1.0", "950"]);
    assert_eq!(near(&rising, 1040), ["2.0", "1,080"]);
    let falling = sizes(&[1080, 950]);
    assert_eq!(near(&falling, 1000), ["2.0", "950"]);
    assert_eq!(near(&falling, 1040), ["1.0", "1,080"]);
}

#[test]
fn a_recorded_size_as_far_away_as_a_tenth_is_taken() {
    assert_eq!(near(&sizes(&[900]), 1000), ["1.0", "900"]);
    assert_eq!(near(&sizes(&[1100]), 1000), ["1.0", "1,100"]);
}

#[test]
fn a_recorded_size_further_away_than_a_tenth_is_refused() {
    for (recorded, bytes) in [(900, 1001), (1100, 999)] {
        let words = format!("no recorded size is within a tenth of `{bytes}`");
        for refusal in near(&sizes(&[recorded]), bytes) {
            assert!(refusal.ends_with(&words), "{refusal}");
        }
    }
}

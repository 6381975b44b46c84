//! The step switcher: a listing's item in the other steps, in rows made as the listing's own.
//! No browser and no search takes them for a part of the page.

use crate::common::{Fixture, fixture};

fn steps() -> Fixture {
    let short = "fn app() {}\n\nfn same() {}\n";
    let long = "fn app() {\n    \"</pre>\";\n}\n\nfn same() {}\n\nfn alone() {}\n";
    fixture(&[
        ("step01-a/src/lib.rs", short),
        ("step02-b/src/lib.rs", long),
        ("step03-c/src/lib.rs", short),
    ])
}

fn listing(step: &str, item: &str) -> String {
    let directive = format!("{{{{#listing {step}/src/lib.rs {item}}}}}\n");
    steps().chapter("a.md", &directive).unwrap().markdown()
}

const SHORT: &str = "<span class=\"line\">fn app() {}</span>&#10;";
const LONG: &str = "<span class=\"line\">fn app() {</span>&#10;<span class=\"line\">    &quot;&lt;/pre&gt;&quot;;</span>&#10;<span class=\"line\">}</span>&#10;";

#[test]
fn a_listing_has_the_change_from_an_older_step_and_to_a_newer_one() {
    let html = listing("step02-b", "app");
    let mut parts = html.split("<script type=\"text/plain\" class=\"version");
    let mut part = || parts.next().unwrap();
    let (own, figure) = (part(), "id=\"step02-b/src/lib.rs:app\" data-step=\"2\">");
    assert!(own.contains(figure), "{own}");
    assert!(own.contains(LONG) && !own.contains(SHORT), "{own}");
    let code = "<pre><code class=\"language-rust\">";
    let came = format!("<del>{SHORT}</del><ins>{LONG}</ins></code></pre></script>");
    let older = " older\" data-steps=\"step01-a\">";
    assert_eq!(part(), format!("{older}{code}{came}"));
    let went = format!("<del>{LONG}</del><ins>{SHORT}</ins></code></pre></script>");
    assert!(part().starts_with(&format!("\" data-steps=\"step03-c\">{code}{went}")));
}

#[test]
fn where_another_step_has_the_same_nothing_is_repeated() {
    let html = listing("step01-a", "app");
    assert_eq!(html.matches(SHORT).count(), 2, "{html}");
    let empty = "class=\"version\" data-steps=\"step03-c\"></script>";
    assert!(html.contains(empty), "{html}");
}

#[test]
fn what_is_the_same_everywhere_or_stands_nowhere_else_has_no_versions() {
    for item in ["same", "alone"] {
        let html = listing("step02-b", item);
        assert!(!html.contains("version"), "{html}");
        assert!(!html.contains("data-step"), "{html}");
    }
}

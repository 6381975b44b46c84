//! The search of the Russian edition, as a reader uses it.

use book::edition::words::Words;
use serde_json::Value;

use super::{Page, open};

/// What is sought, and a page that is the first or the second that is found.
const SOUGHT: [(&str, &str); 15] = [
    ("подписью", "reference/cookie-format.html#signature"),
    ("сессии", "#the-session"),
    ("сеансом", "#the-session"),
    ("сколько живёт сессия", "step05-login-app/session.html"),
    ("формат кук", "reference/cookie-format.html"),
    ("зашифрованы", "reference/flask-session.html#are-the-data"),
    ("фиксация сессии", "step05-login-app/session.html"),
    ("«Замок»", "step05-login-app/locks.html"),
    ("хеш-функцией", "step03-signed.html#the-idea"),
    ("учетную запись", "step05-login-app.html"),
    ("меток времени", "reference/cookie-format.html#timestamp"),
    ("Set-Cookie", "step02-cookie.html"),
    ("HMAC", "reference/cookie-format.html#key"),
    ("signer.rs", "step05-login-app.html#the-parts"),
    ("session", "reference/flask-session.html#what-is-session"),
];

/// The words of the index and others that end as Russian words may, each with what it is sought as.
const WORDS: &str = r"
    const words = new Set();
    for (const { title, body, breadcrumbs } of Object.values(search.index.documentStore.docs)) {
        for (const word of elasticlunr.tokenizer(`${title} ${body} ${breadcrumbs}`)) words.add(word);
    }
    const endings = `а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах иях ях ы ь ию ью ю
        ия ья я ее ые ое ими ыми ый им ым его ого ему ому их ых ую юю ая яя ою ею ла на ете йте ли л н ло но ет ют ны
        ть ешь нно ила ыла ена ейте уйте ите или ыли уй ил ыл ен ило ыло ено ят ует уют ит ыт ены ить ыть ишь в вши
        вшись ив ивши ившись ыв ывши ывшись ся щий вший нный ющая ующего ивший ость остью ейш нейшего ок ек ец`;
    for (const word of [...words].filter((word) => /^[а-яё]+$/.test(word))) {
        for (const ending of endings.split(/\s+/)) {
            words.add(word + ending).add(word.slice(0, -1) + ending);
        }
    }
    const { russian } = elasticlunr.Pipeline.registeredFunctions;
    return [...words].map((word) => [word, russian(word) ?? null]);";

const FOUND: &str =
    "[...document.querySelectorAll('#mdbook-searchresults a')].map(it => it.pathname + it.hash)";

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn the_russian_page_seeks_a_word_as_the_index_has_it() {
    let (_book, page) = open("ru/index.html?search=cookie").await;
    page.holds("!!window.search.index").await;
    let pairs = page.eval(WORDS).await;
    let (pairs, words) = (pairs.as_array().unwrap(), Words::default());
    let differs = |pair: &&Value| {
        let word = pair[0].as_str().unwrap();
        words.sought(word).as_deref() != pair[1].as_str()
    };
    let differing: Vec<&Value> = pairs.iter().filter(differs).take(20).collect();
    assert!(pairs.len() > 300_000, "{}", pairs.len());
    assert!(differing.is_empty(), "{differing:?}");
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn a_russian_search_finds_every_form_and_its_page_first() {
    let (_book, page) = open("ru/index.html").await;
    page.press('/').await;
    for (words, path) in SOUGHT {
        seek(&page, words).await;
        page.holds(&format!(
            "{FOUND}.slice(0, 2).some(it => it.includes('{path}'))"
        ))
        .await;
    }
    seek(&page, "cookie").await;
    let cookie = page.eval(&format!("return {FOUND}")).await;
    for form in ["кук", "куке", "кукам"] {
        seek(&page, form).await;
        page.expect(FOUND, cookie.clone()).await;
    }
    seek(&page, "ничегошеньки").await;
    let said = "Ничего не найдено по запросу «ничегошеньки»";
    page.expect_text("#mdbook-searchresults-header", said).await;
    page.is_silent().await;
}

async fn seek(page: &Page, words: &str) {
    page.fill("#mdbook-searchbar", words).await;
    page.eval("document.querySelector('#mdbook-searchbar').dispatchEvent(new Event('keyup'))")
        .await;
}

#[tokio::test]
#[ignore = "needs Chromium: apt-get install chromium chromium-driver"]
async fn the_forms_of_a_word_are_marked_in_the_results_and_on_the_page() {
    let (_book, page) = open("ru/index.html?search=подписями").await;
    let header = "#mdbook-searchresults-header";
    page.expect_text(header, "Найдено мест: ").await;
    let marked = |marks: &str| {
        format!("[...document.querySelectorAll('{marks}')].map(it => it.textContent.toLowerCase())")
    };
    let teasers = marked(".teaser em");
    page.holds(&format!("{teasers}.includes('подпись')")).await;
    page.eval("document.querySelector('#mdbook-searchresults a').click()")
        .await;
    let marks = marked("main mark");
    let both = format!("['подпись', 'подписи'].every(it => {marks}.includes(it))");
    page.holds(&both).await;
    page.eval("document.querySelector('main mark').click()")
        .await;
    page.holds(&format!("{marks}.length === 0 && !location.search"))
        .await;
    page.is_silent().await;
}

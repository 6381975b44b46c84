//! A page of the book, with the widgets that its scripts add.

use std::ops::Deref;

use serde_json::{Value, json};

use crate::chromium::Browser;

pub struct Page {
    browser: Browser,
}

/// What any browser does, a page does.
impl Deref for Page {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        &self.browser
    }
}

impl Page {
    pub fn new(browser: Browser) -> Self {
        Self { browser }
    }

    /// Waits until an expression is true.
    pub async fn holds(&self, expression: &str) {
        self.expect(expression, true).await;
    }

    /// Clicks the button of this text under the last transcript whose commands have this option.
    pub async fn run(&self, option: &str, button: &str) {
        let find = format!(
            "[...document.querySelectorAll('.console')]
                .filter(it => it.textContent.includes('-{option}'))
                .flatMap(it => [...it.querySelectorAll('.run button')])
                .find(it => it.textContent === '{button}')"
        );
        self.holds(&format!("!!{find}")).await;
        self.eval(&format!("{find}.click()")).await;
    }

    /// Opens the form of the request that was run.
    pub async fn edit(&self) {
        self.eval("document.querySelector('.request details').open = true")
            .await;
    }

    /// Waits for the Run buttons, where the page has transcripts.
    pub async fn ready_to_run(&self) {
        let all = "document.querySelectorAll('.console').length";
        let ready = "document.querySelectorAll('.run').length";
        self.holds(&format!("{ready} === {all}")).await;
    }

    /// Waits for an answer with this text.
    pub async fn answer_has(&self, text: &str) {
        let (answer, text) = ("document.querySelector('.answer code')?", json!(text));
        self.holds(&format!("{answer}.textContent.includes({text})"))
            .await;
    }

    /// The rows of the jar that is shown.
    pub async fn jar(&self) -> Value {
        let rows = "[...document.querySelectorAll('.jar tbody tr')]";
        let inputs = "[...row.querySelectorAll('input')].map(input => input.value)";
        let script = format!("return {rows}.map(row => {inputs})");
        self.eval(&script).await
    }

    /// Sets a field, as typing does.
    pub async fn fill(&self, selector: &str, text: &str) {
        let field = format!("document.querySelector('{selector}')");
        self.set(&field, text).await;
    }

    pub async fn fill_labelled(&self, label: &str, text: &str) {
        let labels = "[...document.querySelectorAll('.request label')]";
        let found = format!("{labels}.find(it => it.textContent.startsWith('{label}')).control");
        self.set(&found, text).await;
    }

    async fn set(&self, field: &str, text: &str) {
        let text = json!(text);
        let event = "new Event('input', { bubbles: true })";
        let typed = format!("field.value = {text}; field.dispatchEvent({event});");
        self.eval(&format!("const field = {field}; {typed}")).await;
    }

    /// Fills the laboratory with a row of the recorded cookies.
    pub async fn decode(&self, row: &Value) {
        let text = |name: &str| row[name].as_str().unwrap();
        let digest = text("digest").replace("sha", "SHA-");
        self.fill("#lab-salt", "cookie-session").await;
        self.fill("#lab-digest", &digest).await;
        let hex = row["secret"]["hex"].as_str();
        let is_hex = hex.is_some();
        let check = format!("document.querySelector('#lab-hex').checked = {is_hex}");
        self.eval(&check).await;
        let secret = hex.unwrap_or_else(|| text("secret"));
        self.fill("#lab-secret", secret).await;
        self.fill("#lab-cookie", text("cookie")).await;
        self.expect_value("#lab-payload", text("json")).await;
    }

    /// Waits for a verdict of the laboratory with these words.
    pub async fn verdict(&self, words: &str) {
        let verdict = "document.querySelector('#lab-verdict')?.textContent";
        self.holds(&format!("{verdict}.includes({})", json!(words)))
            .await;
    }

    pub async fn expect_value(&self, selector: &str, value: &str) {
        let field = format!("document.querySelector('{selector}').value");
        self.expect(&field, json!(value)).await;
    }

    /// Waits for an element whose text begins like this.
    pub async fn expect_text(&self, selector: &str, words: &str) {
        let text = format!("document.querySelector('{selector}')?.textContent");
        self.holds(&format!("{text}.startsWith({})", json!(words)))
            .await;
    }

    /// Nothing went wrong: the console is empty.
    pub async fn is_silent(&self) {
        let said = self.browser.console().await;
        assert!(said.is_empty(), "{said:#?}");
    }
}

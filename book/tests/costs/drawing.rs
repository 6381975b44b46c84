//! Reads an SVG back, or a table: what is wrong with its markup, what it says, and what sticks out.

use std::cell::RefCell;

use book::costs::plot::svg::{WIDTH, text_width};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// An element with its attributes and its own text.
#[derive(Clone, Debug, Default)]
pub struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    /// Its own text, without that of the elements in it.
    pub text: String,
}

/// A picture that was read.
#[derive(Debug, Default)]
pub struct Drawing {
    /// What is no well-formed XML.
    pub wrong: Vec<String>,
    elements: Vec<Element>,
    open: Vec<usize>,
}

#[derive(Default)]
struct Reader(RefCell<Drawing>);

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut drawing = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => drawing.tag(&tag),
            Token::CharacterTokens(text) => drawing.text(&text),
            Token::ParseError(error) => drawing.wrong.push(error.into_owned()),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Drawing {
    /// Reads a picture.
    pub fn read(svg: &str) -> Self {
        let input = BufferQueue::default();
        input.push_back(StrTendril::from(svg));
        let options = TokenizerOpts {
            exact_errors: true,
            ..TokenizerOpts::default()
        };
        let tokenizer = Tokenizer::new(Reader::default(), options);
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        let mut drawing = tokenizer.sink.0.take();
        if !drawing.open.is_empty() {
            drawing.wrong.push("an element is not closed".to_owned());
        }
        drawing
    }

    fn tag(&mut self, tag: &Tag) {
        let name = tag.name.to_string();
        if tag.kind == TagKind::EndTag {
            let opened = self.open.pop().map(|index| &self.elements[index].name);
            if opened != Some(&name) {
                self.wrong.push(format!("</{name}> closes {opened:?}"));
            }
            return;
        }
        let attributes = tag.attrs.iter();
        let attributes = attributes.map(|it| (it.name.local.to_string(), it.value.to_string()));
        self.elements.push(Element {
            name,
            attributes: attributes.collect(),
            text: String::new(),
        });
        if !tag.self_closing {
            self.open.push(self.elements.len() - 1);
        }
    }

    fn text(&mut self, text: &str) {
        match self.open.last() {
            Some(index) => self.elements[*index].text += text,
            None => self.wrong.push(format!("`{text}` stands outside")),
        }
    }

    /// All elements of that name, in their order.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &Element> {
        self.elements
            .iter()
            .filter(move |element| element.name == name)
    }

    /// The texts of all elements of that name.
    pub fn texts_of(&self, name: &str) -> Vec<&str> {
        self.all(name)
            .map(|element| element.text.as_str())
            .collect()
    }

    /// The text of that wording.
    pub fn label(&self, words: &str) -> &Element {
        let found = self.all("text").find(|it| it.text == words);
        found.unwrap_or_else(|| panic!("no `{words}` in {:?}", self.texts_of("text")))
    }

    /// The points of all lines with these classes.
    pub fn lines(&self, class: &str) -> Vec<Vec<(f64, f64)>> {
        let lines = self.all("polyline").filter(|it| it.class() == class);
        lines.map(Element::corners).collect()
    }

    /// The texts of a table's cells, row by row.
    pub fn rows(&self) -> Vec<Vec<&str>> {
        let mut rows = Vec::new();
        for element in &self.elements {
            match element.name.as_str() {
                "tr" => rows.push(Vec::new()),
                "th" | "td" => rows
                    .last_mut()
                    .expect("a cell stands in a row")
                    .push(element.text.as_str()),
                _ => {}
            }
        }
        rows
    }

    /// All attributes of all elements.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.elements.iter().flat_map(|element| &element.attributes);
        all.map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The elements that reach beyond the picture's edges.
    pub fn outside(&self) -> Vec<String> {
        let view = self.elements[0].attribute("viewbox").unwrap();
        let height: f64 = view.rsplit_once(' ').unwrap().1.parse().unwrap();
        let sticks_out = |(x, y): &(f64, f64)| {
            !(-0.05..=WIDTH + 0.05).contains(x) || !(-0.05..=height + 0.05).contains(y)
        };
        let elements = self.elements.iter();
        elements
            .filter(|element| element.corners().iter().any(sticks_out))
            .map(|element| format!("{element:?}"))
            .collect()
    }
}

impl Element {
    fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// All its classes.
    pub fn class(&self) -> &str {
        self.attribute("class").unwrap_or_default()
    }

    /// The number that an attribute holds.
    pub fn number(&self, name: &str) -> f64 {
        self.attribute(name).unwrap().parse().unwrap()
    }

    /// Points that the element reaches.
    pub fn corners(&self) -> Vec<(f64, f64)> {
        match self.name.as_str() {
            "rect" => {
                let (x, y) = (self.number("x"), self.number("y"));
                vec![
                    (x, y),
                    (x + self.number("width"), y + self.number("height")),
                ]
            }
            "circle" => vec![(self.number("cx"), self.number("cy"))],
            "polyline" => self
                .attribute("points")
                .unwrap()
                .split(' ')
                .map(point)
                .collect(),
            "text" => self.text_corners(),
            _ => Vec::new(),
        }
    }

    /// The ends of a text, as wide as it may become, with room for the height of its letters.
    fn text_corners(&self) -> Vec<(f64, f64)> {
        let (x, y) = (self.number("x"), self.number("y"));
        let width = text_width(&self.text);
        let anchor = |name| self.class().split(' ').any(|it| it == name);
        let start = match (anchor("start"), anchor("end")) {
            (true, _) => x,
            (_, true) => x - width,
            _ => x - width / 2.0,
        };
        vec![(start, y - 10.0), (start + width, y + 3.0)]
    }
}

fn point(text: &str) -> (f64, f64) {
    let (x, y) = text.split_once(',').unwrap();
    (x.parse().unwrap(), y.parse().unwrap())
}

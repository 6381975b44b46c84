//! Checks the built pages: every link and picture within the book leads somewhere.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result, ensure};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, Token, TokenSink, TokenSinkResult, Tokenizer};
use ignore::WalkBuilder;

/// What a page offers to links and where its own links lead.
#[derive(Debug, Default)]
struct Page {
    ids: RefCell<HashSet<String>>,
    links: RefCell<Vec<String>>,
}

impl TokenSink for Page {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if let Token::TagToken(tag) = token {
            self.take(&tag);
        }
        TokenSinkResult::Continue
    }
}

impl Page {
    fn read(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let input = BufferQueue::default();
        input.push_back(StrTendril::from(text));
        let tokenizer = Tokenizer::new(Self::default(), Default::default());
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        Ok(tokenizer.sink)
    }

    fn take(&self, tag: &Tag) {
        for attribute in &tag.attrs {
            match &*attribute.name.local {
                "id" => _ = self.ids.borrow_mut().insert(attribute.value.to_string()),
                "href" | "src" => self.links.borrow_mut().push(attribute.value.to_string()),
                _ => {}
            }
        }
    }
}

/// Checks every page under `root`.
///
/// # Errors
///
/// If links lead nowhere; the error names each.
pub fn check(root: &Path) -> Result<()> {
    let root = &root.canonicalize()?;
    let pages = read_pages(root)?;
    let mut broken = BTreeSet::new();
    for (path, page) in &pages {
        let name = path.strip_prefix(root).unwrap_or(path).display();
        for link in page.links.borrow().iter() {
            if !leads_somewhere(root, path, link, &pages) {
                broken.insert(format!("{name}: {link}"));
            }
        }
    }
    let broken: Vec<String> = broken.into_iter().collect();
    ensure!(
        broken.is_empty(),
        "these links of the book are broken\n{}",
        broken.join("\n")
    );
    Ok(())
}

fn read_pages(root: &Path) -> Result<HashMap<PathBuf, Page>> {
    let mut paths = Vec::new();
    for entry in WalkBuilder::new(root).standard_filters(false).build() {
        let path = entry?.into_path();
        let extension = path.extension();
        if extension.is_some_and(|extension| extension == "html") {
            paths.push(path);
        }
    }
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let read = |path: &PathBuf| Ok((path.clone(), Page::read(path)?));
    thread::scope(|scope| {
        let shares = paths.chunks(paths.len().div_ceil(threads).max(1));
        let shares = shares.map(|share| scope.spawn(move || share.iter().map(read).collect()));
        let shares: Vec<_> = shares.collect();
        let read = shares.into_iter();
        let read = read.map(|share| share.join().expect("reading does not panic"));
        let read: Vec<Vec<(PathBuf, Page)>> = read.collect::<Result<_>>()?;
        Ok(read.into_iter().flatten().collect())
    })
}

fn leads_somewhere(root: &Path, page: &Path, link: &str, pages: &HashMap<PathBuf, Page>) -> bool {
    if link.contains("://") || link.starts_with("mailto:") || link.starts_with("data:") {
        return true;
    }
    let (file, id) = link.split_once('#').unwrap_or((link, ""));
    let file = file.split('?').next().unwrap_or_default();
    let target = match file.strip_prefix('/') {
        Some(absolute) => root.join(absolute),
        None if file.is_empty() => page.to_owned(),
        None => page.with_file_name(file),
    };
    let Ok(target) = target.canonicalize() else {
        return false;
    };
    match pages.get(&target) {
        // With an equals sign, it is no id but data for the laboratory.
        Some(target) => id.is_empty() || id.contains('=') || target.ids.borrow().contains(id),
        None if target.is_dir() => target.starts_with(root) && target.join("index.html").is_file(),
        None => target.starts_with(root),
    }
}

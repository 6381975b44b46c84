//! Pictures: SVG drawn into the page, so that it follows the theme, with its text alternative. A part
//! of a picture may lead to a listing, and the listing then leads back.

use std::fs;

use anyhow::{Context, Result, ensure};
use regex::Regex;

use crate::edition::Edition;
use crate::workspace::Workspace;

/// The picture `book/chapters/images/NAME` as a `<figure>` on one line of Markdown.
///
/// `line` is the directive's line: it keeps the ids of two pictures on a page apart.
///
/// # Errors
///
/// If there is no such picture, or it has no title and description.
pub fn html(workspace: &Workspace, name: &str, line: usize) -> Result<String> {
    let path = workspace.book().join("chapters/images").join(name);
    let svg = fs::read_to_string(&path).with_context(|| format!("there is no picture {name}"))?;
    ensure!(name.ends_with(".svg"), "{name} is no .svg");
    ensure!(
        svg.contains("<title") && svg.contains("<desc"),
        "{name} needs a <title> and a <desc>"
    );
    let source = format!("book/chapters/images/{name}");
    let svg = workspace.edition().markup(&source, &svg);
    let prefix = format!("{}-{line}", name.trim_end_matches(".svg"));
    let svg = labelled(&unique_ids(&bare(&svg)?, &prefix)?, &prefix)?;
    Ok(format!("<figure class=\"picture\">{svg}</figure>"))
}

/// The `<svg>` element alone, on one line: a blank line would end Markdown's HTML block.
fn bare(svg: &str) -> Result<String> {
    let start = svg.find("<svg").context("no <svg> in the file")?;
    let comment = Regex::new(r"(?s)<!--.*?-->")?;
    let line_break = Regex::new(r"\s*\n\s*")?;
    let svg = comment.replace_all(&svg[start..], "");
    Ok(line_break.replace_all(&svg, " ").into_owned())
}

fn unique_ids(svg: &str, prefix: &str) -> Result<String> {
    let id = Regex::new(r##"(\sid="|url\(#|href="#)"##)?;
    Ok(id.replace_all(svg, format!("${{1}}{prefix}-")).into_owned())
}

/// Gives the picture its role and binds it to its title and description. What has links is no image.
fn labelled(svg: &str, prefix: &str) -> Result<String> {
    let own = Regex::new(r#"<(title|desc)(?:\s[^>]*)?>"#)?;
    let mut left = vec!["title", "desc"];
    let svg = own.replace_all(svg, |found: &regex::Captures| {
        match left.iter().position(|name| *name == &found[1]) {
            Some(first) => format!("<{0} id=\"{prefix}-{0}\">", left.remove(first)),
            None => found[0].to_owned(),
        }
    });
    let role = if svg.contains("<a ") { "group" } else { "img" };
    let label = format!("<svg role=\"{role}\" aria-labelledby=\"{prefix}-title {prefix}-desc\"");
    Ok(svg.replacen("<svg", &label, 1))
}

/// Where the pictures of the chapter at `path` lead: the id of each listing, and the part of the
/// picture that leads there, as a link.
///
/// # Errors
///
/// Never: the pattern is valid.
pub fn ways(path: &str, markdown: &str) -> Result<Vec<(String, String)>> {
    let part = Regex::new(r##"<a id="([^"]+)" href="[^"#]*#([^"]+)">"##)?;
    let page = path.replace(".md", ".html");
    let parts = part.captures_iter(markdown);
    let way = |found: regex::Captures| (found[2].to_owned(), format!("{page}#{}", &found[1]));
    Ok(parts.map(way).collect())
}

/// Puts the way back into the caption of each listing that a picture leads to.
pub fn lead_back(edition: &Edition, path: &str, markdown: &mut String, ways: &[(String, String)]) {
    let up = "../".repeat(path.matches('/').count());
    for (listing, part) in ways {
        let caption = markdown.find(&format!(" id=\"{listing}\""));
        let end = caption.and_then(|start| Some(start + markdown[start..].find("</figcaption>")?));
        if let Some(end) = end {
            let words = edition.say("in the picture", &[]);
            let link = format!(" <a class=\"back\" href=\"{up}{part}\">{words}</a>");
            markdown.insert_str(end, &link);
        }
    }
}

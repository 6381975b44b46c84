//! A practice in its chapter: a folded box before the code, and the answer to its prediction after.

use std::fmt::{Display, Write};

use anyhow::{Context, Result};

use super::functions::{self, name_of};
use super::hints::hints;
use super::{Hole, Practice, Practices};
use crate::workspace::Workspace;

/// Where the words of the practices stand.
const SOURCE: &str = "book/practices.toml";

/// The Markdown of the box for a part of a step.
///
/// # Errors
///
/// If the step has no such part, or a function of it is not there.
pub fn task(workspace: &Workspace, step: Option<usize>, part: &str) -> Result<String> {
    let (step, practice, alone) = find(workspace, step, part)?;
    let edition = workspace.edition();
    let title = edition.text(SOURCE, &practice.title);
    let parts: [(&str, &dyn Display); 2] = [("title", &title), ("minutes", &practice.minutes)];
    let summary = edition.say(
        "Write it yourself: {title} <small>about {minutes} minutes</small>",
        &parts,
    );
    let predict = edition.markdown(SOURCE, &practice.predict)?;
    let functions = edition.say("You write these functions:", &[]);
    let mut page = format!(
        "<details class=\"practice\">\n<summary>{summary}</summary>\n\n\
         {predict}\n\n{functions}\n\n```rust\n"
    );
    for hole in &practice.holes {
        let (function, text) = functions::of_step(workspace, step, &hole.id)?;
        let head = &text[function.whole.start..function.body.start];
        writeln!(page, "{};\n", outdented(head.trim_end()))?;
    }
    // Whoever has written another part of the step has a directory of that name already.
    let step_name = &practice.step;
    let (part, makes) = match alone {
        true => (
            String::new(),
            "The first command makes `practice/{step}`. The second one says where to begin. Ask it \
             again whenever you have written a function:",
        ),
        false => (
            format!(" --part {part} --fresh"),
            "The first command makes `practice/{step}`. If you have a practice of this step already, \
             it is kept beside the new one. The second command says where to begin. Ask it again \
             whenever you have written a function:",
        ),
    };
    let makes = edition.say(makes, &[("step", step_name)]);
    write!(
        page,
        "```\n\n{makes}\n\n```sh\n\
         cargo run -p book -- practice {step_name}{part}\ncargo run -p book -- check\n```\n\n"
    )?;
    for hole in &practice.holes {
        page += &folded(workspace, step, hole)?;
    }
    Ok(page + "</details>\n")
}

/// The Markdown of the answer to a part's prediction.
///
/// # Errors
///
/// If the step has no such part.
pub fn answer(workspace: &Workspace, step: Option<usize>, part: &str) -> Result<String> {
    let (_, practice, _) = find(workspace, step, part)?;
    let edition = workspace.edition();
    let title = edition.text(SOURCE, &practice.title);
    let answer = edition.markdown(SOURCE, &practice.answer)?;
    let asks = "Your prediction about {title}: were you right?";
    let summary = edition.say(asks, &[("title", &title)]);
    Ok(format!(
        "<details class=\"practice\">\n<summary>{summary}</summary>\n\n{answer}\n\n</details>\n"
    ))
}

/// The step, the practice, and whether the step has no other.
fn find(workspace: &Workspace, step: Option<usize>, part: &str) -> Result<(usize, Practice, bool)> {
    let step = step.context("this page explains no step")?;
    let practices = Practices::load(workspace)?;
    let name = workspace.steps()[step].name;
    let alone = practices.of(name, None)?.len() == 1;
    let practice = practices.of(name, Some(part))?[0].clone();
    Ok((step, practice, alone))
}

/// The three hints for a function, each folded into the one before.
fn folded(workspace: &Workspace, step: usize, hole: &Hole) -> Result<String> {
    let edition = workspace.edition();
    let [needs, call, gaps] = hints(workspace, step, hole)?;
    let needs = edition.markdown(SOURCE, &needs)?;
    let call = edition.markdown(SOURCE, &call)?;
    let name = format!("<code>{}</code>", name_of(&hole.id));
    let name = edition.say("Hints for {name}", &[("name", &name)]);
    let [which, gapped] =
        ["Which call does it", "The body with gaps"].map(|words| edition.say(words, &[]));
    Ok(format!(
        "<details>\n<summary>{name}</summary>\n\n{needs}\n\n\
         <details>\n<summary>{which}</summary>\n\n{call}\n\n\
         <details>\n<summary>{gapped}</summary>\n\n```rust\n{}\n```\n\n\
         </details>\n</details>\n</details>\n\n",
        outdented(&gaps)
    ))
}

/// A piece of a file without the indentation that its last line has.
fn outdented(text: &str) -> String {
    let last = text.lines().next_back().unwrap_or_default();
    let indent = &last[..last.len() - last.trim_start().len()];
    text.replace(&format!("\n{indent}"), "\n")
}

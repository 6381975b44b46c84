//! Parts of an nginx configuration: a directive by its first words, `listen` or `upstream app`.

use anyhow::Result;

use super::place::{Lines, only};

/// Finds the one directive that begins with `name`, with the comment above it and, where it opens
/// a block, up to the brace that closes it.
pub fn find(text: &str, name: &str) -> Result<Lines> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let heads = (0..lines.len()).filter(|at| begins(lines[*at], name));
    let found = heads.map(|at| comment_above(&lines, at)..end(&lines, at));
    only(found.collect(), name)
}

fn begins(line: &str, name: &str) -> bool {
    let rest = line.strip_prefix(name).unwrap_or_default();
    rest.starts_with([' ', ';'])
}

fn comment_above(lines: &[&str], at: usize) -> usize {
    let above = lines[..at].iter().rev();
    at - above.take_while(|line| line.starts_with('#')).count()
}

fn end(lines: &[&str], at: usize) -> usize {
    let mut depth = 0;
    let code = |line: &str| !line.starts_with('#');
    let mut below = (at..lines.len()).filter(|here| code(lines[*here]));
    let last = below.find(|here| {
        depth += lines[*here].matches('{').count();
        depth -= lines[*here].matches('}').count().min(depth);
        depth == 0
    });
    last.unwrap_or(at) + 1
}

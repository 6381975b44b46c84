//! The glossary in the order of the translated terms.

/// The chapter whose table is sorted.
pub const CHAPTER: &str = "book/chapters/reference/glossary.md";

/// Sorts the rows of the tables of a Markdown text by their first cell, as a reader looks for them.
pub fn sorted(markdown: &str) -> String {
    let mut lines: Vec<&str> = markdown.split_inclusive('\n').collect();
    let is_row = |line: &&str| line.starts_with('|');
    let starts =
        (0..lines.len()).filter(|at| is_row(&lines[*at]) && (*at == 0 || !is_row(&lines[*at - 1])));
    for start in starts.collect::<Vec<_>>() {
        let rows = lines[start..]
            .iter()
            .take_while(|line| is_row(line))
            .count();
        // The head and the line under it stay.
        let rows = &mut lines[start..start + rows];
        rows[2..].sort_by_key(|row| letters(row));
    }
    lines.concat()
}

/// The letters of a row as they are looked up: without marks and case, and with ё as е.
fn letters(row: &str) -> String {
    let letters = row
        .chars()
        .filter(|sign| sign.is_alphanumeric() || *sign == ' ');
    letters.collect::<String>().to_lowercase().replace('ё', "е")
}

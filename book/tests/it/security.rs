//! The security page: each row has the command of its test, and a patch that takes its lock away.

use std::fs;
use std::path::Path;

use regex::Regex;

const PAGE: &str = include_str!("../../chapters/security.md");

/// From here on, the page is about what no patch could take away.
const END_OF_LOCKS: &str = "\n## What rests on something else\n";

/// One row of the page that a test proves.
pub struct Row {
    /// The requirement, as both the table and the command's comment have it.
    pub requirement: String,
    /// On one line.
    pub command: String,
}

/// A patch for a file of the workspace; the line above it is the requirement of its row.
pub struct Mutant {
    pub name: String,
    pub requirement: String,
    pub file: String,
    patch: String,
}

impl Mutant {
    /// Returns the file without the lock, or the reason if the patch does not fit any more.
    pub fn of(&self, original: &str) -> Result<String, String> {
        let patch = diffy::Patch::from_str(&self.patch).map_err(|error| error.to_string())?;
        diffy::apply(original, &patch).map_err(|error| error.to_string())
    }
}

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// All rows with a command, the race at the end of the page included.
pub fn rows() -> Vec<Row> {
    commands(PAGE)
}

/// The rows whose locks can be taken away.
pub fn locks() -> Vec<Row> {
    commands(PAGE.split_once(END_OF_LOCKS).unwrap().0)
}

fn commands(page: &str) -> Vec<Row> {
    let page = page.replace(" \\\n    ", " ");
    let pair = Regex::new(r"(?m)^# (.+\.)\n(cargo test .+)$").unwrap();
    let pairs = pair.captures_iter(&page).map(|found| found.extract().1);
    let row = |[requirement, command]: [&str; 2]| Row {
        requirement: requirement.into(),
        command: command.into(),
    };
    pairs.map(row).collect()
}

pub fn mutants() -> Vec<Mutant> {
    let folder = fs::read_dir(root().join("book/security/mutants")).unwrap();
    let mutants = folder.map(|entry| mutant(&entry.unwrap().path()));
    let mut mutants: Vec<_> = mutants.collect();
    mutants.sort_by(|a, b| a.name.cmp(&b.name));
    mutants
}

fn mutant(path: &Path) -> Mutant {
    let text = fs::read_to_string(path).unwrap();
    let (requirement, patch) = text.split_once('\n').unwrap();
    let file = patch.lines().next().unwrap().strip_prefix("--- a/");
    Mutant {
        name: path.file_name().unwrap().to_string_lossy().into(),
        requirement: requirement.into(),
        file: file.expect("a patch begins with its file").into(),
        patch: patch.into(),
    }
}

#[test]
fn every_row_has_its_command_in_order() {
    let (locks, _) = PAGE.split_once(END_OF_LOCKS).unwrap();
    let first_cell = Regex::new(r"(?m)^\| ([^|]+\.) \|").unwrap();
    let listed = first_cell.captures_iter(locks);
    let listed: Vec<_> = listed.map(|found| found.extract::<1>().1[0]).collect();
    let rows = self::locks();
    let run: Vec<_> = rows.iter().map(|row| &row.requirement).collect();
    assert!(listed.len() > 40, "only {} rows", listed.len());
    assert_eq!(listed, run);
}

#[test]
fn every_command_names_one_test_by_its_path() {
    let command = r"^cargo test -p step05-login-app (--lib|--test it|--test promises) [\w:]+( -- --ignored)?$";
    let command = Regex::new(command).unwrap();
    for row in rows() {
        assert!(command.is_match(&row.command), "{}", row.command);
    }
}

#[test]
fn every_row_has_a_mutant_that_fits_and_every_mutant_a_row() {
    let (rows, mutants) = (locks(), mutants());
    for mutant in &mutants {
        let is_of = |row: &Row| row.requirement == mutant.requirement;
        assert!(rows.iter().any(is_of), "{} has no row", mutant.name);
        let original = fs::read_to_string(root().join(&mutant.file)).unwrap();
        let mutated = mutant.of(&original);
        assert!(mutated.is_ok(), "{} does not fit: {mutated:?}", mutant.name);
    }
    for row in rows {
        let is_of = |mutant: &Mutant| mutant.requirement == row.requirement;
        assert!(mutants.iter().any(is_of), "no mutant: {}", row.requirement);
    }
}

//! What the book reads of the workspace's `Cargo.toml`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use toml_edit::{Document, Item, Table};

/// The `[workspace]` of a `Cargo.toml`.
pub struct Manifest(Table);

impl Manifest {
    /// Reads the `Cargo.toml` in a directory; `None` where there is none, or it is no workspace's.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or is not valid TOML.
    pub fn read(directory: &Path) -> Result<Option<Self>> {
        let path = directory.join("Cargo.toml");
        if !path.is_file() {
            return Ok(None);
        }
        let place = || path.display().to_string();
        let document = Document::parse(fs::read_to_string(&path).with_context(place)?);
        let document = document.with_context(place)?;
        let workspace = document.get("workspace").and_then(Item::as_table);
        Ok(workspace.cloned().map(Self))
    }

    /// Whether it lists that member by its name.
    pub fn has_member(&self, name: &str) -> bool {
        let members = self.0.get("members").and_then(Item::as_array);
        let mut names = members.into_iter().flatten().filter_map(|it| it.as_str());
        names.any(|member| member == name)
    }

    /// The `repository` under `[workspace.package]`.
    pub fn repository(&self) -> Option<&str> {
        self.0.get("package")?.get("repository")?.as_str()
    }
}

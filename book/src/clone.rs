//! How a reader gets the repository. Its address stands in one place, which whoever publishes the
//! book fills in: `repository` under `[workspace.package]` of the workspace's `Cargo.toml`.

use anyhow::Result;

use crate::manifest::Manifest;
use crate::workspace::Workspace;

/// The commands that get the repository, or a sentence for a reader who has it, where no address
/// is set.
///
/// # Errors
///
/// If the workspace's `Cargo.toml` cannot be read.
pub fn markdown(workspace: &Workspace) -> Result<String> {
    let manifest = Manifest::read(workspace.root())?;
    // Asked for in any case: the catalogue stays right when an address is filled in.
    let sentence = "Open a terminal in the directory of this repository.";
    let sentence = workspace.edition().say(sentence, &[]);
    let Some(address) = manifest.as_ref().and_then(Manifest::repository) else {
        return Ok(sentence);
    };
    let name = address.trim_end_matches('/').rsplit('/').next();
    let name = name.unwrap_or_default().trim_end_matches(".git");
    Ok(format!("```sh\ngit clone {address}\ncd {name}\n```"))
}

//! The names that traits and types answer to in a chapter.

use quote::ToTokens;
use syn::{Path, Type};

/// A name or a piece of syntax without spaces.
pub fn squeeze(text: &str) -> String {
    text.split_whitespace().collect()
}

/// `Trait for Type` for each name of the trait and of the type.
pub fn pairs(traits: &[String], types: &[String]) -> Vec<String> {
    let with = |name: &String| {
        types
            .iter()
            .map(|of| format!("{name}for{of}"))
            .collect::<Vec<_>>()
    };
    traits.iter().flat_map(with).collect()
}

/// A path written out and its last name alone: `Index<&str>` and `Index`.
pub fn path_names(path: &Path) -> Vec<String> {
    let mut names = vec![squeeze(&path.to_token_stream().to_string())];
    names.extend(
        path.segments
            .last()
            .map(|segment| segment.ident.to_string()),
    );
    names.dedup();
    names
}

/// The names of a type: those of its path, or the type written out.
pub fn type_names(of: &Type) -> Vec<String> {
    match of {
        Type::Path(of) => path_names(&of.path),
        _ => vec![squeeze(&of.to_token_stream().to_string())],
    }
}

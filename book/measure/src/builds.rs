//! Time to the first page: the crates that a package needs, and the CPU time of building it and
//! all of them from nothing.

use std::collections::BTreeSet;

use procfs::process::Process;

use crate::packages::{
    ACTIX, BARE, Package, ROCKET, SIGNED, STEP01, STEP02, STEP03, STEP04, STEP05, STORED,
};
use crate::record::{Build, rounded};
use crate::{places, tool};

const PACKAGES: [Package; 10] = [
    STEP01, STEP02, STEP03, STEP04, STEP05, BARE, SIGNED, STORED, ACTIX, ROCKET,
];

pub fn measure() -> anyhow::Result<Vec<Build>> {
    // Downloads are not what is measured.
    for package in [STEP01, BARE] {
        tool::cargo_output(tool::cargo(&package.workspace()).args(["fetch", "--locked"]))?;
    }
    PACKAGES.iter().map(build).collect()
}

fn build(package: &Package) -> anyhow::Result<Build> {
    let crates = count_crates(package)?;
    let cpu_seconds = rounded(cold_build(package)?, 1);
    let name = package.name;
    println!("{name}: {crates} crates, {cpu_seconds} CPU seconds");
    let name = name.into();
    Ok(Build {
        name,
        crates,
        cpu_seconds,
    })
}

/// The packages that a build needs, itself among them, and none that only its tests do.
fn count_crates(package: &Package) -> anyhow::Result<usize> {
    let mut command = tool::cargo(&package.workspace());
    command
        .args(["tree", "--locked", "-p", package.package])
        .args(["-e", "normal,build", "--prefix", "none"]);
    Ok(distinct(&tool::cargo_output(&mut command)?))
}

/// A line is a name, a version and remarks; a package that is needed twice has two lines.
fn distinct(tree: &str) -> usize {
    let packages = tree.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        Some((words.next()?, words.next()?))
    });
    packages.collect::<BTreeSet<_>>().len()
}

/// CPU seconds of a build in an empty directory, which is gone afterwards.
fn cold_build(package: &Package) -> anyhow::Result<f64> {
    let target = tempfile::tempdir_in(tool::target_dir(places::measure())?)?;
    let mut command = tool::cargo(&package.workspace());
    command
        .args(["build", "--locked", "--quiet", "-p", package.package])
        .env("CARGO_TARGET_DIR", target.path())
        .env_remove("RUSTC_WRAPPER");
    let before = seconds_of_children()?;
    tool::cargo_output(&mut command)?;
    Ok(seconds_of_children()? - before)
}

/// CPU time of all the children that have ended, and of theirs.
fn seconds_of_children() -> anyhow::Result<f64> {
    let stat = Process::myself()?.stat()?;
    let ticks = stat.cutime + stat.cstime;
    Ok(ticks as f64 / procfs::ticks_per_second() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_counts_once_and_each_version_by_itself() {
        let tree = "app v0.1.0 (/somewhere)\nsyn v2.0.1\nserde_derive v1.0.0 (proc-macro)\n\
            syn v2.0.1 (*)\nsyn v3.0.0\n\n";
        assert_eq!(distinct(tree), 4);
    }
}

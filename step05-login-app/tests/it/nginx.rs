//! A real nginx with a configuration of this crate, on other ports.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::thread;

use crate::program::wait_for;

/// What both configurations of the step include.
const INCLUDED: &str = include_str!("../../replicas.conf");

/// nginx with a directory of its own, stopped when dropped. After a failure the directory stays.
pub struct Nginx {
    process: Child,
    directory: PathBuf,
    pub url: String,
}

impl Nginx {
    /// Each port of the configuration is replaced; the first is the one that nginx listens on.
    pub fn start(config: &str, ports: &[(u16, u16)]) -> Self {
        Self::start_changed(config, ports, &[])
    }

    /// The same, and each old text of the configuration is replaced by a new one.
    pub fn start_changed(config: &str, ports: &[(u16, u16)], changes: &[(&str, &str)]) -> Self {
        let mut files = [config.to_owned(), INCLUDED.to_owned()];
        for (old, new) in changes {
            replace(&mut files, old, new);
        }
        for (old, new) in ports {
            let [old, new] = [old, new].map(|port| format!("127.0.0.1:{port}"));
            replace(&mut files, &old, &new);
        }
        let port = ports[0].1;
        let directory = format!("{}/nginx-{port}", env!("CARGO_TARGET_TMPDIR"));
        let directory = PathBuf::from(directory);
        fs::create_dir_all(&directory).unwrap();
        for (name, text) in ["nginx.conf", "replicas.conf"].iter().zip(files) {
            fs::write(directory.join(name), text).unwrap();
        }
        let test = nginx(&directory, &["-t", "-q"]).output();
        let test = test.expect("nginx is installed");
        assert_eq!(String::from_utf8_lossy(&test.stderr), "");
        Self {
            process: run(&directory),
            directory,
            url: format!("http://127.0.0.1:{port}"),
        }
    }

    /// How many requests the server on this port has answered, the last of those that were asked.
    pub fn answers_by(&self, port: u16) -> usize {
        let log = fs::read_to_string(self.directory.join("access.log")).unwrap();
        let from = format!("127.0.0.1:{port} in ");
        log.lines().filter(|line| line.contains(&from)).count()
    }
}

impl Drop for Nginx {
    /// Sends nginx's own signal: a killed master would leave the workers behind.
    fn drop(&mut self) {
        let stop = nginx(&self.directory, &["-s", "stop"]).output().unwrap();
        assert!(stop.status.success());
        self.process.wait().unwrap();
        if !thread::panicking() {
            fs::remove_dir_all(&self.directory).unwrap();
        }
    }
}

fn replace(files: &mut [String], old: &str, new: &str) {
    let count: usize = files.iter().map(|file| file.matches(old).count()).sum();
    assert_eq!(count, 1, "{old}");
    for file in files {
        *file = file.replace(old, new);
    }
}

/// Returns when nginx serves.
fn run(directory: &Path) -> Child {
    let errors = File::create(directory.join("errors.log")).unwrap();
    let mut command = nginx(directory, &["-g", "daemon off;"]);
    let process = command.stderr(errors).spawn().unwrap();
    wait_for("nginx", || {
        let pid = fs::read(directory.join("nginx.pid")).unwrap_or_default();
        (!pid.is_empty()).then_some(())
    });
    process
}

fn nginx(directory: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("nginx");
    command.args(["-e", "stderr", "-p"]).arg(directory);
    command.arg("-c").arg(directory.join("nginx.conf"));
    command.args(arguments);
    command
}

//! A real nginx under a configuration of this crate, with other ports.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

/// nginx with a directory of its own, stopped when dropped. After a failure the directory stays.
pub struct Nginx {
    process: Child,
    directory: PathBuf,
    pub url: String,
}

impl Nginx {
    /// Each port of the configuration is replaced; the first is the one that nginx listens on.
    pub fn start(config: &str, ports: &[(u16, u16)]) -> Self {
        let address = |port: u16| format!("127.0.0.1:{port}");
        let mut config = config.to_owned();
        for (old, new) in ports {
            assert_eq!(config.matches(&address(*old)).count(), 1, "{old}");
            config = config.replace(&address(*old), &address(*new));
        }
        let port = ports[0].1;
        let directory = format!("{}/nginx-{port}", env!("CARGO_TARGET_TMPDIR"));
        let directory = PathBuf::from(directory);
        fs::create_dir_all(&directory).unwrap();
        fs::write(directory.join("nginx.conf"), config).unwrap();
        let errors = File::create(directory.join("errors.log")).unwrap();
        let mut command = nginx(&directory, &["-g", "daemon off;"]);
        let process = command.stderr(errors).spawn().unwrap();
        wait_for(&directory.join("nginx.pid"));
        Self {
            process,
            directory,
            url: format!("http://{}", address(port)),
        }
    }
}

impl Drop for Nginx {
    /// Its own signal: a killed master would leave the workers behind.
    fn drop(&mut self) {
        let stop = nginx(&self.directory, &["-s", "stop"]).output().unwrap();
        assert!(stop.status.success());
        self.process.wait().unwrap();
        if !thread::panicking() {
            fs::remove_dir_all(&self.directory).unwrap();
        }
    }
}

fn nginx(directory: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new("nginx");
    command.args(["-e", "stderr", "-p"]).arg(directory);
    command.arg("-c").arg(directory.join("nginx.conf"));
    command.args(arguments);
    command
}

fn wait_for(pid: &Path) {
    let start = Instant::now();
    while fs::read(pid).unwrap_or_default().is_empty() {
        assert!(start.elapsed().as_secs() < 30, "nginx does not start");
        thread::sleep(Duration::from_millis(20));
    }
}

//! The site behind https: nginx with a certificate made for the test, and two replicas.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread;

use super::OLD;
use crate::nginx::Nginx;
use crate::program::{Program, free_port};

const CONFIG: &str = include_str!("../../../nginx-tls.conf");

/// nginx with its certificate, and the replicas behind it.
pub struct Site {
    _nginx: Nginx,
    _replicas: [Program; 2],
    pub url: String,
    pub plain: String,
    /// Dropped last: nginx reads its certificate again when it is told to stop.
    directory: Directory,
}

/// Removed when dropped. After a failure it stays.
struct Directory(PathBuf);

impl Site {
    pub fn start() -> Self {
        Self::start_changed(&[])
    }

    pub fn start_changed(changes: &[(&str, &str)]) -> Self {
        let ports = [(); 4].map(|()| free_port());
        let directory = format!("{}/tls-{}", env!("CARGO_TARGET_TMPDIR"), ports[0]);
        let directory = PathBuf::from(directory);
        fs::create_dir_all(&directory).unwrap();
        let settings = [("SECRET_KEY", OLD), ("HTTPS", "true")];
        Self {
            _replicas: [ports[2], ports[3]].map(|port| Program::start(port, &settings)),
            _nginx: start_nginx(&directory, ports, changes),
            url: format!("https://127.0.0.1:{}", ports[0]),
            plain: format!("http://127.0.0.1:{}", ports[1]),
            directory: Directory(directory),
        }
    }

    /// The answer to a request by curl, head and body.
    pub fn curl(&self, path: &str, arguments: &[&str]) -> String {
        let mut command = Command::new("curl");
        command.current_dir(&self.directory.0);
        command.args(["-s", "-S", "-i", "--cacert", "certificate"]);
        command.args(arguments).arg(format!("{}/{path}", self.url));
        let output = command.output().expect("curl is installed");
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        if !thread::panicking() {
            fs::remove_dir_all(&self.0).unwrap();
        }
    }
}

/// Serves https on the first port and redirects on the second; the last two are the replicas'.
fn start_nginx(directory: &Path, ports: [u16; 4], changes: &[(&str, &str)]) -> Nginx {
    let [certificate, key] = ["certificate", "key"].map(|name| directory.join(name));
    let [certificate, key] = [&certificate, &key].map(|path| path.to_str().unwrap());
    make_certificate(certificate, key);
    let live = "/etc/letsencrypt/live/app.example.com";
    let (old_certificate, old_key) = (
        format!("{live}/fullchain.pem"),
        format!("{live}/privkey.pem"),
    );
    let test = [
        ("user www-data;", ""),
        ("listen 80;", "listen 127.0.0.1:80;"),
        ("listen 443 ssl;", "listen 127.0.0.1:443 ssl;"),
        (&old_certificate, certificate),
        (&old_key, key),
    ];
    let old_ports = [443, 80, 3001, 3002];
    let ports: Vec<_> = old_ports.into_iter().zip(ports).collect();
    Nginx::start_changed(CONFIG, &ports, &[&test[..], changes].concat())
}

fn make_certificate(certificate: &str, key: &str) {
    let mut arguments = vec!["req", "-x509", "-nodes", "-days", "2", "-subj", "/CN=test"];
    arguments.extend(["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]);
    arguments.extend(["-addext", "subjectAltName=IP:127.0.0.1"]);
    arguments.extend(["-keyout", key, "-out", certificate]);
    let output = openssl(&arguments);
    assert!(output.status.success(), "{output:?}");
}

pub fn openssl(arguments: &[&str]) -> Output {
    let output = Command::new("openssl").args(arguments).output();
    output.expect("openssl is installed")
}

//! nginx in front of the replicas over https, with a certificate made for the test.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread;

use super::OLD;
use crate::nginx::Nginx;
use crate::program::{Program, free_port};
use crate::support::{client, get, greets, post, send};

const CONFIG: &str = include_str!("../../../nginx-tls.conf");

#[tokio::test]
#[ignore = "needs nginx and OpenSSL: apt-get install nginx-light openssl"]
async fn plain_http_is_sent_to_https() {
    let site = Site::start();
    for response in [
        get(&format!("{}/login?a=b", site.plain), "").await,
        post(&format!("{}/login?a=b", site.plain), "", &[]).await,
    ] {
        assert_eq!(response.status(), 308);
        let place = response.headers()["location"].to_str().unwrap();
        assert_eq!(place, "https://127.0.0.1/login?a=b");
    }
    let elsewhere = client().get(&site.plain).header("host", "app.example.com");
    let response = send(elsewhere).await;
    assert_eq!(response.headers()["location"], "https://app.example.com/");
}

#[test]
#[ignore = "needs nginx, curl and OpenSSL: apt-get install nginx-light curl openssl"]
fn a_login_over_https_keeps_to_https() {
    let site = Site::start();
    let login = site.curl("login", &["-d", "username=alice", "-c", "jar"]);
    for line in [
        "HTTP/1.1 303 See Other",
        "strict-transport-security: max-age=300",
        "set-cookie: __Host-session=",
        "; HttpOnly; SameSite=Lax; Secure; Path=/\r\n",
    ] {
        assert!(login.contains(line), "{line}: {login}");
    }
    let home = site.curl("", &["-b", "jar"]);
    assert!(greets(&home, "alice"), "{home}");
}

#[test]
#[ignore = "needs nginx, curl and OpenSSL: apt-get install nginx-light curl openssl"]
fn a_login_from_another_site_is_turned_away_behind_https() {
    let site = Site::start();
    for (origin, status) in [
        (site.url.as_str(), 303),
        ("https://127.0.0.1", 403),
        ("https://evil.example", 403),
        ("null", 403),
    ] {
        let origin = format!("Origin: {origin}");
        let login = site.curl("login", &["-d", "username=alice", "-H", &origin]);
        let start = format!("HTTP/1.1 {status} ");
        assert!(login.starts_with(&start), "{origin}: {login}");
    }
}

/// OpenSSL itself refuses TLS 1.1 in most of its settings. At its level 0 it does not, so that the
/// answer comes from the configuration.
#[test]
#[ignore = "needs nginx and OpenSSL: apt-get install nginx-light openssl"]
fn old_versions_of_tls_are_refused() {
    let ciphers = "ssl_ciphers ECDHE+AESGCM:ECDHE+CHACHA20;";
    let site = Site::start_changed(&[(ciphers, "ssl_ciphers ALL:@SECLEVEL=0;")]);
    for (version, is_taken) in [
        ("-tls1", false),
        ("-tls1_1", false),
        ("-tls1_2", true),
        ("-tls1_3", true),
    ] {
        let address = site.url.strip_prefix("https://").unwrap();
        let arguments = [
            "s_client",
            version,
            "-cipher",
            "ALL:@SECLEVEL=0",
            "-connect",
        ];
        let output = openssl(&[&arguments[..], &[address]].concat());
        assert_eq!(output.status.success(), is_taken, "{version}: {output:?}");
    }
}

/// nginx with its certificate, and the replicas behind it.
struct Site {
    _nginx: Nginx,
    _replicas: [Program; 2],
    url: String,
    plain: String,
    /// Dropped last: nginx reads its certificate again when it is told to stop.
    directory: Directory,
}

/// Removed when dropped. After a failure it stays.
struct Directory(PathBuf);

impl Site {
    fn start() -> Self {
        Self::start_changed(&[])
    }

    fn start_changed(changes: &[(&str, &str)]) -> Self {
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
    fn curl(&self, path: &str, arguments: &[&str]) -> String {
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

fn openssl(arguments: &[&str]) -> Output {
    let output = Command::new("openssl").args(arguments).output();
    output.expect("openssl is installed")
}

//! What the small curl prints, byte for byte as curl does.

use anyhow::{Result, ensure};
use reqwest::Response;

use super::curl_args::Arguments;

/// What curl prints of an answer, given `-i`, `-o` and `-w`.
pub async fn print(arguments: &Arguments, response: Response) -> Result<String> {
    let status = response.status();
    let mut text = String::new();
    if arguments.include {
        text += &format!("{:?} {status}\n", response.version());
        for (name, value) in response.headers() {
            text += &format!("{name}: {}\n", String::from_utf8_lossy(value.as_bytes()));
        }
        text.push('\n');
    }
    text += &String::from_utf8_lossy(&response.bytes().await?);
    if arguments.output.is_some() {
        text.clear();
    }
    if let Some(format) = &arguments.write_out {
        text += &written_out(format, status.as_u16())?;
    }
    Ok(text)
}

fn written_out(format: &str, status: u16) -> Result<String> {
    let status = status.to_string();
    let text = format
        .replace("%{http_code}", &status)
        .replace("%{response_code}", &status);
    ensure!(
        !text.contains("%{"),
        "-w '{format}': only %{{http_code}} can be replayed"
    );
    Ok(text.replace("\\n", "\n").replace("\\t", "\t"))
}

//! The cookie's length beside Flask's for the same dict: Flask 3.1.3, signing with SHA-256.

use std::cmp::Ordering;
use std::io::Write;
use std::process::{Command, Stdio};

use anyhow::{Context, ensure};
use serde_json::{Map, Value};
use step04_session_dict::signer::Signer;
use step04_session_dict::{payload, timed};

use crate::record::{Example, Random, Sizes};
use crate::{places, python, tool};

mod dicts;

type Dict = Map<String, Value>;

const EXAMPLES: [usize; 7] = [1, 2, 5, 10, 20, 50, 100];

const CASES: usize = 4000;

pub fn measure() -> anyhow::Result<Sizes> {
    let examples = EXAMPLES.map(dicts::example).to_vec();
    let random = dicts::random(CASES);
    let flask = flask_lengths(&[examples.as_slice(), &random].concat())?;
    let (flask_examples, flask_random) = flask.split_at(examples.len());
    Ok(Sizes {
        examples: compare_examples(&examples, flask_examples)?,
        random: compare_random(&random, flask_random),
    })
}

fn compare_examples(dicts: &[Dict], flask: &[usize]) -> anyhow::Result<Vec<Example>> {
    let mut examples = Vec::new();
    for (dict, &flask) in dicts.iter().zip(flask) {
        let (keys, ours) = (dict.len(), our_length(dict));
        let json_bytes = serde_json::to_string(dict)?.len();
        println!("{keys} keys, {json_bytes} bytes of JSON: {ours} bytes, Flask {flask}");
        examples.push(Example {
            keys,
            json_bytes,
            ours,
            flask,
        });
    }
    Ok(examples)
}

fn compare_random(dicts: &[Dict], flask: &[usize]) -> Random {
    let compared = dicts
        .iter()
        .zip(flask)
        .map(|(dict, flask)| our_length(dict).cmp(flask));
    let compared: Vec<Ordering> = compared.collect();
    let count = |wanted| compared.iter().filter(|found| **found == wanted).count();
    let (larger, smaller) = (count(Ordering::Greater), count(Ordering::Less));
    let (cases, equal) = (compared.len(), count(Ordering::Equal));
    println!("{cases} random dicts: {larger} larger than Flask's, {smaller} smaller");
    Random {
        cases,
        larger,
        smaller,
        equal,
    }
}

fn our_length(dict: &Dict) -> usize {
    let signer = Signer::new(b"supersecretkey", "cookie-session");
    timed::sign(&signer, &payload::encode(dict), timed::now()).len()
}

/// Flask gets a line of JSON for each dict and answers with a line each.
fn flask_lengths(dicts: &[Dict]) -> anyhow::Result<Vec<usize>> {
    let mut command = Command::new(python::programs()?.join("python3"));
    command
        .arg(places::measure().join("src/sizes/flask_lengths.py"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut flask = tool::spawn(&mut command, "apt install python3")?;
    let mut stdin = flask.stdin.take().context("Flask takes no input")?;
    for dict in dicts {
        writeln!(stdin, "{}", serde_json::to_string(dict)?)?;
    }
    drop(stdin);
    let output = String::from_utf8(tool::finish(flask, &command)?.stdout)?;
    let lengths: Vec<usize> = output.lines().map(str::parse).collect::<Result<_, _>>()?;
    ensure!(lengths.len() == dicts.len(), "Flask left a dict out");
    Ok(lengths)
}

//! The command that starts a step: `SECRET_KEY=… cargo run -p step05-login-app -- --https`.

/// A step's start, taken apart.
#[derive(Debug, PartialEq)]
pub struct Start {
    /// The step.
    pub step: String,
    /// The port that its address line names.
    pub port: String,
    /// What is set by the environment or by arguments, as arguments.
    pub settings: Vec<String>,
}

impl Start {
    /// Reads the words of a command; `None` if it starts no step.
    pub fn read(words: &[String]) -> Option<Self> {
        let variables = words.iter().take_while(|word| word.contains('=')).count();
        let (variables, command) = words.split_at(variables);
        let command: Vec<&str> = command.iter().map(String::as_str).collect();
        let (step, arguments) = match command.as_slice() {
            ["cargo", "run", "-p", step] => (*step, &[][..]),
            ["cargo", "run", "-p", step, "--", arguments @ ..] => (*step, arguments),
            _ => return None,
        };
        let (ports, variables): (Vec<_>, Vec<_>) =
            variables.iter().partition(|word| word.starts_with("PORT="));
        let port = ports
            .first()
            .and_then(|port| port.strip_prefix("PORT="))
            .unwrap_or("3000");
        let variables = variables.into_iter().filter_map(|word| argument(word));
        Some(Self {
            step: step.to_owned(),
            port: port.to_owned(),
            settings: variables
                .chain(arguments.iter().map(ToString::to_string))
                .collect(),
        })
    }
}

/// A variable as the argument that means the same: `IDLE_LIMIT=5` is `--idle-limit=5`.
fn argument(variable: &str) -> Option<String> {
    let (name, value) = variable.split_once('=')?;
    let name = name.to_lowercase().replace('_', "-");
    match value {
        "true" => Some(format!("--{name}")),
        "false" => None,
        value => Some(format!("--{name}={value}")),
    }
}

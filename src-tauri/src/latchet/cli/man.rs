//! The man page: one for the whole program, from the definition of the command line.

use std::fmt::Write as _;

use clap::{Arg, Command};

use super::help;

/// The page, as `man` reads it.
pub(super) fn page(mut program: Command) -> String {
    program.build();
    let version = program.get_version().unwrap_or_default();
    let mut page = Page(format!(".TH LATCHET 1 \"\" \"latchet {version}\" \"User Commands\"\n"));
    page.section("NAME");
    page.line(&format!("latchet - {}", about(&program)));
    page.section("SYNOPSIS");
    page.line(&usage(&mut program));
    page.section("DESCRIPTION");
    page.blocks(help::DESCRIPTION);
    page.section("OPTIONS");
    page.arguments(&program);
    page.section("COMMANDS");
    page.commands(&mut program);
    for block in help::LATCHET.split("\n\n") {
        let (head, rest) = block.split_once(':').unwrap_or_default();
        page.section(&head.to_uppercase());
        match rest.strip_prefix('\n') {
            Some(lines) => page.verbatim(lines),
            None => page.line(rest.trim_start()),
        }
    }
    page.section("FILES");
    for (file, what) in help::FILES {
        page.tagged(file, what);
    }
    page.section("SEE ALSO");
    page.line("latchet-window(1)");
    page.0
}

struct Page(String);

impl Page {
    fn section(&mut self, head: &str) {
        let _ = writeln!(self.0, ".SH {}", escaped(head));
    }

    /// Text that is filled, whatever its lines were.
    fn line(&mut self, text: &str) {
        let _ = writeln!(self.0, "{}", escaped(text));
    }

    /// Lines that stay as they are.
    fn verbatim(&mut self, lines: &str) {
        self.0 += ".PP\n.nf\n";
        self.line(lines);
        self.0 += ".fi\n";
    }

    fn tagged(&mut self, tag: &str, text: &str) {
        let _ = writeln!(self.0, ".TP\n\\fB{}\\fR\n{}", escaped(tag), escaped(text));
    }

    /// Paragraphs; one whose head stands alone on its line is a list.
    fn blocks(&mut self, text: &str) {
        for block in text.split("\n\n") {
            if let Some((head, lines)) = block.split_once(":\n") {
                let _ = writeln!(self.0, ".PP\n{}:", escaped(head));
                self.verbatim(lines);
            } else {
                self.0 += ".PP\n";
                self.line(block);
            }
        }
    }

    fn arguments(&mut self, command: &Command) {
        for argument in command.get_arguments().filter(|argument| !argument.is_hide_set()) {
            self.tagged(&spelled(argument), &meaning(argument));
        }
    }

    /// Each command that does something, and what is said of those that belong together.
    fn commands(&mut self, command: &mut Command) {
        for command in command.get_subcommands_mut().filter(|command| command.get_name() != "help")
        {
            let _ = writeln!(self.0, ".SS {}", escaped(&usage(command)));
            self.line(&format!("{}.", about(command)));
            let own = command.clone().mut_args(|argument| match argument.get_id().as_str() {
                "help" => argument.hide(true),
                _ => argument,
            });
            self.arguments(&own);
            if let Some(more) = command.get_after_help().map(ToString::to_string) {
                self.blocks(&more);
            }
            self.commands(command);
        }
    }
}

fn about(command: &Command) -> String {
    command.get_about().map(ToString::to_string).unwrap_or_default()
}

fn usage(command: &mut Command) -> String {
    command.render_usage().to_string().trim_start_matches("Usage: ").to_owned()
}

/// `-y, --yes`, `--for LENGTH`, or the name of what has no dashes.
fn spelled(argument: &Arg) -> String {
    let short = argument.get_short().map(|short| format!("-{short}"));
    let long = argument.get_long().map(|long| format!("--{long}"));
    let dashes = short.into_iter().chain(long).collect::<Vec<_>>().join(", ");
    let values = argument.get_value_names().filter(|_| argument.get_action().takes_values());
    let values = values.unwrap_or_default().iter().map(ToString::to_string);
    let parts = [dashes].into_iter().chain(values).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ")
}

fn meaning(argument: &Arg) -> String {
    let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
    if !argument.get_action().takes_values() {
        return help;
    }
    let values = argument.get_possible_values();
    let values: Vec<&str> = values.iter().map(clap::builder::PossibleValue::get_name).collect();
    let defaults = argument.get_default_values().iter();
    let defaults: Vec<_> = defaults.map(|value| value.to_string_lossy()).collect();
    let told = [(": ", values.join(", ")), (", by default ", defaults.join(" "))];
    let told = told.iter().filter(|(_, what)| !what.is_empty());
    told.fold(help, |help, (with, what)| format!("{help}{with}{what}"))
}

/// Text in which nothing means anything to `man`.
fn escaped(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let mut told = String::new();
        for letter in line.chars() {
            match letter {
                '\\' => told += "\\e",
                '-' => told += "\\-",
                '\'' => told += "\\(aq",
                '`' => told += "\\(ga",
                '~' => told += "\\(ti",
                '"' => told += "\\(dq",
                _ => told.push(letter),
            }
        }
        if told.starts_with('.') { format!("\\&{told}") } else { told }
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::super::args::Cli;
    use super::*;

    #[test]
    fn the_page_tells_each_command_with_its_options_and_examples() {
        let page = page(Cli::command());
        for told in [
            ".SH NAME\nlatchet \\- Start a live session",
            ".SS latchet start [OPTIONS]\nStart a live session, now or in the past.\n",
            "\\fB\\-y, \\-\\-yes\\fR\nDon\\(aqt ask",
            "\\fB\\-\\-for LENGTH\\fR\n",
            ".SS latchet pending cancel <ID>\n",
            "Examples:\n.PP\n.nf\n  latchet preset save night",
            ".SH EXIT STATUS\n0 done, 1 unforeseen",
            "The shell: bash, elvish, fish",
            "At most so many, by default 1000",
        ] {
            assert!(page.contains(told), "{told:?} is not in\n{page}");
        }
        assert!(!page.contains("notify"), "{page}");
    }

    #[test]
    fn nothing_in_a_text_is_a_request_to_the_reader_of_the_page() {
        assert_eq!(escaped(".so x\na\\fB 'b' ~"), "\\&.so x\na\\efB \\(aqb\\(aq \\(ti");
    }
}

//! A desktop entry, as freedesktop.org specifies it, in the folder of what starts at log-in.

use super::Found;

/// The entry that starts this command.
pub(super) fn to_text(command: &[String]) -> String {
    let program = command.first().map(String::as_str).unwrap_or_default();
    let line = command.iter().map(|part| quoted(part)).collect::<Vec<_>>().join(" ");
    format!(
        "[Desktop Entry]\n\
         Type=Application\n\
         Name=Latchet\n\
         Icon=latchet\n\
         Exec={}\n\
         TryExec={}\n\
         Terminal=false\n\
         StartupNotify=false\n\
         Hidden=false\n\
         X-GNOME-Autostart-enabled=true\n",
        escaped(&line),
        escaped(program)
    )
}

/// What the entry does.
pub(super) fn from_text(text: &str) -> Found {
    let value = |wanted: &str| {
        let group = text.lines().skip_while(|line| line.trim_end() != "[Desktop Entry]").skip(1);
        let mut keys = group.take_while(|line| !line.starts_with('['));
        keys.find_map(|line| {
            let (key, value) = line.split_once('=')?;
            (key.trim_end() == wanted).then(|| value.trim_matches([' ', '\t', '\r']))
        })
    };
    if value("Hidden") == Some("true") || value("X-GNOME-Autostart-enabled") == Some("false") {
        return Found::Disabled;
    }
    let command = value("Exec").and_then(unescaped).and_then(|line| parts(&line));
    match command {
        Some(command) if value("Type") == Some("Application") && !command.is_empty() => {
            Found::Starts(command)
        }
        _ => Found::Strange,
    }
}

/// An argument of `Exec`: in quotes where it has a character that is reserved there, and a percent
/// sign doubled.
fn quoted(part: &str) -> String {
    const RESERVED: &str = " \t\n\"'\\><~|&;$*?#()`";
    let part = part.replace('%', "%%");
    if !part.is_empty() && !part.contains(|c| RESERVED.contains(c)) {
        return part;
    }
    let mut quoted = String::from('"');
    for c in part.chars() {
        if matches!(c, '"' | '`' | '$' | '\\') {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted.push('"');
    quoted
}

/// A value of an entry, in which a line can't be broken.
fn escaped(value: &str) -> String {
    let value = value.replace('\\', r"\\").replace('\n', r"\n");
    value.replace('\r', r"\r").replace('\t', r"\t")
}

fn unescaped(value: &str) -> Option<String> {
    let mut text = String::new();
    let mut rest = value.chars();
    while let Some(c) = rest.next() {
        text.push(match c {
            '\\' => match rest.next()? {
                's' => ' ',
                'n' => '\n',
                't' => '\t',
                'r' => '\r',
                '\\' => '\\',
                _ => return None,
            },
            c => c,
        });
    }
    Some(text)
}

/// The arguments of `Exec`. Codes that stand for files have nothing to stand for here.
fn parts(line: &str) -> Option<Vec<String>> {
    let mut parts = Vec::new();
    let mut rest = line.chars().peekable();
    loop {
        while rest.next_if(|c| matches!(c, ' ' | '\t')).is_some() {}
        let Some(first) = rest.peek() else { return Some(parts) };
        let is_quoted = *first == '"';
        let mut part = String::new();
        if is_quoted {
            rest.next();
        }
        let mut is_code = false;
        loop {
            match (rest.next(), is_quoted) {
                (None, true) => return None,
                (None | Some(' ' | '\t'), false) | (Some('"'), true) => break,
                (Some('\\'), true) => part.push(rest.next()?),
                (Some('%'), _) => match rest.next()? {
                    '%' => part.push('%'),
                    _ => is_code = true,
                },
                (Some(c), _) => part.push(c),
            }
        }
        if is_quoted || !part.is_empty() || !is_code {
            parts.push(part);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn command(program: &str) -> Vec<String> {
        [program, "tray", "--hidden"].map(str::to_owned).to_vec()
    }

    #[test]
    fn an_ordinary_one_reads_as_people_write_them() {
        assert_eq!(
            to_text(&command("/usr/bin/latchet")),
            "[Desktop Entry]\nType=Application\nName=Latchet\nIcon=latchet\n\
             Exec=/usr/bin/latchet tray --hidden\nTryExec=/usr/bin/latchet\nTerminal=false\n\
             StartupNotify=false\nHidden=false\nX-GNOME-Autostart-enabled=true\n"
        );
    }

    #[test]
    fn a_path_with_reserved_characters_is_quoted_and_escaped() {
        for (path, exec) in [
            ("/opt/my apps/latchet", r#""/opt/my apps/latchet" tray --hidden"#),
            ("/opt/100%/latchet", "/opt/100%%/latchet tray --hidden"),
            ("/opt/$a/latchet", r#""/opt/\\$a/latchet" tray --hidden"#),
            (r#"/opt/"a"/latchet"#, r#""/opt/\\"a\\"/latchet" tray --hidden"#),
            (r"/opt/a\b/latchet", r#""/opt/a\\\\b/latchet" tray --hidden"#),
            ("/opt/a\nb/latchet", r#""/opt/a\nb/latchet" tray --hidden"#),
        ] {
            let text = to_text(&command(path));
            assert!(text.contains(&format!("\nExec={exec}\n")), "{text}");
            assert_eq!(from_text(&text), Found::Starts(command(path)));
        }
    }

    #[test]
    fn what_others_make_of_it_is_understood() {
        let ours = to_text(&command("/usr/bin/latchet"));
        let with = |from: &str, to: &str| from_text(&ours.replace(from, to));
        assert_eq!(with("Hidden=false", "Hidden=true"), Found::Disabled);
        assert_eq!(with("enabled=true", "enabled=false"), Found::Disabled);
        let delayed = with("Hidden=false", "Name[de]=Latchet\nX-GNOME-Autostart-Delay = 9");
        assert_eq!(delayed, Found::Starts(command("/usr/bin/latchet")), "that is the user's");
        let other = with("/usr/bin/latchet tray", "/usr/bin/env A=b latchet %u tray");
        let words = ["/usr/bin/env", "A=b", "latchet", "tray", "--hidden"].map(str::to_owned);
        assert_eq!(other, Found::Starts(words.to_vec()));
        assert_eq!(with("Exec=/usr", "Exec=\"/usr"), Found::Strange);
        assert_eq!(with("Exec=", "Run="), Found::Strange);
        assert_eq!(with("Type=Application", "Type=Link"), Found::Strange);
        for text in ["", "Hidden=true", "[Desktop Action x]\nExec=a\n"] {
            assert_eq!(from_text(text), Found::Strange);
        }
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read_back(
            parts in proptest::collection::vec(r#"[^\x00]{1,20}|[ "'`$\\%~#\n\t\r]{1,6}"#, 1..4)
        ) {
            prop_assert_eq!(from_text(&to_text(&parts)), Found::Starts(parts));
        }

        #[test]
        fn no_text_is_too_strange_to_read(text in r#"(\[Desktop Entry\]|Exec=|Hidden|[\\"% =\n]|.){0,60}"#) {
            from_text(&text);
        }
    }
}

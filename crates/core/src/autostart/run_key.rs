//! A command line, as it stands in Windows' registry.

use super::Found;

/// The system runs no longer one.
const LONGEST: usize = 260;

/// The line that starts this command; `None` where it can't be one.
pub(super) fn to_line(command: &[String]) -> Option<String> {
    let (program, arguments) = command.split_first()?;
    // No path holds them, and our arguments need no quotes.
    if program.contains('"') || arguments.iter().any(|part| part.contains([' ', '"'])) {
        return None;
    }
    let line = std::iter::once(format!("\"{program}\"")).chain(arguments.iter().cloned());
    let line = line.collect::<Vec<_>>().join(" ");
    (line.encode_utf16().count() <= LONGEST).then_some(line)
}

/// What the line starts.
pub(super) fn from_line(line: &str) -> Found {
    let line = line.trim();
    let split = match line.strip_prefix('"') {
        Some(rest) => rest.split_once('"'),
        None => Some(line.split_once(' ').unwrap_or((line, ""))),
    };
    match split {
        Some((program, rest)) if !program.is_empty() => {
            let arguments = rest.split_ascii_whitespace();
            Found::Starts(std::iter::once(program).chain(arguments).map(str::to_owned).collect())
        }
        _ => Found::Strange,
    }
}

/// Does the note that the Task Manager keeps beside an entry say that it is switched off? Its first
/// byte is even while it is on.
pub(super) fn is_disabled(note: &[u8]) -> bool {
    note.first().is_some_and(|first| first & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn command(parts: &[&str]) -> Vec<String> {
        parts.iter().map(|&part| part.to_owned()).collect()
    }

    #[test]
    fn the_program_stands_in_quotes() {
        let installed = command(&[r"C:\Program Files\Latchet\latchet-window.exe", "--tray"]);
        let line = to_line(&installed).unwrap();
        assert_eq!(line, r#""C:\Program Files\Latchet\latchet-window.exe" --tray"#);
        assert_eq!(from_line(&line), Found::Starts(installed));
    }

    #[test]
    fn what_the_system_would_not_run_is_not_written() {
        let long = |length| command(&[&"x".repeat(length), "--tray"]);
        assert!(to_line(&long(LONGEST - 9)).is_some());
        assert!(to_line(&long(LONGEST - 8)).is_none());
        assert!(to_line(&command(&["a\"b"])).is_none());
        assert!(to_line(&[]).is_none());
    }

    #[test]
    fn a_line_of_others_is_understood() {
        for (line, parts) in [
            (r"C:\a.exe", &[r"C:\a.exe"][..]),
            (r"C:\a.exe  tray   --hidden ", &[r"C:\a.exe", "tray", "--hidden"]),
            (r#""C:\a b.exe""#, &[r"C:\a b.exe"]),
        ] {
            assert_eq!(from_line(line), Found::Starts(command(parts)), "{line}");
        }
        for line in ["", "\"", "\"\"", "\"C:\\a.exe --tray"] {
            assert_eq!(from_line(line), Found::Strange, "{line}");
        }
    }

    #[test]
    fn the_task_managers_note_is_understood() {
        assert!(!is_disabled(&[2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
        assert!(!is_disabled(&[6, 0, 0, 0]));
        assert!(is_disabled(&[3, 0, 0, 0, 0x10, 0xa0, 0x93, 0x42, 0xa5, 0x54, 0xd6, 1]));
        assert!(!is_disabled(&[]));
    }
}

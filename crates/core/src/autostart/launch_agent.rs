//! A property list for macOS' `launchd`.

use super::Found;

/// The agent's name.
pub(super) const LABEL: &str = "org.latchet.Latchet";

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
"#;

const CODES: [(&str, &str); 5] =
    [("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'")];

/// The agent that starts this command once, in the user's own session. It is not started again when
/// it has ended: its user may have quit it.
pub(super) fn to_text(command: &[String]) -> String {
    let part = |part: &String| format!("    <string>{}</string>\n", escaped(part));
    let parts = command.iter().map(part).collect::<Vec<_>>().concat();
    format!(
        "{HEAD}  <key>Label</key>\n  <string>{LABEL}</string>\n\
         \x20 <key>ProgramArguments</key>\n  <array>\n{parts}  </array>\n\
         \x20 <key>RunAtLoad</key>\n  <true/>\n\
         \x20 <key>LimitLoadToSessionType</key>\n  <string>Aqua</string>\n\
         \x20 <key>ProcessType</key>\n  <string>Interactive</string>\n\
         </dict>\n</plist>\n"
    )
}

/// What the agent does.
pub(super) fn from_text(text: &str) -> Found {
    let after = |key: &str| {
        let (_, rest) = text.split_once(&format!("<key>{key}</key>"))?;
        Some(rest.trim_start())
    };
    if after("Disabled").is_some_and(|value| value.starts_with("<true/>")) {
        return Found::Disabled;
    }
    let runs = after("RunAtLoad").is_some_and(|value| value.starts_with("<true/>"));
    let array = after("ProgramArguments").and_then(|value| value.strip_prefix("<array>"));
    let array = array.and_then(|value| value.split_once("</array>"));
    let parts = array.and_then(|(array, _)| strings(array));
    match parts {
        Some(parts) if runs && !parts.is_empty() => Found::Starts(parts),
        _ => Found::Strange,
    }
}

fn strings(array: &str) -> Option<Vec<String>> {
    let mut parts = Vec::new();
    let mut rest = array.trim();
    while !rest.is_empty() {
        let (part, after) = rest.strip_prefix("<string>")?.split_once("</string>")?;
        parts.push(unescaped(part)?);
        rest = after.trim_start();
    }
    Some(parts)
}

fn escaped(text: &str) -> String {
    let code = |c: char| CODES.iter().find(|(_, of)| of.starts_with(c)).map(|(code, _)| *code);
    text.chars().fold(String::new(), |text, c| match code(c) {
        Some(code) => text + code,
        None => text + c.encode_utf8(&mut [0; 4]),
    })
}

fn unescaped(text: &str) -> Option<String> {
    let mut parts = text.split('&');
    let mut text = parts.next()?.to_owned();
    for part in parts {
        let coded = format!("&{part}");
        let (code, of) = CODES.iter().find(|(code, _)| coded.starts_with(code))?;
        text.push_str(of);
        text.push_str(&coded[code.len()..]);
    }
    Some(text)
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
        let text = to_text(&command("/Applications/Latchet & Co.app/Contents/MacOS/latchet"));
        let body = text.strip_prefix(HEAD).unwrap();
        assert_eq!(
            body,
            "  <key>Label</key>
  <string>org.latchet.Latchet</string>
  <key>ProgramArguments</key>
  <array>
    <string>/Applications/Latchet &amp; Co.app/Contents/MacOS/latchet</string>
    <string>tray</string>
    <string>--hidden</string>
  </array>
  <key>RunAtLoad</key>
  <true/>
  <key>LimitLoadToSessionType</key>
  <string>Aqua</string>
  <key>ProcessType</key>
  <string>Interactive</string>
</dict>
</plist>
"
        );
    }

    #[test]
    fn what_others_make_of_it_is_understood() {
        let ours = to_text(&command("/a/latchet"));
        let with = |from: &str, to: &str| from_text(&ours.replace(from, to));
        let off = with("<dict>", "<dict>\n<key>Disabled</key>\n\t<true/>");
        assert_eq!(off, Found::Disabled);
        assert_eq!(with("<true/>", "<false/>"), Found::Strange, "it does not start by itself");
        assert_eq!(with("<string>tray</string>", "<integer>3</integer>"), Found::Strange);
        assert_eq!(with("/a/latchet", "/b &bogus; c"), Found::Strange);
        assert_eq!(with("\n", "\r\n\t"), Found::Starts(command("/a/latchet")));
        assert_eq!(from_text("bplist00"), Found::Strange);
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read_back(
            parts in proptest::collection::vec(r#"[^\x00-\x1f]{1,20}|[&<>"'; ]{1,6}|&amp;"#, 1..4)
        ) {
            prop_assert_eq!(from_text(&to_text(&parts)), Found::Starts(parts));
        }
    }
}

//! Which versions of what are at work.

use std::env;

/// The versions, in words.
pub(super) struct Versions {
    pub(super) latchet: &'static str,
    pub(super) system: String,
    /// The desktop and the kind of its session, where they are told.
    pub(super) desktop: Option<String>,
    pub(super) sqlite: &'static str,
}

impl Versions {
    pub(super) fn read() -> Self {
        let set = |name| env::var(name).ok().filter(|value| !value.is_empty());
        let told = [set("XDG_CURRENT_DESKTOP"), set("XDG_SESSION_TYPE")];
        let told: Vec<String> = told.into_iter().flatten().collect();
        Self {
            latchet: env!("CARGO_PKG_VERSION"),
            system: system(),
            desktop: (!told.is_empty()).then(|| told.join(", ")),
            sqlite: rusqlite::version(),
        }
    }
}

/// `Debian GNU/Linux 12 (bookworm), x86_64`, or the system's name alone.
fn system() -> String {
    let release = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    let name = pretty_name(&release).unwrap_or(env::consts::OS);
    format!("{name}, {}", env::consts::ARCH)
}

fn pretty_name(release: &str) -> Option<&str> {
    let value = release.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="))?;
    Some(value.trim_matches(['"', '\'']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_system_s_name_is_read_where_it_tells_one() {
        let debian = "NAME=\"Debian\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\n";
        assert_eq!(pretty_name(debian), Some("Debian GNU/Linux 12 (bookworm)"));
        assert_eq!(pretty_name("ID=x\n"), None);
    }
}

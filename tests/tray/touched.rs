//! What a program touched, as strace tells it, and what `docs/privacy.md` says of that.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The system calls that start programs, write, connect or say something on a bus.
pub(crate) const CALLS: &str = "execve,open,openat,openat2,creat,truncate,connect,sendmsg,rename,renameat,\
    renameat2,mkdir,mkdirat,link,linkat,symlink,symlinkat,mknod,mknodat,unlink,unlinkat";

/// What was touched, each by the name that the page has for it.
#[derive(Debug, Default)]
pub(crate) struct Touched {
    pub(crate) files: BTreeSet<String>,
    pub(crate) hosts: BTreeSet<String>,
    pub(crate) sockets: BTreeSet<String>,
    pub(crate) names: BTreeSet<String>,
}

/// The places of a journey that the page has words for.
pub(crate) struct Places<'a> {
    pub(crate) home: &'a Path,
    pub(crate) runtime: &'a Path,
    /// The path of the session bus.
    pub(crate) bus: &'a str,
    /// The practice server's port.
    pub(crate) port: u16,
}

impl Touched {
    /// Reads what `strace --strings-in-hex=all --no-abbrev --string-limit=65536 --trace=CALLS` wrote.
    pub(crate) fn read(&mut self, trace: &Path, places: &Places<'_>) {
        for line in fs::read_to_string(trace).unwrap().lines() {
            let Some((head, arguments)) = line.split_once('(') else { continue };
            let texts = texts(arguments);
            match head.rsplit(' ').next().unwrap() {
                "connect" => self.connected(arguments, &texts, places),
                "sendmsg" => self.names.extend(texts.iter().flat_map(|text| names(text))),
                "execve" => {}
                "open" | "openat" | "openat2" if reads_only(arguments) => {}
                _ => self.files.extend(texts.iter().map(|text| file(text, places))),
            }
        }
    }

    /// Fails unless the page lists all of it, and all that it says is touched then was.
    #[track_caller]
    pub(crate) fn expect_listed(&self, when: &str) {
        let tables = [
            ("Hosts", &self.hosts),
            ("Local sockets", &self.sockets),
            ("Names on the session bus", &self.names),
            ("Files", &self.files),
        ];
        let (mut unlisted, mut unseen) = (Vec::new(), Vec::new());
        for (heading, touched) in tables {
            let table = Table::read(heading);
            unlisted.extend(table.unlisted(touched));
            unseen.extend(table.unseen(when, touched).into_iter().map(str::to_owned));
        }
        assert!(unlisted.is_empty(), "docs/privacy.md does not list {unlisted:#?}");
        assert!(unseen.is_empty(), "docs/privacy.md lists what was not touched: {unseen:#?}");
    }

    fn connected(&mut self, arguments: &str, texts: &[Vec<u8>], places: &Places<'_>) {
        if arguments.contains("AF_UNIX") {
            let path = String::from_utf8_lossy(&texts[0]).into_owned();
            let is_bus = path == places.bus;
            let told =
                if is_bus { "$DBUS_SESSION_BUS_ADDRESS".into() } else { told(&path, places) };
            self.sockets.insert(told);
        } else {
            let port = arguments.split("_port=htons(").nth(1).and_then(|rest| rest.split_once(')'));
            let ours = port.is_some_and(|(port, _)| port == places.port.to_string());
            let local = texts.iter().any(|text| text == b"127.0.0.1");
            let service = "www.chastitytracker.org:443";
            self.hosts.insert(if ours && local { service.into() } else { arguments.to_owned() });
        }
    }
}

/// Every text in a trace: the arguments and variables of programs, the names of files, all that was
/// said on a bus.
pub(crate) fn said(trace: &Path) -> Vec<u8> {
    let trace = fs::read_to_string(trace).unwrap();
    trace.lines().flat_map(texts).flat_map(|text| [text, b"\n".to_vec()].concat()).collect()
}

fn reads_only(arguments: &str) -> bool {
    !["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"].iter().any(|flag| arguments.contains(flag))
}

/// The strings among the arguments of a call.
fn texts(arguments: &str) -> Vec<Vec<u8>> {
    let quoted = arguments.split('"').skip(1).step_by(2);
    let bytes = |text: &str| {
        text.split("\\x").skip(1).map(|byte| u8::from_str_radix(byte, 16).unwrap()).collect()
    };
    quoted.map(bytes).collect()
}

fn file(path: &[u8], places: &Places<'_>) -> String {
    told(&String::from_utf8_lossy(path), places)
}

/// A path as the page writes it.
fn told(path: &str, places: &Places<'_>) -> String {
    let path = path.replace(&format!("127.0.0.1_{}", places.port), "SERVICE");
    for (folder, name) in [(places.runtime, "$XDG_RUNTIME_DIR"), (places.home, "~")] {
        if let Ok(rest) = Path::new(&path).strip_prefix(folder) {
            return Path::new(name).join(rest).display().to_string().trim_end_matches('/').into();
        }
    }
    path
}

/// What looks like a name on a bus: words between dots, the first of them a well-known one.
fn names(message: &[u8]) -> BTreeSet<String> {
    let within = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_');
    let words = message.split(|byte| !within(byte)).map(String::from_utf8_lossy);
    let is_name = |word: &str| {
        let whole = word.split('.').all(|part| !part.is_empty());
        whole
            && word.matches('.').count() > 1
            && ["org.", "com."].iter().any(|at| word.starts_with(at))
    };
    words.filter(|word| is_name(word)).map(std::borrow::Cow::into_owned).collect()
}

/// One table of the page: what it lists, and when that is touched.
struct Table(Vec<(String, String)>);

impl Table {
    /// The table under this heading.
    fn read(heading: &str) -> Self {
        let page = fs::read_to_string("docs/privacy.md").unwrap();
        let head = format!("\n## {heading}\n");
        let (_, rest) = page.split_once(&head).unwrap_or_else(|| panic!("no {heading}"));
        let section = rest.split("\n## ").next().unwrap();
        let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
        Self(
            rows.map(|row| {
                let (listed, rest) = row.split_once("` | ").unwrap();
                (listed.to_owned(), rest.split(" | ").next().unwrap().to_owned())
            })
            .collect(),
        )
    }

    /// What was touched and is not listed.
    fn unlisted(&self, touched: &BTreeSet<String>) -> Vec<String> {
        let listed = |one: &&String| self.0.iter().any(|(row, _)| fits(row, one));
        touched.iter().filter(|one| !listed(one)).cloned().collect()
    }

    /// What is said to be touched then, and was not.
    fn unseen(&self, when: &str, touched: &BTreeSet<String>) -> Vec<&str> {
        let rows = self.0.iter().filter(|(_, then)| then == when).map(|(row, _)| &**row);
        rows.filter(|row| !touched.iter().any(|one| fits(row, one))).collect()
    }
}

/// A row's `*` stands for anything.
fn fits(row: &str, one: &str) -> bool {
    let mut parts = row.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = one.strip_prefix(first) else { return false };
    let mut last = None;
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
        last = Some(part);
    }
    last.map_or(rest.is_empty(), |part| part.is_empty() || rest.is_empty())
}

#[test]
fn a_trace_is_read_as_it_was_meant() {
    let folder = tempfile::tempdir().unwrap();
    let trace = folder.path().join("trace");
    let byte = |byte: u8| format!("\\x{byte:02x}");
    let hex = |text: &str| text.bytes().map(byte).collect::<Vec<_>>().concat();
    let lines = [
        format!(r#"7 openat(AT_FDCWD, "{}", O_RDONLY|O_CLOEXEC) = 3"#, hex("/h/read")),
        format!(r#"7 openat(AT_FDCWD, "{}", O_RDWR|O_CREAT, 0600) = 3"#, hex("/h/.config/x")),
        format!(
            r#"7 renameat(AT_FDCWD, "{}", AT_FDCWD, "{}") = 0"#,
            hex("/h/a"),
            hex("/elsewhere")
        ),
        format!(r#"7 connect(3, {{sa_family=AF_UNIX, sun_path="{}"}}, 9) = 0"#, hex("/r/bus")),
        format!(
            r#"7 connect(3, {{sa_family=AF_INET, sin_port=htons(99), sin_addr=inet_addr("{}")}}, 16)"#,
            hex("127.0.0.1")
        ),
        "7 connect(3, {sa_family=AF_INET, sin_port=htons(53)}, 16 <unfinished ...>".to_owned(),
        format!(
            r#"7 sendmsg(3, {{msg_iov=[{{iov_base="{}"}}]}}, 0)"#,
            hex("l\u{1}org.freedesktop.DBus\0x.y.z\0")
        ),
    ];
    fs::write(&trace, lines.join("\n")).unwrap();
    let places =
        Places { home: Path::new("/h"), runtime: Path::new("/r"), bus: "/r/bus", port: 99 };
    let mut touched = Touched::default();
    touched.read(&trace, &places);
    let set = |all: &[&str]| all.iter().map(|&one| one.to_owned()).collect::<BTreeSet<_>>();
    assert_eq!(touched.files, set(&["/elsewhere", "~/.config/x", "~/a"]));
    assert_eq!(touched.sockets, set(&["$DBUS_SESSION_BUS_ADDRESS"]));
    assert_eq!(touched.names, set(&["org.freedesktop.DBus"]));
    let service = "www.chastitytracker.org:443".to_owned();
    assert!(touched.hosts.len() == 2 && touched.hosts.contains(&service), "{touched:?}");
}

#[test]
fn a_row_fits_what_it_stands_for() {
    for (row, one, fit) in [
        ("~/a", "~/a", true),
        ("~/a", "~/ab", false),
        ("~/a*", "~/ab/c", true),
        ("~/*.lock", "~/tray.lock", true),
        ("~/*.lock", "~/tray.locked", false),
        ("~/b*", "~/a", false),
    ] {
        assert_eq!(fits(row, one), fit, "{row} {one}");
    }
}

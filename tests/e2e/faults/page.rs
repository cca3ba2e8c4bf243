//! The matrix as a page for people.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::row::Row;
use super::{answers, disk, network, process, store, time};

/// Faults of one kind.
#[derive(Clone, Copy)]
pub(super) struct Group {
    letter: char,
    name: &'static str,
    pub(super) rows: fn() -> Vec<Row>,
}

pub(super) const GROUPS: [Group; 6] = [
    Group { letter: 'S', name: "the credential store", rows: store::rows },
    Group { letter: 'N', name: "the network", rows: network::rows },
    Group { letter: 'A', name: "the answer", rows: answers::rows },
    Group { letter: 'D', name: "the disk", rows: disk::rows },
    Group { letter: 'P', name: "the program", rows: process::rows },
    Group { letter: 'T', name: "time", rows: time::rows },
];

/// What is no row, and why.
const ELSEWHERE: [(&str, &str, &str); 17] = [
    ("S3", "the store appears after the tray has started", "the tray's: `tests/tray`"),
    ("S5", "the dialog of the store is dismissed", "needs a dialog: `crates/core/tests/vault`"),
    ("S6", "the dialog is never answered", "lasts two minutes: `crates/core/tests/vault`"),
    ("S18", "what Windows keeps is for this computer alone", "Windows: `crates/core/src/vault`"),
    ("S19", "macOS denies access", "macOS: `crates/core/src/vault`"),
    ("S20", "the store's code panics", "no store does: `crates/core/src/vault/tests.rs`"),
    (
        "S21",
        "the store hangs for the fourth time",
        "in one process: `crates/core/src/vault/tests.rs`",
    ),
    ("D4", "another program has the file open and locks it", "Windows alone has such locks"),
    (
        "D9b",
        "the data folder is another user's",
        "not looked at: what can't be written stops the start",
    ),
    ("P5", "killed between the start's head and its body", "both leave in one piece: P6"),
    (
        "P11",
        "the power goes while the journal's log is put into the journal",
        "SQLite keeps the log until the journal is on the disk; `tests/e2e/lost_writes.rs` cuts the power everywhere else",
    ),
    ("P14", "killed while an update is installed", "the system's packages install updates"),
    (
        "P16",
        "a task panics",
        "no row could make one: `crates/core/src/vault/tests.rs`, and no row panics",
    ),
    ("P17", "the computer runs out of memory", "the system kills as in P1 to P12"),
    (
        "N24b",
        "the computer goes from one network to another",
        "the resident program's: `tests/tray/waiting.rs`",
    ),
    (
        "N25",
        "one of a name's two addresses does not answer",
        "such a name can't be made without changing the machine",
    ),
    ("W", "the window and the web in it", "the window's: `tests/window`"),
];

/// Fails where the committed page says something else, and writes the new one if it is told to.
pub(super) fn expect_current(groups: &[(Group, Vec<Row>)]) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/faults.md");
    let page = page(groups);
    if std::env::var_os("LATCHET_DOCS").is_some() {
        fs::write(&file, &page).unwrap();
    }
    let committed = fs::read_to_string(&file).unwrap_or_default();
    assert!(committed == page, "docs/faults.md is not this table; write it: {COMMAND}");
}

const COMMAND: &str = "LATCHET_DOCS=1 cargo test --no-default-features --test e2e faults";

fn page(groups: &[(Group, Vec<Row>)]) -> String {
    let count: usize = groups.iter().map(|(_, rows)| rows.len()).sum();
    let mut page = format!(
        "# What comes of each fault\n\n\
         Each row was played on the real program by `tests/e2e/faults.rs`, which fails where it is not as it stands here. \
         The page is made by `{COMMAND}`; {count} rows.\n\n\
         *Exit status* is that of `latchet start`, with the outcome that `--json` tells and the code of its reason. \
         *POSTs* and *sessions* are how many starts reached the server and how many sessions stand there. *Afterwards* \
         is what the journal says of each start, and what becomes of it: the exit status of each further step, and again \
         POSTs, sessions and journal.\n"
    );
    for (group, rows) in groups {
        let _ = write!(
            page,
            "\n## {}: {} ({} rows)\n\n| id | fault | what the user sees | exit status | POSTs | sessions | afterwards |\n\
             |---|---|---|---|---|---|---|\n",
            group.letter,
            group.name,
            rows.len()
        );
        let mut rows: Vec<&Row> = rows.iter().collect();
        rows.sort_by_key(|row| place(row.id));
        for row in rows {
            let first = &row.steps[0];
            let (posts, sessions, _) = first.leaves.unwrap_or_default();
            let fault = if first.what.is_empty() {
                row.fault.to_owned()
            } else {
                format!("{}: {}", row.fault, first.what)
            };
            let _ = writeln!(
                page,
                "| {} | {} | {} | {} | {posts} | {sessions} | {} |",
                row.id,
                cell(&fault),
                cell(&first.sees.join(" ")),
                first.ended(),
                cell(&row.afterwards()),
            );
        }
    }
    page.push_str("\n## Not rows of this table\n\n| id | fault | why |\n|---|---|---|\n");
    for (id, fault, why) in ELSEWHERE {
        let _ = writeln!(page, "| {id} | {} | {} |", cell(fault), cell(why));
    }
    page
}

/// In the order of the numbers: S2 before S10, S10 before S10b.
fn place(id: &str) -> (u32, &str) {
    let digits = id.trim_start_matches(char::is_alphabetic);
    let end = digits.find(char::is_alphabetic).unwrap_or(digits.len());
    (digits[..end].parse().unwrap(), &digits[end..])
}

fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

//! The types of what crosses to the page, made from Rust: `src-tauri/ipc/ipc.d.ts` is what the page is
//! checked with, and is written anew when `LATCHET_TYPES` is set.

use std::fmt::Write as _;

use latchet_core::draft::{Draft, DraftEnd, DraftField, DraftStart};
use latchet_core::intention::{ByHand, Question};
use latchet_core::preset::{Preset, PresetName};
use ts_rs::{Config, TS};

use super::super::answers::{
    Answer, Asked, Asks, Can, Choice, Dial, Ended, Field, Filled, IpcError, Look, Moments, Opening,
    Pending, Presets, Preview, Running, RunningState, SavedPreset, TokenPresence, TokenState, Told,
};

macro_rules! declarations {
    ($($one:ty),* $(,)?) => {{
        let config = Config::new().with_large_int("number");
        [$(<$one>::decl(&config)),*].map(|one| format!("{one}\n\n")).concat()
    }};
}

fn made() -> String {
    let types = declarations![
        Answer,
        Asked,
        Asks,
        ByHand,
        Can,
        Choice,
        Dial,
        Draft,
        DraftEnd,
        DraftField,
        DraftStart,
        Ended,
        Field,
        Filled,
        IpcError,
        Look,
        Moments,
        Opening,
        Pending,
        Preset,
        PresetName,
        Presets,
        Preview,
        Question,
        Running,
        RunningState,
        SavedPreset,
        TokenPresence,
        TokenState,
        Told,
    ];
    let head = "/** What the window and Rust say to each other. Made by a test from Rust. */\n\n";
    format!("{head}{types}{}", commands(include_str!("../commands.rs")))
}

/// The commands as the page calls them, from their source: a macro of Tauri's hides their types.
fn commands(source: &str) -> String {
    let mut made = "interface Commands {\n".to_owned();
    let parts: Vec<_> = source.split("#[tauri::command]\nasync fn ").collect();
    for (before, part) in parts.iter().zip(&parts[1..]) {
        let docs = before.lines().rev().take_while(|line| line.starts_with("///"));
        let mut docs: Vec<_> = docs.map(|line| line.trim_start_matches("/// ")).collect();
        docs.reverse();
        if !docs.is_empty() {
            writeln!(made, "  /** {} */", docs.join(" ")).unwrap();
        }
        let (head, reply) = part.split_once(") -> Reply<").unwrap();
        let (name, args) = head.split_once('(').unwrap();
        let args = args.replace('\n', " ");
        let args: Vec<_> = args
            .split(", ")
            .filter_map(|arg| arg.trim().trim_end_matches(',').split_once(": "))
            .filter(|(_, kind)| !kind.starts_with("TheDesk") && !kind.starts_with("WebviewWindow"))
            .map(|(name, kind)| format!("{name}: {}", typed(kind)))
            .collect();
        let args = if args.is_empty() {
            String::new()
        } else {
            format!("args: {{ {} }}", args.join("; "))
        };
        let name = name.split('<').next().unwrap();
        let reply = typed(reply.split_once("> {").unwrap().0);
        writeln!(made, "  {name}({args}): Promise<{reply}>;").unwrap();
    }
    made + "}\n"
}

fn typed(rust: &str) -> String {
    let inner = |kind: &str| rust.strip_prefix(kind)?.strip_suffix('>').map(typed);
    if let Some(one) = inner("Vec<") {
        return format!("{one}[]");
    }
    if let Some(one) = inner("Option<") {
        return format!("{one} | null");
    }
    match rust {
        "()" => "void",
        "bool" => "boolean",
        "i32" | "i64" | "u32" => "number",
        "String" | "DateTime<Utc>" | "Markup" => "string",
        declared => declared,
    }
    .to_owned()
}

#[test]
fn the_page_is_checked_with_the_types_that_rust_has() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/src-tauri/ipc/ipc.d.ts");
    if std::env::var_os("LATCHET_TYPES").is_some() {
        std::fs::write(file, made()).unwrap();
    }
    assert_eq!(std::fs::read_to_string(file).unwrap(), made(), "set LATCHET_TYPES to write it");
}

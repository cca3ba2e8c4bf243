//! The words of the licences of what is linked into the programs, as those licences want it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs};

use super::done;
use crate::{Failure, cargo};

/// How files begin that hold a licence or a notice.
const NAMES: [&str; 5] = ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE"];

/// Each library with its licence, and then each text with the libraries that it came with.
pub(super) fn third_party() -> Result<String, Failure> {
    let mut ask = cargo();
    ask.args(["tree", "--locked", "--package", "latchet", "--edges", "normal,no-proc-macro"]);
    let listed = done(ask.args(["--prefix", "none", "--format", "{p}|{l}"]))?;
    let sources = sources()?;
    let (mut table, mut texts) = (BTreeSet::new(), BTreeMap::<String, BTreeSet<String>>::new());
    for line in listed.lines() {
        let (package, licence) = line.split_once('|').ok_or("a package without a licence")?;
        let mut words = package.split(' ');
        let (Some(name), Some(version)) = (words.next(), words.next()) else { continue };
        // Our own are told by a path.
        if words.any(|word| word.starts_with("(/")) {
            continue;
        }
        let library = format!("{name} {}", version.trim_start_matches('v'));
        let folder = library.replace(' ', "-");
        let folder = sources.iter().map(|source| source.join(&folder)).find(|at| at.is_dir());
        for text in texts_in(&folder.ok_or_else(|| format!("{library} has no source here"))?)? {
            texts.entry(text).or_default().insert(library.clone());
        }
        table.insert(format!("{library}: {}", licence.trim_end_matches(" (*)")));
    }
    let mut told = String::from("Libraries in these programs, with their licences\n\n");
    for line in table {
        told += &line;
        told += "\n";
    }
    for (text, libraries) in texts {
        let libraries: Vec<String> = libraries.into_iter().collect();
        let head = format!("\n{}\n{}\n\n", "=".repeat(72), libraries.join(", "));
        told.extend([&*head, text.trim(), "\n"]);
    }
    Ok(told)
}

/// Where cargo unpacks what it fetches: a folder for each registry.
fn sources() -> Result<Vec<PathBuf>, Failure> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let registry = home.ok_or("no home folder")?.join("registry/src");
    Ok(fs::read_dir(registry)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?)
}

fn texts_in(folder: &Path) -> Result<Vec<String>, Failure> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().to_uppercase();
        let named = NAMES.iter().any(|start| name.starts_with(start)) || name == "UNLICENSE";
        if named && entry.file_type()?.is_file() {
            texts.push(String::from_utf8_lossy(&fs::read(entry.path())?).replace('\r', ""));
        }
    }
    Ok(texts)
}

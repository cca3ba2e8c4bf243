//! The page that the figures become.

use std::fmt::Write as _;
use std::process::Command;
use std::{env, fs};

use crate::{Failure, root};

/// One measure, beside another program's where it is compared.
pub(crate) struct Figure {
    measure: String,
    unit: String,
    ours: Spread,
    /// Empty where there is none.
    goal: String,
    met: String,
    other: Option<Other>,
}

struct Other {
    name: String,
    spread: Spread,
    ratio: f64,
}

/// A median, the least and the most.
struct Spread([f64; 3]);

impl Figure {
    /// As a bench prints it: see `tests/e2e/figures.rs`.
    pub(crate) fn parse(line: &str) -> Result<Self, Failure> {
        let fields: Vec<&str> = line.split('\t').collect();
        let [measure, unit, median, least, most, goal, met, ref other @ ..] = fields[..] else {
            return Err(format!("half a figure: {line}").into());
        };
        let other = match *other {
            [name, median, least, most, ratio] => {
                let spread = Spread::of([median, least, most])?;
                Some(Other { name: name.to_owned(), spread, ratio: ratio.parse()? })
            }
            _ => None,
        };
        let [measure, unit, goal, met] = [measure, unit, goal, met].map(str::to_owned);
        let ours = Spread::of([median, least, most])?;
        Ok(Self { measure, unit, ours, goal, met, other })
    }

    /// A size in megabytes of a million bytes, and the most that it may be.
    pub(crate) fn size(what: &str, mb: f64, most: Option<f64>) -> Self {
        let met = most.map_or("", |most| if mb <= most { "met" } else { "**missed**" });
        Self {
            measure: format!("size: {what}"),
            unit: "MB".to_owned(),
            ours: Spread([mb; 3]),
            goal: most.map_or(String::new(), |most| format!("≤ {most} MB")),
            met: met.to_owned(),
            other: None,
        }
    }
}

impl Spread {
    fn of(texts: [&str; 3]) -> Result<Self, Failure> {
        let [median, least, most] = texts.map(str::parse);
        Ok(Self([median?, least?, most?]))
    }

    fn told(&self, unit: &str) -> String {
        let [median, least, most] = self.0.map(digits);
        let spread = if least == most { String::new() } else { format!(" ({least}–{most})") };
        format!("{median}{spread} {unit}").trim_end().to_owned()
    }
}

/// Three digits that count.
fn digits(value: f64) -> String {
    let size = value.abs();
    let places = if size >= 100.0 || value.fract() == 0.0 {
        0
    } else if size >= 10.0 {
        1
    } else {
        2
    };
    format!("{value:.places$}")
}

/// The figures as a table.
pub(crate) fn table(figures: &[Figure]) -> String {
    let mut table =
        "| measure | Latchet | against | ratio | goal | |\n|---|--:|--:|--:|--:|---|\n".to_owned();
    for Figure { measure, unit, ours, goal, met, other } in figures {
        let (against, ratio) = other.as_ref().map_or_else(Default::default, |other| {
            let against = format!("{}: {}", other.name, other.spread.told(unit));
            (against, format!("{:.3}", other.ratio))
        });
        let ours = ours.told(unit);
        let _ = writeln!(table, "| {measure} | {ours} | {against} | {ratio} | {goal} | {met} |");
    }
    table
}

/// Writes `docs/benchmarks.md`: the figures, and what `bench/notes.md` says of them.
pub(crate) fn write(parts: &[(&str, Vec<Figure>)]) -> Result<(), Failure> {
    let mut page = format!(
        "# Benchmarks\n\nMade by `cargo xtask bench`, which anyone can run again. Each ratio is of \
         medians from one run, both programs in turn; in brackets the least and the most.\n\n{}\n",
        machine()
    );
    for (name, figures) in parts {
        if !figures.is_empty() {
            let _ = write!(page, "\n## {name}\n\n{}", table(figures));
        }
    }
    let notes = fs::read_to_string(root().join("bench/notes.md"))?;
    let _ = write!(page, "\n{notes}");
    let path = root().join("docs/benchmarks.md");
    fs::write(&path, page)?;
    println!("\nwritten: {}", path.display());
    Ok(())
}

/// What it was measured on.
fn machine() -> String {
    let said = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).output().ok()?;
        let text = String::from_utf8(output.stdout).ok()?;
        text.lines().next().map(str::to_owned)
    };
    let processor = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processor.lines().find_map(|line| line.strip_prefix("model name\t: "));
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let rows = [
        ("date", said("date", &["-u", "+%Y-%m-%d"])),
        ("processor", Some(format!("{}, {cores} cores", model.unwrap_or("unknown")))),
        ("kernel", said("uname", &["-sr"])),
        ("rustc", said(&env::var("RUSTC").unwrap_or_else(|_| "rustc".to_owned()), &["--version"])),
        ("WebKitGTK", said("pkg-config", &["--modversion", "webkit2gtk-4.1"])),
        (
            "curl",
            said("curl", &["--version"])
                .and_then(|line| line.split(" (").next().map(str::to_owned)),
        ),
    ];
    rows.into_iter().fold("| | |\n|---|---|\n".to_owned(), |mut table, (name, value)| {
        let _ = writeln!(table, "| {name} | {} |", value.unwrap_or_default());
        table
    })
}

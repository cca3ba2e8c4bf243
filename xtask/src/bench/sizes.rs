//! How large the programs and their packages are.

use std::fs;
use std::path::Path;

use super::page::Figure;
use super::{blank, released, released_window};
use crate::{Failure, package};

const MB: f64 = 1_000_000.0;

/// The programs as they are installed, and what is downloaded for that.
pub(crate) fn sizes() -> Result<Vec<Figure>, Failure> {
    let (program, window, blank) = (released()?, released_window()?, blank::build()?);
    let release = program.parent().ok_or("a program without a folder")?;
    package::pack(release)?;
    let (program, window, blank) = (mb(&program)?, mb(&window)?, mb(&blank)?);
    Ok(vec![
        Figure::size("`latchet`", program, Some(6.0)),
        Figure::size("both programs", program + window, Some(12.0)),
        Figure::size("a blank Tauri program, for comparison", blank, None),
        Figure::size("the .deb", packed("deb")?, Some(5.0)),
        Figure::size("the .rpm", packed("rpm")?, None),
    ])
}

fn packed(kind: &str) -> Result<f64, Failure> {
    for made in fs::read_dir(package::folder())? {
        let made = made?.path();
        if made.extension().is_some_and(|extension| extension == kind) {
            return mb(&made);
        }
    }
    Err(format!("no .{kind} was made").into())
}

#[expect(clippy::cast_precision_loss, reason = "nothing of this is that large")]
fn mb(path: &Path) -> Result<f64, Failure> {
    Ok(fs::metadata(path)?.len() as f64 / MB)
}

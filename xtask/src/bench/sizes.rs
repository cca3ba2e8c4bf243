//! How large the programs are.

use std::fs;
use std::path::Path;

use super::page::Figure;
use super::{blank, released, released_window};
use crate::Failure;

const MIB: f64 = 1024.0 * 1024.0;

/// The programs as they are installed.
pub(crate) fn sizes() -> Result<Vec<Figure>, Failure> {
    let (program, window, blank) = (released()?, released_window()?, blank::build()?);
    let [program, window, blank] =
        [&program, &window, &blank].map(|path: &std::path::PathBuf| mib(path));
    let (program, window, blank) = (program?, window?, blank?);
    Ok(vec![
        Figure::size("`latchet`", program, Some(6.0)),
        Figure::size("both programs", program + window, Some(12.0)),
        Figure::size("a blank Tauri program, for comparison", blank, None),
    ])
}

#[expect(clippy::cast_precision_loss, reason = "no program is that large")]
fn mib(path: &Path) -> Result<f64, Failure> {
    Ok(fs::metadata(path)?.len() as f64 / MIB)
}

//! Tables that are printed and, when that is asked for, kept in `docs/nightly.md` at the place that
//! names the command.

use std::fs;

use crate::{Failure, root};

/// Prints a table; with `keep`, it takes the place of the one before.
pub(super) fn table(step: &str, table: &str, keep: bool) -> Result<(), Failure> {
    println!("\n{table}");
    if keep {
        let file = root().join("docs/nightly.md");
        let page = fs::read_to_string(&file)?;
        fs::write(&file, replaced(&page, step, table).ok_or("docs/nightly.md has no such place")?)?;
    }
    Ok(())
}

/// The page with what stands between a step's two marks exchanged.
fn replaced(page: &str, step: &str, table: &str) -> Option<String> {
    let begin = format!("<!-- cargo xtask nightly {step} --record -->\n");
    let (before, rest) = page.split_once(&begin)?;
    let (_, after) = rest.split_once("<!-- end -->")?;
    Some(format!("{before}{begin}{table}<!-- end -->{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_table_of_the_step_is_exchanged() {
        let page = "a\n<!-- cargo xtask nightly x --record -->\nold\n<!-- end -->\nb\n\
                    <!-- cargo xtask nightly y --record -->\ny's\n<!-- end -->\n";
        let new = replaced(page, "x", "new\n").unwrap();
        assert_eq!(new, page.replace("old\n", "new\n"));
        assert_eq!(replaced(page, "z", "new\n"), None, "a table without a place is a failure");
    }
}

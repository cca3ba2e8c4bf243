//! What each panel has read of the menu, so that it can be told truly whether it should read again.

use std::collections::VecDeque;

use super::layout::{Layout, Node};

/// So many readings are remembered: some panels' whole menus. One that is forgotten reads once more.
const REMEMBERED: usize = 32;

/// The newest readings, the latest last.
#[derive(Debug, Default)]
pub(super) struct Readers(VecDeque<Reading>);

#[derive(Debug)]
struct Reading {
    panel: String,
    menu: i32,
    revision: u32,
}

impl Readers {
    /// A panel, by its name on the bus, reads the rows of this menu, and of those below it to so many
    /// levels; `None`: of all.
    pub(super) fn read(&mut self, panel: &str, layout: &Layout, menu: &Node, levels: Option<u32>) {
        if levels == Some(0) || !menu.is_menu() {
            return;
        }
        self.0.retain(|reading| !(reading.menu == menu.id && reading.panel == panel));
        if self.0.len() == REMEMBERED {
            self.0.pop_front();
        }
        let (panel_name, revision) = (panel.to_owned(), layout.revision());
        self.0.push_back(Reading { panel: panel_name, menu: menu.id, revision });
        for row in &menu.rows {
            self.read(panel, layout, row, levels.map(|levels| levels - 1));
        }
    }

    /// Has this menu, or one below it that the panel has read too, changed since?
    pub(super) fn is_stale(&self, panel: &str, menu: &Node) -> bool {
        let stale = |menu: &Node, unread| {
            let mut readings = self.0.iter();
            let read = readings.find(|reading| reading.menu == menu.id && reading.panel == panel);
            read.map_or(unread, |reading| reading.revision < menu.since)
        };
        menu.is_menu()
            && (stale(menu, true)
                || menu.walk().skip(1).filter(|n| n.is_menu()).any(|n| stale(n, false)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::picture::{Item, Label, Row, Submenu};
    use super::super::layout::ROOT;
    use super::*;

    fn text(text: &str) -> Item {
        Item { label: Label::plain(text.to_owned()), action: None, enabled: false, shown: true }
    }

    fn rows(first: &str, second: &str) -> Vec<Row> {
        let label = Label::plain("Behind".to_owned());
        let submenu = Submenu { label, items: vec![text(second)], enabled: true, shown: true };
        vec![Row::Item(text(first)), Row::Submenu(submenu)]
    }

    fn submenu(layout: &Layout) -> &Node {
        &layout.root().rows[1]
    }

    #[test]
    fn a_panel_reads_once_after_each_change_and_each_for_itself() {
        let mut layout = Layout::new(&rows("a", "a"));
        let mut readers = Readers::default();
        for change in ["b", "c"] {
            for panel in [":1.1", ":1.2"] {
                assert!(readers.is_stale(panel, layout.root()), "{panel} before {change}");
                readers.read(panel, &layout, layout.root(), None);
                assert!(!readers.is_stale(panel, layout.root()), "{panel} before {change}");
            }
            layout.update(&rows(change, "a"));
        }
        assert!(!readers.is_stale(":1.1", submenu(&layout)), "nothing has changed in there");
    }

    #[test]
    fn what_changes_behind_a_row_concerns_whoever_has_read_that() {
        let mut layout = Layout::new(&rows("a", "a"));
        let mut readers = Readers::default();
        readers.read("whole", &layout, layout.root(), None);
        readers.read("level", &layout, layout.root(), Some(1));
        assert!(!readers.is_stale("whole", submenu(&layout)));
        assert!(readers.is_stale("level", submenu(&layout)), "it has not read that");
        layout.update(&rows("a", "b"));
        assert!(readers.is_stale("whole", layout.root()));
        assert!(readers.is_stale("whole", submenu(&layout)));
        assert!(!readers.is_stale("level", layout.root()), "it reads that when it shows it");
        readers.read("whole", &layout, submenu(&layout), None);
        assert!(!readers.is_stale("whole", layout.root()));
    }

    #[test]
    fn a_row_has_nothing_to_read_behind_it() {
        let layout = Layout::new(&rows("a", "a"));
        let mut readers = Readers::default();
        assert!(!readers.is_stale(":1.1", &layout.root().rows[0]));
        readers.read(":1.1", &layout, layout.root(), Some(0));
        assert!(readers.is_stale(":1.1", layout.root()), "no level of it was read");
    }

    #[test]
    fn readers_that_come_and_go_take_no_more_room() {
        let layout = Layout::new(&rows("a", "a"));
        let mut readers = Readers::default();
        for panel in 0..1_000 {
            readers.read(&format!(":1.{panel}"), &layout, layout.root(), None);
        }
        assert_eq!(readers.0.len(), REMEMBERED);
        assert!(!readers.is_stale(":1.999", layout.root()), "the newest is known");
        assert!(readers.is_stale(":1.1", layout.find(ROOT).unwrap()), "the oldest reads once more");
    }
}

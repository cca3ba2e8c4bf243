//! The menu as the tree of numbered nodes that panels read.
//!
//! A panel clicks on a number, and it may do so long after the menu has become another. So a number
//! stands for one thing to do, as long as there is such a row, and never for another.

use super::super::picture::{Action, Item, Row, Submenu};

/// The number of the whole menu.
pub(super) const ROOT: i32 = 0;

/// What is said of a node where it differs from what panels assume.
pub(super) type Properties = Vec<(&'static str, Property)>;

/// A value that is said of a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Property {
    /// Something to read.
    Text(String),
    /// Whether something holds.
    Flag(bool),
}

/// A row, a submenu or the whole menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    /// Its number.
    pub(super) id: i32,
    /// What is said of it.
    pub(super) properties: Properties,
    /// The rows behind it.
    pub(super) rows: Vec<Node>,
    /// The revision in which they became what they are.
    pub(super) since: u32,
    meaning: Meaning,
}

/// What a number stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Meaning {
    Choice(Action),
    Text,
    Separator,
    Menu,
}

/// What panels are to be told after a change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Change {
    /// What is said of nodes that were there before.
    pub(super) said: Vec<(i32, Properties)>,
    /// What is said of them no more.
    pub(super) unsaid: Vec<(i32, Vec<&'static str>)>,
    /// The menus that have other rows now, or the same in another order.
    pub(super) rows: Vec<i32>,
}

/// The menu.
#[derive(Debug)]
pub(super) struct Layout {
    root: Node,
    revision: u32,
    last: i32,
}

impl Layout {
    /// A menu that nobody has seen yet.
    pub(super) fn new(rows: &[Row]) -> Self {
        let mut root = Node::new(Meaning::Menu, menu());
        root.since = 1;
        let mut layout = Self { root, revision: 1, last: ROOT };
        layout.update(rows);
        layout
    }

    /// The whole menu.
    pub(super) fn root(&self) -> &Node {
        &self.root
    }

    /// Which state of the menu this is.
    pub(super) fn revision(&self) -> u32 {
        self.revision
    }

    /// The node of this number.
    pub(super) fn find(&self, id: i32) -> Option<&Node> {
        self.root.walk().find(|node| node.id == id)
    }

    /// Takes these rows in the place of the ones that are there.
    pub(super) fn update(&mut self, rows: &[Row]) -> Change {
        let mut change = Change::default();
        let rows = rows.iter().map(Node::of).collect();
        let revision = self.revision.wrapping_add(1);
        let mut root = Node { rows, ..self.root.clone() };
        root.take_over(&self.root, revision, &mut self.last, &mut change);
        self.root = root;
        if !change.is_empty() {
            self.revision = revision;
        }
        change
    }
}

impl Change {
    /// Is there nothing to tell?
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Node {
    fn new(meaning: Meaning, properties: Properties) -> Self {
        Self { id: ROOT, properties, rows: Vec::new(), since: 0, meaning }
    }

    fn of(row: &Row) -> Self {
        match row {
            Row::Item(item) => Self::item(item),
            Row::Submenu(submenu) => Self::submenu(submenu),
            Row::Separator { shown } => {
                let kind = ("type", Property::Text("separator".to_owned()));
                let hidden = (!shown).then_some(("visible", Property::Flag(false)));
                Self::new(Meaning::Separator, [Some(kind), hidden].into_iter().flatten().collect())
            }
        }
    }

    fn item(item: &Item) -> Self {
        let Item { label, action, enabled, shown } = item;
        let enabled = *enabled && action.is_some();
        let properties = said(&label.text, label.marked('_'), enabled, *shown);
        Self::new(action.clone().map_or(Meaning::Text, Meaning::Choice), properties)
    }

    fn submenu(submenu: &Submenu) -> Self {
        let Submenu { label, items, enabled, shown } = submenu;
        let mut properties = said(&label.text, label.marked('_'), *enabled, *shown);
        properties.extend(menu());
        let rows = items.iter().map(Self::item).collect();
        Self { rows, ..Self::new(Meaning::Menu, properties) }
    }

    /// What choosing it does.
    pub(super) fn action(&self) -> Option<&Action> {
        match &self.meaning {
            Meaning::Choice(action) => Some(action),
            Meaning::Text | Meaning::Separator | Meaning::Menu => None,
        }
    }

    /// Can it have rows?
    pub(super) fn is_menu(&self) -> bool {
        self.meaning == Meaning::Menu
    }

    /// It and all below it.
    pub(super) fn walk(&self) -> impl Iterator<Item = &Self> {
        let mut left = vec![self];
        std::iter::from_fn(move || {
            let node = left.pop()?;
            left.extend(node.rows.iter().rev());
            Some(node)
        })
    }

    /// Takes the numbers over from what was there before, gives new ones to what is new, and notes
    /// what is other.
    fn take_over(&mut self, before: &Self, revision: u32, last: &mut i32, change: &mut Change) {
        let mut free: Vec<Option<&Self>> = before.rows.iter().map(Some).collect();
        // The one in the same place first: rows that do the same are told apart by where they are.
        let mut same: Vec<Option<&Self>> = Vec::with_capacity(self.rows.len());
        for (place, row) in self.rows.iter().enumerate() {
            let old = free.get_mut(place);
            same.push(old.and_then(|old| old.take_if(|old| old.meaning == row.meaning)));
        }
        let mut told = change.said.len() + change.unsaid.len();
        for (row, same) in self.rows.iter_mut().zip(same) {
            let moved =
                || free.iter_mut().find_map(|old| old.take_if(|old| old.meaning == row.meaning));
            let Some(old) = same.or_else(moved) else {
                *last = last.checked_add(1).unwrap_or(ROOT + 1);
                row.id = *last;
                continue;
            };
            row.id = old.id;
            row.note(old, change);
        }
        told = change.said.len() + change.unsaid.len() - told;
        let ids = |node: &Self| node.rows.iter().map(|row| row.id).collect::<Vec<_>>();
        let reordered = ids(self) != ids(before);
        if reordered {
            change.rows.push(self.id);
        }
        self.since = if reordered || told > 0 { revision } else { before.since };
        for row in &mut self.rows {
            if row.is_menu() {
                let old = before.rows.iter().find(|old| old.id == row.id);
                let none = Self::new(Meaning::Menu, Vec::new());
                row.take_over(old.unwrap_or(&none), revision, last, change);
            }
        }
    }

    /// Notes what is said of it now and was not, and the other way round.
    fn note(&self, before: &Self, change: &mut Change) {
        let said: Properties = self
            .properties
            .iter()
            .filter(|said| !before.properties.contains(said))
            .cloned()
            .collect();
        if !said.is_empty() {
            change.said.push((self.id, said));
        }
        let names = before.properties.iter().map(|(name, _)| *name);
        let unsaid: Vec<_> =
            names.filter(|name| self.properties.iter().all(|(said, _)| said != name)).collect();
        if !unsaid.is_empty() {
            change.unsaid.push((self.id, unsaid));
        }
    }
}

fn menu() -> Properties {
    vec![("children-display", Property::Text("submenu".to_owned()))]
}

fn said(text: &str, marked: String, enabled: bool, shown: bool) -> Properties {
    // What is read out has no marks in it.
    let spoken = (marked != text).then(|| ("accessible-desc", Property::Text(text.to_owned())));
    let grey = (!enabled).then_some(("enabled", Property::Flag(false)));
    let hidden = (!shown).then_some(("visible", Property::Flag(false)));
    [("label", Property::Text(marked))]
        .into_iter()
        .chain(spoken)
        .chain(grey)
        .chain(hidden)
        .collect()
}

#[cfg(test)]
#[path = "layout_tests.rs"]
mod tests;

//! The menu, as panels read it and click on it: `com.canonical.dbusmenu`.

use std::collections::HashMap;

use zbus::message::Header;
use zbus::object_server::SignalEmitter;
use zbus::zvariant::{OwnedValue, Value};
use zbus::{fdo, interface};

use super::super::picture::Look;
use super::layout::{Node, Properties, Property, ROOT};
use super::shown::Shown;

/// Where it is.
pub(super) const PATH: &str = "/MenuBar";

/// What is said of a node, by name.
type Said = HashMap<&'static str, Value<'static>>;
/// A node: its number, what is said of it, and the rows behind it.
type Tree = (i32, Said, Vec<Value<'static>>);

/// The menu.
pub(super) struct DbusMenu(pub(super) Shown);

// In the order in which they come: a panel may read at once what it has asked to be brought up to
// date.
#[interface(name = "com.canonical.dbusmenu", spawn = false)]
impl DbusMenu {
    #[zbus(out_args("revision", "layout"))]
    fn get_layout(
        &self,
        #[zbus(header)] header: Header<'_>,
        parent_id: i32,
        recursion_depth: i32,
        property_names: Vec<String>,
    ) -> fdo::Result<(u32, Tree)> {
        let mut guard = self.0.now();
        let now = &mut *guard;
        let menu = now.layout.find(parent_id).ok_or_else(|| unknown(parent_id))?;
        // Below zero it is all of them.
        let levels = u32::try_from(recursion_depth).ok();
        now.readers.read(panel(&header), &now.layout, menu, levels);
        Ok((now.layout.revision(), tree(menu, levels, &property_names)))
    }

    #[zbus(out_args("properties"))]
    fn get_group_properties(&self, ids: Vec<i32>, property_names: Vec<String>) -> Vec<(i32, Said)> {
        let now = self.0.now();
        let wanted =
            now.layout.root().walk().filter(|node| ids.is_empty() || ids.contains(&node.id));
        wanted.map(|node| (node.id, said(&node.properties, &property_names))).collect()
    }

    #[zbus(out_args("value"))]
    fn get_property(&self, id: i32, name: String) -> fdo::Result<Value<'static>> {
        let now = self.0.now();
        let node = now.layout.find(id).ok_or_else(|| unknown(id))?;
        let said = node.properties.iter().find(|(said, _)| *said == name);
        let (_, property) =
            said.ok_or_else(|| fdo::Error::InvalidArgs(format!("nothing is said as {name}")))?;
        Ok(value(property))
    }

    fn event(&self, id: i32, event_id: &str, _data: Value<'_>, _timestamp: u32) -> fdo::Result<()> {
        if self.happened(id, event_id) { Ok(()) } else { Err(unknown(id)) }
    }

    #[zbus(out_args("id_errors"))]
    fn event_group(&self, events: Vec<(i32, String, OwnedValue, u32)>) -> fdo::Result<Vec<i32>> {
        let unknown_ids: Vec<i32> = events
            .iter()
            .filter(|(id, event, ..)| !self.happened(*id, event))
            .map(|(id, ..)| *id)
            .collect();
        some_known(events.len(), &unknown_ids)?;
        Ok(unknown_ids)
    }

    #[zbus(out_args("need_update"))]
    async fn about_to_show(
        &self,
        #[zbus(header)] header: Header<'_>,
        id: i32,
    ) -> fdo::Result<bool> {
        if id == ROOT {
            self.0.about_to_open().await;
        }
        self.is_stale(&header, id).ok_or_else(|| unknown(id))
    }

    #[zbus(out_args("updates_needed", "id_errors"))]
    async fn about_to_show_group(
        &self,
        #[zbus(header)] header: Header<'_>,
        ids: Vec<i32>,
    ) -> fdo::Result<(Vec<i32>, Vec<i32>)> {
        if ids.contains(&ROOT) {
            self.0.about_to_open().await;
        }
        let (mut stale, mut unknown_ids) = (Vec::new(), Vec::new());
        for &id in &ids {
            match self.is_stale(&header, id) {
                Some(true) => stale.push(id),
                Some(false) => {}
                None => unknown_ids.push(id),
            }
        }
        some_known(ids.len(), &unknown_ids)?;
        Ok((stale, unknown_ids))
    }

    #[zbus(property(emits_changed_signal = "const"))]
    fn version(&self) -> u32 {
        3
    }

    #[zbus(property(emits_changed_signal = "const"))]
    fn text_direction(&self) -> &'static str {
        "ltr"
    }

    #[zbus(property)]
    pub(super) fn status(&self) -> &'static str {
        if self.0.now().picture.icon.look == Look::NeedsYou { "notice" } else { "normal" }
    }

    #[zbus(property(emits_changed_signal = "const"))]
    fn icon_theme_path(&self) -> Vec<String> {
        Vec::new()
    }

    #[zbus(signal)]
    pub(super) async fn items_properties_updated(
        emitter: &SignalEmitter<'_>,
        updated_props: Vec<(i32, Said)>,
        removed_props: Vec<(i32, Vec<&str>)>,
    ) -> zbus::Result<()>;

    #[zbus(signal)]
    pub(super) async fn layout_updated(
        emitter: &SignalEmitter<'_>,
        revision: u32,
        parent: i32,
    ) -> zbus::Result<()>;
}

impl DbusMenu {
    /// Is there such a node? What is known to happen to it is passed on.
    fn happened(&self, id: i32, event: &str) -> bool {
        let found = self.0.now().layout.find(id).map(|node| node.action().cloned());
        let Some(action) = found else { return false };
        match (event, action) {
            // A row that has become grey since says why it can't be, so it is not filtered here.
            ("clicked", Some(action)) => self.0.choose(action),
            ("opened", _) if id == ROOT => self.0.is_open(),
            _ => {}
        }
        true
    }

    fn is_stale(&self, header: &Header<'_>, id: i32) -> Option<bool> {
        let now = self.0.now();
        Some(now.readers.is_stale(panel(header), now.layout.find(id)?))
    }
}

/// What is said of nodes, as it travels.
pub(super) fn said_of(nodes: &[(i32, Properties)]) -> Vec<(i32, Said)> {
    nodes.iter().map(|(id, properties)| (*id, said(properties, &[]))).collect()
}

fn tree(node: &Node, levels: Option<u32>, names: &[String]) -> Tree {
    let below = levels.map(|levels| levels.saturating_sub(1));
    let rows = if levels == Some(0) { &[][..] } else { &node.rows };
    let rows = rows.iter().map(|row| Value::from(tree(row, below, names))).collect();
    (node.id, said(&node.properties, names), rows)
}

/// Only what has one of these names; without names all.
fn said(properties: &Properties, names: &[String]) -> Said {
    let wanted =
        properties.iter().filter(|(name, _)| names.is_empty() || names.iter().any(|n| n == name));
    wanted.map(|(name, property)| (*name, value(property))).collect()
}

fn value(property: &Property) -> Value<'static> {
    match property {
        Property::Text(text) => Value::from(text.clone()),
        Property::Flag(flag) => Value::from(*flag),
    }
}

/// Who asks. There is one caller only where there is no bus between.
fn panel<'h>(header: &'h Header<'_>) -> &'h str {
    header.sender().map_or("", |sender| sender.as_str())
}

fn unknown(id: i32) -> fdo::Error {
    fdo::Error::InvalidArgs(format!("there is no row {id}"))
}

fn some_known(asked: usize, unknown_ids: &[i32]) -> fdo::Result<()> {
    match unknown_ids.first() {
        Some(id) if unknown_ids.len() == asked => Err(unknown(*id)),
        _ => Ok(()),
    }
}

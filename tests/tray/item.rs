//! The tray's item as a panel sees and uses it.

use std::future::poll_fn;
use std::pin::Pin;
use std::time::Instant;

use zbus::export::futures_core::Stream as _;
use zbus::zvariant::{OwnedValue, Structure, Value};
use zbus::{Connection, MatchRule, Message, MessageStream};

use crate::desktop::Desktop;

const ITEM: (&str, &str) = ("/StatusNotifierItem", "org.kde.StatusNotifierItem");
const MENU: (&str, &str) = ("/MenuBar", "com.canonical.dbusmenu");

/// A row that is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// What a click on it is told by.
    pub(crate) id: i32,
    pub(crate) label: String,
    pub(crate) enabled: bool,
    /// The label with the mark before the letter that chooses it.
    pub(crate) marked: String,
    /// What a screen reader says in the place of that.
    pub(crate) spoken: String,
    /// The rows behind it.
    pub(crate) rows: Vec<Row>,
}

/// An item on the desktop.
pub(crate) struct Item<'a> {
    desktop: &'a Desktop,
    name: String,
}

impl<'a> Item<'a> {
    pub(crate) fn new(desktop: &'a Desktop, name: String) -> Self {
        Self { desktop, name }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// What a panel does before it shows the menu. Returns whether it is to be read again.
    pub(crate) fn opens(&self) -> bool {
        self.call(MENU, "AboutToShow", 0_i32).unwrap().body().deserialize().unwrap()
    }

    /// What a panel learns of the icon before it shows it.
    pub(crate) fn introspection(&self) -> String {
        let introspectable = (ITEM.0, "org.freedesktop.DBus.Introspectable");
        self.call(introspectable, "Introspect", ()).unwrap().body().deserialize().unwrap()
    }

    /// The rows that are shown.
    pub(crate) fn rows(&self) -> Vec<Row> {
        let (bus, name) = (self.desktop.bus(), self.name.clone());
        self.desktop.wait(async move { rows(&bus, &name).await })
    }

    /// Their texts.
    pub(crate) fn labels(&self) -> Vec<String> {
        self.rows().into_iter().map(|row| row.label).collect()
    }

    /// Waits until the first row says this.
    pub(crate) fn until_status(&self, words: &str) -> Vec<Row> {
        let words = words.to_owned();
        self.until(words.clone(), move |rows| rows[0].label.starts_with(&words))
    }

    /// Waits until a row says this, and whether it can be chosen.
    pub(crate) fn until_row(&self, label: &str, enabled: bool) -> Vec<Row> {
        let label = label.to_owned();
        self.until(label.clone(), move |rows| {
            rows.iter().any(|row| row.label == label && row.enabled == enabled)
        })
    }

    /// Waits until a row begins with this.
    pub(crate) fn until_begins(&self, words: &str) -> Vec<Row> {
        let words = words.to_owned();
        self.until(words.clone(), move |rows| rows.iter().any(|row| row.label.starts_with(&words)))
    }

    /// Waits until the rows fit; `what` says to what.
    pub(crate) fn until(
        &self,
        what: String,
        fits: impl Fn(&[Row]) -> bool + Send + 'static,
    ) -> Vec<Row> {
        let (bus, name) = (self.desktop.bus(), self.name.clone());
        self.desktop.wait(async move {
            let rule = MatchRule::builder()
                .msg_type(zbus::message::Type::Signal)
                .interface(MENU.1)
                .unwrap()
                .build();
            let mut changes = MessageStream::for_match_rule(rule, &bus, None).await.unwrap();
            loop {
                let rows = rows(&bus, &name).await;
                if fits(&rows) {
                    return rows;
                }
                let change = poll_fn(|context| Pin::new(&mut changes).poll_next(context));
                let change = tokio::time::timeout(std::time::Duration::from_secs(30), change).await;
                assert!(change.is_ok(), "{what} did not come about: {rows:#?}");
            }
        })
    }

    /// Chooses a row by its text.
    pub(crate) fn choose(&self, label: &str) {
        let rows = self.rows();
        let row = rows.iter().find(|row| row.label == label);
        let row = row.unwrap_or_else(|| panic!("no {label} in {rows:#?}"));
        assert!(row.enabled, "{label} can be chosen in {rows:#?}");
        assert!(self.click(row.id), "{label} is there in {rows:#?}");
    }

    /// A click on whatever has this number. Returns whether there is such a row.
    pub(crate) fn click(&self, id: i32) -> bool {
        self.call(MENU, "Event", (id, "clicked", Value::from(0_i32), 0_u32)).is_ok()
    }

    /// As [`Item::click`]; returns when it went out.
    pub(crate) fn clicked_at(&self, id: i32) -> Instant {
        let (bus, name) = (self.desktop.bus(), self.name.clone());
        self.desktop.wait(async move {
            let (click, at) = ((id, "clicked", Value::from(0_i32), 0_u32), Instant::now());
            bus.call_method(Some(name), MENU.0, Some(MENU.1), "Event", &click).await.unwrap();
            at
        })
    }

    /// A click with the left button, on an item that takes one. Returns whether it does.
    pub(crate) fn left_click(&self) -> bool {
        self.call(ITEM, "Activate", (0_i32, 0_i32)).is_ok()
    }

    /// A click with the middle button.
    pub(crate) fn middle_click(&self) {
        self.call(ITEM, "SecondaryActivate", (0_i32, 0_i32)).unwrap();
    }

    /// What a Wayland desktop hands over before a click.
    pub(crate) fn provide_activation(&self, token: &'static str) {
        self.call(ITEM, "ProvideXdgActivationToken", token).unwrap();
    }

    pub(crate) fn property(&self, property: &'static str) -> OwnedValue {
        let (bus, name) = (self.desktop.bus(), self.name.clone());
        self.desktop.wait(async move {
            let proxy = zbus::Proxy::new(&bus, name, ITEM.0, ITEM.1).await.unwrap();
            proxy.get_property(property).await.unwrap()
        })
    }

    fn call<B>(
        &self,
        (path, interface): (&'static str, &'static str),
        method: &'static str,
        body: B,
    ) -> zbus::Result<Message>
    where
        B: serde::Serialize + zbus::zvariant::DynamicType + Send + Sync + 'static,
    {
        let (bus, name) = (self.desktop.bus(), self.name.clone());
        self.desktop.wait(async move {
            bus.call_method(Some(name), path, Some(interface), method, &body).await
        })
    }
}

async fn rows(bus: &Connection, name: &str) -> Vec<Row> {
    let arguments = (0_i32, -1_i32, Vec::<String>::new());
    let (path, interface) = MENU;
    let layout: Message =
        bus.call_method(Some(name), path, Some(interface), "GetLayout", &arguments).await.unwrap();
    let body = layout.body();
    let whole: Structure<'_> = body.deserialize().unwrap();
    let Value::Structure(root) = &whole.fields()[1] else { panic!("{whole:?}") };
    let Value::Array(children) = &root.fields()[2] else { panic!("{root:?}") };
    children.iter().filter_map(row).collect()
}

fn row(child: &Value<'_>) -> Option<Row> {
    let child = if let Value::Value(inner) = child { inner } else { child };
    let Value::Structure(fields) = child else { panic!("{child:?}") };
    let (Value::I32(id), Value::Dict(properties)) = (&fields.fields()[0], &fields.fields()[1])
    else {
        panic!("{fields:?}");
    };
    let flag = |name: &str| properties.get::<_, bool>(&name).unwrap().unwrap_or(true);
    let text = |name: &str| properties.get::<_, String>(&name).unwrap().unwrap_or_default();
    let shown = flag("visible") && text("type") != "separator";
    let Value::Array(behind) = &fields.fields()[2] else { panic!("{fields:?}") };
    let rows: Vec<Row> = behind.iter().filter_map(row).collect();
    let opens = text("children-display") == "submenu";
    assert!(
        !shown || opens != rows.is_empty(),
        "what opens has rows, and nothing else: {fields:?}"
    );
    let marked = text("label");
    shown.then(|| Row {
        id: *id,
        label: read(&marked),
        enabled: flag("enabled"),
        marked,
        spoken: text("accessible-desc"),
        rows,
    })
}

/// A label as it is read: a mark stands before the letter that chooses it, and a doubled one for
/// itself.
fn read(label: &str) -> String {
    label.split("__").map(|part| part.replace('_', "")).collect::<Vec<_>>().join("_")
}

//! Over a socket, without a bus between: what a panel is told, and what it can call.

use std::collections::HashMap;
use std::os::unix::net::UnixStream;
use std::time::Duration;

use futures_util::StreamExt as _;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use zbus::zvariant::Value;
use zbus::{Guid, Message, MessageStream, connection};

use super::super::super::event::Event;
use super::super::super::picture::{Action, Icon, Item, Label, Look, Row, Wish};
use super::super::shown::Opens;
use super::*;

const ITEM: (&str, &str) = (item::PATH, "org.kde.StatusNotifierItem");
const MENU: (&str, &str) = (dbusmenu::PATH, "com.canonical.dbusmenu");

/// A node as it travels.
type Tree<'a> = (i32, HashMap<String, Value<'a>>, Vec<Value<'a>>);

/// A tray and a panel.
struct Scene {
    tray: Tray,
    panel: Connection,
    heard: MessageStream,
    events: UnboundedReceiver<Event>,
    opening: UnboundedReceiver<Opens>,
}

fn picture() -> Picture {
    let row = |text: &str, action: Option<Action>| {
        let label = Label::plain(text.to_owned());
        Row::Item(Item { label, enabled: action.is_some(), action, shown: true })
    };
    Picture {
        menu: vec![row("Idle", None), row("Quit", Some(Action::Quit))],
        icon: Icon::default(),
        tooltip: "Idle".to_owned(),
        left_click: LeftClick::Menu,
    }
}

fn text(row: &mut Row, text: &str) {
    let Row::Item(item) = row else { panic!("{row:?}") };
    item.label = Label::plain(text.to_owned());
}

impl Scene {
    /// No answer takes this long.
    async fn new(picture: Picture) -> Self {
        Self::with_patience(picture, Duration::from_mins(1)).await
    }

    async fn with_patience(picture: Picture, patience: Duration) -> Self {
        let (ours, theirs) = UnixStream::pair().unwrap();
        let stream = |stream: UnixStream| {
            stream.set_nonblocking(true).unwrap();
            tokio::net::UnixStream::from_std(stream).unwrap()
        };
        let server = connection::Builder::unix_stream(stream(ours))
            .server(Guid::generate())
            .unwrap()
            .p2p()
            .build();
        let client = connection::Builder::unix_stream(stream(theirs)).p2p().build();
        let (bus, panel) = tokio::try_join!(server, client).unwrap();
        let (events, happened) = unbounded_channel();
        let (opens, opening) = unbounded_channel();
        let shown = Shown::new("Latchet".to_owned(), picture, events, opens, patience);
        let tray = Tray::serve(bus, shown).await.unwrap();
        let heard = MessageStream::from(&panel);
        Self { tray, panel, heard, events: happened, opening }
    }

    async fn call<B>(
        &self,
        (path, interface): (&str, &str),
        method: &str,
        body: &B,
    ) -> zbus::Result<Message>
    where
        B: serde::Serialize + zbus::zvariant::DynamicType,
    {
        self.panel.call_method(None::<&str>, path, Some(interface), method, body).await
    }

    async fn introspection(&self) -> String {
        let interface = "org.freedesktop.DBus.Introspectable";
        let answer = self.call((item::PATH, interface), "Introspect", &()).await.unwrap();
        answer.body().deserialize().unwrap()
    }

    async fn property<T>(&self, (path, interface): (&str, &str), name: &str) -> T
    where
        T: TryFrom<Value<'static>>,
        T::Error: std::fmt::Debug,
    {
        let properties = "org.freedesktop.DBus.Properties";
        let answer = self.call((path, properties), "Get", &(interface, name)).await.unwrap();
        let body = answer.body();
        let value: Value<'_> = body.deserialize().unwrap();
        T::try_from(value.try_to_owned().unwrap().into()).unwrap()
    }

    /// Asks whether the menu is to be read again; somebody else draws meanwhile, or doesn't.
    async fn about_to_show(&mut self, draws: Option<Picture>) -> bool {
        let Self { tray, panel, opening, .. } = self;
        let (path, interface) = MENU;
        let asking = panel.call_method(None::<&str>, path, Some(interface), "AboutToShow", &0_i32);
        let drawing = async {
            let looked = opening.recv().await.unwrap();
            if let Some(picture) = draws {
                tray.show(picture).await.unwrap();
                looked.send(()).unwrap();
                None
            } else {
                Some(looked)
            }
        };
        let (answer, _kept) = tokio::join!(asking, drawing);
        answer.unwrap().body().deserialize().unwrap()
    }

    async fn reads(&self) {
        let all: &[&str] = &[];
        self.call(MENU, "GetLayout", &(0_i32, -1_i32, all)).await.unwrap();
    }

    async fn clicks(&self, id: i32) -> zbus::Result<()> {
        self.call(MENU, "Event", &(id, "clicked", Value::from(0_i32), 0_u32)).await.map(drop)
    }

    /// The signals that came until now, by name.
    async fn signals(&mut self) -> Vec<String> {
        // What was sent before this is heard before its answer.
        self.call((item::PATH, "org.freedesktop.DBus.Peer"), "Ping", &()).await.unwrap();
        let mut signals = Vec::new();
        while let Some(Ok(message)) = self.heard.next().await {
            match message.message_type() {
                zbus::message::Type::Signal => {
                    signals.push(message.header().member().unwrap().to_string());
                }
                zbus::message::Type::MethodReturn if message.body().signature() == "" => break,
                _ => {}
            }
        }
        signals
    }
}

#[tokio::test]
async fn only_an_item_that_a_click_starts_with_lists_activate_and_answers_it() {
    let shows = |left_click| Picture { left_click, ..picture() };
    let mut scene = Scene::new(shows(LeftClick::Menu)).await;
    for (left_click, listed) in [
        (LeftClick::Menu, false),
        (LeftClick::Start, true),
        (LeftClick::Menu, false),
        (LeftClick::Start, true),
    ] {
        scene.tray.show(shows(left_click)).await.unwrap();
        let introspection = scene.introspection().await;
        assert_eq!(introspection.contains(r#""Activate""#), listed, "{introspection}");
        assert!(introspection.contains(r#""SecondaryActivate""#), "{introspection}");
        let is_menu: bool = scene.property(ITEM, "ItemIsMenu").await;
        assert_eq!(is_menu, !listed);
        let answer = scene.call(ITEM, "Activate", &(0_i32, 0_i32)).await;
        assert_eq!(answer.is_ok(), listed, "{answer:?}");
        let event = scene.events.try_recv();
        let starts = matches!(
            event,
            Ok(Event::Chosen { action: Action::Start(Wish::Default), activation: None })
        );
        assert_eq!(starts, listed, "{event:?}");
    }
}

#[tokio::test]
async fn only_what_is_other_is_told() {
    let mut status = picture();
    text(&mut status.menu[0], "Running");
    let mut rows = picture();
    rows.menu.pop();
    let running = Icon { look: Look::Running, ..Icon::default() };
    let needing = Icon { look: Look::NeedsYou, ..Icon::default() };
    for (after, told) in [
        (picture(), vec![]),
        (status, vec!["ItemsPropertiesUpdated"]),
        (rows, vec!["LayoutUpdated"]),
        (Picture { icon: running, ..picture() }, vec!["NewIcon"]),
        (Picture { tooltip: "x".to_owned(), ..picture() }, vec!["NewIcon", "NewToolTip"]),
        (Picture { left_click: LeftClick::Start, ..picture() }, vec!["NewToolTip"]),
        (
            Picture { icon: needing, ..picture() },
            vec!["PropertiesChanged", "NewIcon", "NewAttentionIcon", "NewStatus"],
        ),
    ] {
        let mut scene = Scene::new(picture()).await;
        scene.tray.show(after.clone()).await.unwrap();
        assert_eq!(scene.signals().await, told, "{after:?}");
    }
}

#[tokio::test]
async fn what_needs_somebody_asks_for_attention_with_an_icon() {
    let icon = Icon { look: Look::NeedsYou, ..Icon::default() };
    let attention = |scene: Scene| async move {
        let status: String = scene.property(ITEM, "Status").await;
        let menu: String = scene.property(MENU, "Status").await;
        let icons: Vec<Value<'static>> = scene.property(ITEM, "AttentionIconPixmap").await;
        (status, menu, icons.is_empty())
    };
    let quiet = attention(Scene::new(picture()).await).await;
    assert_eq!(quiet, ("Active".to_owned(), "normal".to_owned(), true));
    let needing = attention(Scene::new(Picture { icon, ..picture() }).await).await;
    assert_eq!(needing, ("NeedsAttention".to_owned(), "notice".to_owned(), false));
}

#[tokio::test]
async fn a_panel_waits_for_the_texts_of_the_moment_and_reads_once() {
    let mut scene = Scene::new(picture()).await;
    scene.reads().await;
    assert!(!scene.about_to_show(Some(picture())).await, "nothing has changed");
    let mut other = picture();
    text(&mut other.menu[0], "Running");
    assert!(scene.about_to_show(Some(other.clone())).await, "it changed just now");
    assert!(scene.about_to_show(Some(other.clone())).await, "it was not read since");
    scene.reads().await;
    assert!(!scene.about_to_show(Some(other)).await);
}

#[tokio::test]
async fn a_panel_is_answered_though_the_texts_of_the_moment_do_not_come() {
    let mut scene = Scene::with_patience(picture(), Duration::from_millis(1)).await;
    assert!(scene.about_to_show(None).await, "it has not read yet");
    scene.reads().await;
    assert!(!scene.about_to_show(None).await);
}

#[tokio::test]
async fn a_number_that_is_gone_does_nothing() {
    let mut scene = Scene::new(picture()).await;
    let quit = scene.tray.shown.now().layout.root().rows[1].id;
    let mut other = picture();
    let Row::Item(row) = &mut other.menu[1] else { panic!() };
    row.action = Some(Action::Start(Wish::Default));
    scene.tray.show(other).await.unwrap();
    assert!(scene.clicks(quit).await.is_err());
    assert!(scene.events.try_recv().is_err(), "the click was for another row");
    let start = scene.tray.shown.now().layout.root().rows[1].id;
    scene.clicks(start).await.unwrap();
    let event = scene.events.try_recv();
    assert!(matches!(event, Ok(Event::Chosen { action: Action::Start(_), .. })), "{event:?}");
}

#[tokio::test]
async fn a_permission_to_come_to_the_front_is_for_one_click() {
    let mut scene = Scene::new(picture()).await;
    scene.call(ITEM, "ProvideXdgActivationToken", &"from-the-desktop").await.unwrap();
    for permitted in [Some("from-the-desktop"), None] {
        scene.call(ITEM, "SecondaryActivate", &(0_i32, 0_i32)).await.unwrap();
        let Ok(Event::Chosen { activation, .. }) = scene.events.try_recv() else { panic!() };
        assert_eq!(activation.as_deref(), permitted);
    }
}

#[tokio::test]
async fn what_the_icon_says_is_told_to_those_who_point_at_it_and_to_those_who_hear_it() {
    let tooltip = "Session 7 <b>\nuntil 9:00".to_owned();
    let scene = Scene::new(Picture { tooltip, ..picture() }).await;
    let spoken: String = scene.property(ITEM, "IconAccessibleDesc").await;
    assert_eq!(spoken, "Latchet, Session 7 <b>, until 9:00");
    let shown: zbus::zvariant::Structure<'static> = scene.property(ITEM, "ToolTip").await;
    assert_eq!(shown.fields()[2], Value::from("Latchet"));
    assert_eq!(shown.fields()[3], Value::from("Session 7 ‹b›\nuntil 9:00"), "no markup in it");
}

#[tokio::test]
async fn a_layout_is_read_as_deep_and_as_detailed_as_is_asked() {
    let scene = Scene::new(picture()).await;
    for (depth, names, rows, said) in [
        (-1, vec![], 2, vec!["enabled", "label"]),
        (1, vec!["label"], 2, vec!["label"]),
        (0, vec![], 0, vec![]),
    ] {
        let layout = scene.call(MENU, "GetLayout", &(0_i32, depth, &names)).await.unwrap();
        let body = layout.body();
        let (_, (root, _, children)): (u32, Tree<'_>) = body.deserialize().unwrap();
        assert_eq!((root, children.len()), (0, rows), "{depth}");
        let Some(Value::Structure(first)) = children.first() else { continue };
        let first: HashMap<String, Value<'_>> =
            first.fields()[1].try_clone().unwrap().try_into().unwrap();
        let mut names: Vec<_> = first.keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, said, "{depth}");
    }
}

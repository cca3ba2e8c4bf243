//! Discreet mode: whatever others may see says nothing of what goes on, nor what the program is for.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use zbus::Connection;
use zbus::zvariant::Structure;

use crate::desktop::Desktop;
use crate::installed::{Installed, Tray};
use crate::item::Item;
use crate::practice::Practice;
use crate::program::Call;
use crate::world::World;

/// The words of the subject in the languages that are spoken, what is said in each of who holds the
/// key, and the name that is given to the session here.
const WORDS: [&str; 39] = [
    "chastity",
    "locked by",
    "lockedby",
    "locked-by",
    "locked_by",
    "keyholder",
    "wearer",
    "cage",
    "kim",
    "keusch",
    "schlüssel bei",
    "schlüsselhalter",
    "verschlossen",
    "käfig",
    "träger",
    "chasteté",
    "chaste",
    "clé chez",
    "gardien",
    "porteur",
    "verrouillé par",
    "encagé",
    "castidad",
    "casto",
    "llave con",
    "guardián",
    "portador",
    "cerrado por",
    "jaula",
    "kuisheid",
    "kuis",
    "sleutel bij",
    "sleutelhouder",
    "drager",
    "opgesloten",
    "vergrendeld door",
    "kooi",
    "bdsm",
    "kink",
];

/// What each language calls the start.
const LANGUAGES: [(&str, &str); 5] = [
    ("en", "Start now"),
    ("de", "Jetzt starten"),
    ("fr", "Démarrer maintenant"),
    ("es", "Iniciar ahora"),
    ("nl", "Nu starten"),
];

const PROPERTIES: &str = "org.freedesktop.DBus.Properties";
const INTROSPECTABLE: &str = "org.freedesktop.DBus.Introspectable";

/// A world in which discreet mode is on, and the tray in it.
fn discreet(practice: &Practice) -> (World, Desktop, Tray) {
    let mut world = World::with_token(practice.url(), practice.token());
    world.latchet(&["settings", "set", "discreet", "on"]).run().expect_status(0);
    let desktop = Desktop::with_panel(world.keyring().address());
    let tray = Installed::without_window().tray(&world, &["--hidden"]);
    (world, desktop, tray)
}

fn text(item: &Item<'_>, property: &'static str) -> String {
    String::try_from(item.property(property)).unwrap()
}

#[test]
fn the_icon_and_what_is_told_are_the_same_whatever_goes_on() {
    let practice = Practice::strict();
    let (world, desktop, _tray) = discreet(&practice);
    let item = desktop.item();
    item.until_row("Start now", true);
    let icon = item.property("IconPixmap");
    item.choose("Start now");
    let note = desktop.whole_note();
    assert_eq!(note.body, "Something is to be looked at.");
    let labels: Vec<_> = note.buttons.iter().map(|(_, label)| &**label).collect();
    assert_eq!(labels, ["Latchet", "Open"]);
    assert_eq!(bool::try_from(&note.hints["suppress-sound"]).ok(), Some(true));
    let rows = item.until("the details say it".to_owned(), |rows| {
        rows[0].rows.first().is_some_and(|row| row.label.starts_with("Session "))
    });
    let labels: Vec<_> = rows.iter().map(|row| &*row.label).collect();
    let expected =
        ["Details", "Start now", "Start earlier", "Open…", "Open the website", "Hide now", "Quit"];
    assert_eq!(labels, expected);
    world.latchet(&["token", "remove"]).run().expect_status(0);
    item.until_begins("Save a token");
    assert_eq!(item.property("IconPixmap"), icon, "neither what runs nor what is needed");
    assert_eq!(text(&item, "Status"), "Active");
    assert_eq!(text(&item, "IconAccessibleDesc"), "Latchet");
    let tip: Structure<'_> = item.property("ToolTip").try_into().unwrap();
    let tip: Vec<String> =
        tip.fields()[2..].iter().map(|part| part.clone().try_into().unwrap()).collect();
    assert_eq!(tip, ["Latchet", ""]);
}

#[test]
fn a_start_by_one_click_can_still_be_taken_back() {
    let practice = Practice::strict();
    let mut world = World::with_token(practice.url(), practice.token());
    world.latchet(&["settings", "set", "discreet", "on"]).run().expect_status(0);
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray_with_grace(&world, "30", &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now", true);
    item.choose("Start now");
    let note = desktop.whole_note();
    assert_eq!(note.body, "Something is to be looked at.");
    desktop.press(&note, "Take it back");
    item.until_row("Start now", true);
    assert_eq!(practice.starts(), 0);
}

#[test]
fn a_start_without_a_tray_is_told_as_discreetly() {
    let practice = Practice::strict();
    let mut world = World::with_token(practice.url(), practice.token());
    for (name, value) in [("discreet", "on"), ("grace", "0")] {
        world.latchet(&["settings", "set", name, value]).run().expect_status(0);
    }
    let desktop = Desktop::without_panel(world.keyring().address());
    world.latchet(&["start", "--yes", "--notify"]).run().expect_status(0);
    assert_eq!(desktop.note(), "Something is to be looked at.");
}

#[test]
fn no_word_of_the_subject_is_anywhere_that_others_may_see_in_any_language() {
    let practice = Practice::strict();
    let (world, desktop, tray) = discreet(&practice);
    let set = |name: &str, to: &str| world.latchet(&["settings", "set", name, to]);
    set("locked-by", "Kim").run().expect_status(0);
    set("log", "detailed").run().expect_status(0);
    plain(set("autostart", "on")).run().expect_status(0);
    let item = desktop.item();
    item.until_row("Start now", true);
    item.choose("Start now");
    let mut seen = vec![format!("{:?}", desktop.whole_note())];
    item.until("the details say it".to_owned(), |rows| {
        rows[0].rows.first().is_some_and(|row| row.label.starts_with("Session "))
    });
    for (language, start) in LANGUAGES {
        set("language", language).run().expect_status(0);
        item.until_row(start, true);
        let (bus, name) = (desktop.bus(), item.name().to_owned());
        let exported = desktop.wait(async move { exported(&bus, &name).await });
        assert!(exported.iter().any(|text| text == "org.latchet.Tray"), "{exported:#?}");
        assert!(exported.iter().any(|text| text.contains(start)), "{exported:#?}");
        seen.extend(exported);
        // One is running, and that is told.
        world.latchet(&["start", "--yes", "--notify"]).run().expect_status(5);
        seen.push(format!("{:?}", desktop.whole_note()));
    }
    let program = program(tray.running().pid());
    assert!(program.iter().any(|name| name == "latchet"), "{program:?}");
    let files = files(&world);
    for name in ["journal.sqlite", "org.latchet.Latchet.desktop", "latchet.log"] {
        assert!(files.iter().any(|found| found == name), "no {name}: {files:?}");
    }
    assert!(!files.iter().any(|name| name == "recently-used.xbel"), "{files:?}");
    let entries = entries(&world);
    assert!(entries.iter().any(|text| text.contains("[Desktop Entry]")), "{entries:?}");
    let menu = fs::read_to_string("packaging/latchet.desktop").unwrap();
    for text in seen.into_iter().chain(program).chain(files).chain(entries).chain([menu]) {
        let lower = text.to_lowercase();
        let found = WORDS.iter().find(|word| lower.contains(**word));
        assert_eq!(found, None, "{text}");
    }
}

/// All that a program says on the bus: its names, its objects, their properties and its menu.
async fn exported(bus: &Connection, name: &str) -> Vec<String> {
    let daemon = zbus::fdo::DBusProxy::new(bus).await.unwrap();
    let mut exported = Vec::new();
    for known in daemon.list_names().await.unwrap() {
        let owner = daemon.get_name_owner(known.inner().clone()).await;
        if owner.is_ok_and(|owner| owner.as_str() == name) {
            exported.push(known.to_string());
        }
    }
    let mut paths = vec!["/".to_owned()];
    while let Some(path) = paths.pop() {
        let asked = bus.call_method(Some(name), &*path, Some(INTROSPECTABLE), "Introspect", &());
        // An object also names those that are deeper in it.
        let Ok(answer) = asked.await else { continue };
        let xml: String = answer.body().deserialize().unwrap();
        for interface in named(&xml, "<interface name=\"") {
            let all = bus.call_method(Some(name), &*path, Some(PROPERTIES), "GetAll", &interface);
            if let Ok(answer) = all.await {
                exported
                    .push(format!("{:?}", answer.body().deserialize::<Structure<'_>>().unwrap()));
            }
        }
        if path == "/MenuBar" {
            let arguments = (0_i32, -1_i32, Vec::<String>::new());
            let menu = Some("com.canonical.dbusmenu");
            let layout = bus.call_method(Some(name), &*path, menu, "GetLayout", &arguments);
            let layout = layout.await.unwrap();
            exported.push(format!("{:?}", layout.body().deserialize::<Structure<'_>>().unwrap()));
        }
        let slash = if path == "/" { "" } else { &*path };
        paths.extend(named(&xml, "<node name=\"").map(|child| format!("{slash}/{child}")));
        exported.extend([path.clone(), xml]);
    }
    exported
}

/// What stands in quotes after each of these.
fn named<'x>(xml: &'x str, begins: &'x str) -> impl Iterator<Item = &'x str> {
    xml.split(begins).skip(1).filter_map(|rest| rest.split('"').next())
}

/// What a list of programs shows of one: its names, those of its threads, its command line.
fn program(pid: u32) -> Vec<String> {
    let process = Path::new("/proc").join(pid.to_string());
    let mut names: BTreeSet<String> = fs::read_dir(process.join("task"))
        .unwrap()
        .filter_map(|task| fs::read_to_string(task.unwrap().path().join("comm")).ok())
        .map(|name| name.trim().to_owned())
        .collect();
    let read = |name: &str| fs::read_to_string(process.join(name)).unwrap();
    names.extend([read("comm").trim().to_owned(), read("cmdline").replace('\0', " ")]);
    names.into_iter().collect()
}

/// The names of all files and of the folders above them, below the world's own.
fn files(world: &World) -> Vec<String> {
    let below = world.latchet_home().parent().unwrap();
    let files = world.files();
    let parts = files.iter().flat_map(|file| file.strip_prefix(below).unwrap().iter());
    parts.map(|part| part.to_string_lossy().into_owned()).collect()
}

/// The program as its user has it: an entry for log-in can carry no variable.
fn plain(call: Call) -> Call {
    ["LATCHET_HOME", "LATCHET_SERVER"].into_iter().fold(call, Call::without)
}

/// What the desktop's own programs read: all texts in the home but those in Latchet's own folders.
fn entries(world: &World) -> Vec<String> {
    let files = world.files().into_iter().filter(|file| file.starts_with(world.home()));
    let files = files.filter(|file| !file.components().any(|part| part.as_os_str() == "latchet"));
    files.filter_map(|file| fs::read_to_string(file).ok()).collect()
}

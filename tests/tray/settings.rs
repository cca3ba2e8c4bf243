//! Settings that another program changes count in the tray at once.

use zbus::zvariant::{OwnedValue, Structure};

use crate::desktop::Desktop;
use crate::installed::Installed;
use crate::item::Item;
use crate::practice::Practice;
use crate::world::World;

/// How often the item is asked until it must have heard; nothing tells a test of it.
const ASKED: usize = 20_000;

/// What a panel shows without a click: the picture, and the words of the tooltip.
fn shown(item: &Item<'_>) -> (OwnedValue, Vec<String>) {
    let tip: Structure<'_> = item.property("ToolTip").try_into().unwrap();
    let words = tip.fields()[2..].iter().map(|part| part.clone().try_into().unwrap()).collect();
    (item.property("IconPixmap"), words)
}

#[test]
fn discretion_that_is_switched_on_and_off_shows_in_icon_tooltip_and_menu_without_a_restart() {
    let practice = Practice::strict();
    let mut world = World::with_token(practice.url(), practice.token());
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now", true);
    let idle = shown(&item).0;
    item.choose("Start now");
    assert_eq!(desktop.note(), "Session 1 has started.");
    item.until_status("Session 1");
    let runs = shown(&item);
    assert_ne!(runs.0, idle);
    world.latchet(&["settings", "set", "discreet", "on"]).run().expect_status(0);
    item.until_status("Details");
    assert_eq!(shown(&item), (idle, vec!["Latchet".to_owned(), String::new()]));
    world.latchet(&["settings", "set", "discreet", "off"]).run().expect_status(0);
    item.until_status("Session 1");
    assert_eq!(shown(&item), runs);
}

#[test]
fn a_left_click_does_what_it_is_set_to_without_a_restart() {
    let practice = Practice::strict();
    let mut world = World::with_token(practice.url(), practice.token());
    let desktop = Desktop::with_panel(world.keyring().address());
    let _tray = Installed::without_window().tray(&world, &["--hidden"]);
    let item = desktop.item();
    item.until_row("Start now", true);
    assert!(!item.left_click());
    for (to, starts) in [("start", true), ("menu", false)] {
        world.latchet(&["settings", "set", "left-click", to]).run().expect_status(0);
        let heard = (0..ASKED).any(|_| item.introspection().contains(r#""Activate""#) == starts);
        assert!(heard, "{to} is not heard of");
        assert_eq!(bool::try_from(item.property("ItemIsMenu")).ok(), Some(!starts));
        assert_eq!(item.left_click(), starts);
        if starts {
            assert_eq!(desktop.note(), "Session 1 has started.");
        }
    }
    assert_eq!(practice.sessions(), 1);
}

//! The item that a panel shows: what is pictured, over D-Bus.

use ksni::menu::{StandardItem, SubMenu};
use ksni::{Category, Icon, MenuItem, OfflineReason, ToolTip, Tray, current_xdg_activation_token};
use tokio::sync::mpsc::UnboundedSender;

use super::super::model::Event;
use super::super::picture::{Action, Picture, Row, Wish};
use super::super::{icon, picture, say};

/// A tray item that shows a picture and passes on what is done with it.
pub(super) struct Item {
    title: String,
    picture: Picture,
    icons: Vec<Icon>,
    sender: UnboundedSender<Event>,
    no_host: String,
}

impl Item {
    pub(super) fn new(
        title: String,
        picture: Picture,
        sender: UnboundedSender<Event>,
        no_host: String,
    ) -> Self {
        Self { title, icons: icons(picture.icon), picture, sender, no_host }
    }

    /// Shows another picture.
    pub(super) fn show(&mut self, picture: Picture) {
        if picture.icon != self.picture.icon {
            self.icons = icons(picture.icon);
        }
        self.picture = picture;
    }

    fn send(&self, event: Event) {
        // Once the tray is ending nobody listens any more.
        let _ = self.sender.send(event);
    }

    fn choose(&self, action: Action) {
        self.send(Event::Chosen { action, activation: current_xdg_activation_token() });
    }
}

impl Tray for Item {
    const MENU_ON_ACTIVATE: bool = true;

    fn id(&self) -> String {
        "latchet".to_owned()
    }

    fn category(&self) -> Category {
        Category::ApplicationStatus
    }

    fn title(&self) -> String {
        self.title.clone()
    }

    fn icon_pixmap(&self) -> Vec<Icon> {
        self.icons.clone()
    }

    fn tool_tip(&self) -> ToolTip {
        let description = self.picture.tooltip.clone();
        ToolTip { title: self.title.clone(), description, ..ToolTip::default() }
    }

    fn secondary_activate(&mut self, _x: i32, _y: i32) {
        self.choose(Action::Start(Wish::Default));
    }

    fn menu(&self) -> Vec<MenuItem<Self>> {
        self.picture.menu.iter().map(drawn).collect()
    }

    fn menu_about_to_show(&mut self) {
        self.send(Event::MenuOpens);
    }

    fn watcher_offline(&self, reason: OfflineReason) -> bool {
        // That none was there from the start is told by the one who looked for it.
        if matches!(reason, OfflineReason::No) {
            say(&self.no_host);
        }
        true
    }
}

fn drawn(row: &Row) -> MenuItem<Item> {
    let item = match row {
        Row::Separator => return MenuItem::Separator,
        Row::Item(item) => item,
        Row::Submenu(submenu) => {
            return SubMenu {
                label: submenu.label.marked('_'),
                enabled: submenu.enabled,
                visible: submenu.shown,
                submenu: submenu.items.iter().map(drawn_item).collect(),
                ..SubMenu::default()
            }
            .into();
        }
    };
    drawn_item(item)
}

fn drawn_item(item: &picture::Item) -> MenuItem<Item> {
    let action = item.action.clone();
    StandardItem {
        label: item.label.marked('_'),
        enabled: item.enabled && action.is_some(),
        visible: item.shown,
        activate: Box::new(move |tray: &mut Item| {
            if let Some(action) = action.clone() {
                tray.choose(action);
            }
        }),
        ..StandardItem::default()
    }
    .into()
}

fn icons(shown: picture::Icon) -> Vec<Icon> {
    let drawn = icon::SIZES.map(|size| Icon {
        width: i32::from(size),
        height: i32::from(size),
        data: icon::pixels(shown, size).concat(),
    });
    drawn.into()
}

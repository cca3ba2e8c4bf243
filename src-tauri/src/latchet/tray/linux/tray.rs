//! The adapter: serves a picture as an item with a menu, and tells panels what becomes other in it.

use zbus::Connection;
use zbus::object_server::SignalEmitter;

use super::super::picture::{LeftClick, Picture};
use super::dbusmenu::{self, DbusMenu, said_of};
use super::item::{self, MenuItem, StartItem, status};
use super::layout::{Change, ROOT};
use super::shown::Shown;

/// The item on the bus.
pub(super) struct Tray {
    bus: Connection,
    shown: Shown,
}

impl Tray {
    /// Serves it. Nothing shows it before it is registered.
    pub(super) async fn serve(bus: Connection, shown: Shown) -> zbus::Result<Self> {
        let tray = Self { bus, shown };
        tray.bus.object_server().at(dbusmenu::PATH, DbusMenu(tray.shown.clone())).await?;
        let left_click = tray.shown.now().picture.left_click;
        tray.serve_item(left_click).await?;
        Ok(tray)
    }

    /// Shows another picture, and tells what is other, and only that.
    ///
    /// # Errors
    /// The bus has gone.
    pub(super) async fn show(&self, picture: Picture) -> zbus::Result<()> {
        let after = picture.clone();
        let (before, change) = self.shown.replace(picture);
        self.tell_menu(change, status(&before) != status(&after)).await?;
        self.tell_item(&before, &after).await
    }

    async fn tell_item(&self, before: &Picture, after: &Picture) -> zbus::Result<()> {
        let emitter = SignalEmitter::new(&self.bus, item::PATH)?;
        if before.left_click != after.left_click {
            let server = self.bus.object_server();
            match before.left_click {
                LeftClick::Menu => server.remove::<MenuItem, _>(item::PATH).await?,
                LeftClick::Start => server.remove::<StartItem, _>(item::PATH).await?,
            };
            self.serve_item(after.left_click).await?;
        }
        match after.left_click {
            LeftClick::Menu => MenuItem::tell(&emitter, before, after).await,
            LeftClick::Start => StartItem::tell(&emitter, before, after).await,
        }
    }

    async fn tell_menu(&self, change: Change, other_status: bool) -> zbus::Result<()> {
        let emitter = SignalEmitter::new(&self.bus, dbusmenu::PATH)?;
        let Change { said, unsaid, rows } = change;
        if !said.is_empty() || !unsaid.is_empty() {
            DbusMenu::items_properties_updated(&emitter, said_of(&said), unsaid).await?;
        }
        let revision = self.shown.now().layout.revision();
        // Whoever reads the whole menu again needs no word of its parts.
        let whole = rows.contains(&ROOT);
        for menu in rows.into_iter().filter(|menu| !whole || *menu == ROOT) {
            DbusMenu::layout_updated(&emitter, revision, menu).await?;
        }
        if other_status {
            DbusMenu(self.shown.clone()).status_changed(&emitter).await?;
        }
        Ok(())
    }

    async fn serve_item(&self, left_click: LeftClick) -> zbus::Result<()> {
        let (server, shown) = (self.bus.object_server(), self.shown.clone());
        match left_click {
            LeftClick::Menu => server.at(item::PATH, MenuItem(shown)).await?,
            LeftClick::Start => server.at(item::PATH, StartItem(shown)).await?,
        };
        Ok(())
    }
}

#[cfg(test)]
#[path = "tray_tests.rs"]
mod tests;

//! The icon, as panels read it and click on it: `org.kde.StatusNotifierItem`.
//!
//! There are two of the kind. Some panels wait for a second click before they show the menu of an
//! item that lists `Activate`, so only the one that a click is to start a session with lists it.

use zbus::object_server::SignalEmitter;
use zbus::zvariant::ObjectPath;
use zbus::{fdo, interface};

use super::super::picture::{Action, Look, Picture, Wish};
use super::dbusmenu;
use super::pixmap::Pixmap;
use super::shown::{Now, Shown};

/// Where it is.
pub(super) const PATH: &str = "/StatusNotifierItem";

/// Icon name, pixmaps, title, text.
type ToolTip = (String, Vec<Pixmap>, String, String);

/// An item whose click shows the menu.
pub(super) struct MenuItem(pub(super) Shown);

/// An item whose click starts a session.
pub(super) struct StartItem(pub(super) Shown);

macro_rules! item {
    ($item:ident, is_menu: $is_menu:literal, { $($activate:tt)* }) => {
        // In the order in which they come: a permission comes before its click.
        #[interface(name = "org.kde.StatusNotifierItem", spawn = false)]
        impl $item {
            $($activate)*

            fn context_menu(&self, _x: i32, _y: i32) -> fdo::Result<()> {
                Err(fdo::Error::UnknownMethod("the panel shows the menu".to_owned()))
            }

            fn secondary_activate(&self, _x: i32, _y: i32) {
                self.0.choose(Action::Start(Wish::Default));
            }

            fn scroll(&self, _delta: i32, _orientation: &str) {}

            fn provide_xdg_activation_token(&self, token: String) {
                self.0.now().activation = Some(token);
            }

            #[zbus(property(emits_changed_signal = "const"))]
            fn category(&self) -> &'static str {
                "ApplicationStatus"
            }

            #[zbus(property(emits_changed_signal = "const"))]
            fn id(&self) -> &'static str {
                "latchet"
            }

            #[zbus(property(emits_changed_signal = "const"))]
            fn title(&self) -> String {
                self.0.now().title.clone()
            }

            #[zbus(property(emits_changed_signal = "false"))]
            fn status(&self) -> &'static str {
                status(&self.0.now().picture)
            }

            #[zbus(property(emits_changed_signal = "const"))]
            fn window_id(&self) -> i32 {
                0
            }

            #[zbus(property(emits_changed_signal = "const"))]
            fn icon_theme_path(&self) -> &'static str {
                ""
            }

            #[zbus(property(emits_changed_signal = "const"))]
            fn menu(&self) -> ObjectPath<'_> {
                ObjectPath::from_static_str_unchecked(dbusmenu::PATH)
            }

            #[zbus(property(emits_changed_signal = "const"))]
            fn item_is_menu(&self) -> bool {
                $is_menu
            }

            #[zbus(property(emits_changed_signal = "const"))]
            fn icon_name(&self) -> &'static str {
                ""
            }

            #[zbus(property(emits_changed_signal = "false"))]
            fn icon_pixmap(&self) -> Vec<Pixmap> {
                self.0.now().pixmaps.clone()
            }

            #[zbus(property(emits_changed_signal = "false"))]
            fn icon_accessible_desc(&self) -> String {
                spoken(&self.0.now())
            }

            #[zbus(property(emits_changed_signal = "const"))]
            fn overlay_icon_name(&self) -> &'static str {
                ""
            }

            #[zbus(property(emits_changed_signal = "const"))]
            fn overlay_icon_pixmap(&self) -> Vec<Pixmap> {
                Vec::new()
            }

            #[zbus(property(emits_changed_signal = "const"))]
            fn attention_icon_name(&self) -> &'static str {
                ""
            }

            #[zbus(property(emits_changed_signal = "false"))]
            fn attention_icon_pixmap(&self) -> Vec<Pixmap> {
                let now = self.0.now();
                if now.picture.icon.look == Look::NeedsYou { now.pixmaps.clone() } else { Vec::new() }
            }

            #[zbus(property(emits_changed_signal = "false"))]
            fn attention_accessible_desc(&self) -> String {
                spoken(&self.0.now())
            }

            #[zbus(property(emits_changed_signal = "const"))]
            fn attention_movie_name(&self) -> &'static str {
                ""
            }

            #[zbus(property(emits_changed_signal = "false"))]
            fn tool_tip(&self) -> ToolTip {
                let now = self.0.now();
                (String::new(), Vec::new(), now.title.clone(), plain(&now.picture.tooltip))
            }

            #[zbus(signal)]
            async fn new_icon(emitter: &SignalEmitter<'_>) -> zbus::Result<()>;

            #[zbus(signal)]
            async fn new_attention_icon(emitter: &SignalEmitter<'_>) -> zbus::Result<()>;

            #[zbus(signal)]
            async fn new_tool_tip(emitter: &SignalEmitter<'_>) -> zbus::Result<()>;

            #[zbus(signal)]
            async fn new_status(emitter: &SignalEmitter<'_>, status: &str) -> zbus::Result<()>;
        }

        impl $item {
            /// Tells panels to read what is other.
            pub(super) async fn tell(
                emitter: &SignalEmitter<'_>,
                before: &Picture,
                after: &Picture,
            ) -> zbus::Result<()> {
                let other_words = before.tooltip != after.tooltip;
                // The words for those who can't see the icon come with it.
                if before.icon != after.icon || other_words {
                    Self::new_icon(emitter).await?;
                }
                // Before its status, so that no panel asks for attention with nothing to show.
                let other_status = status(before) != status(after);
                if other_status {
                    Self::new_attention_icon(emitter).await?;
                    Self::new_status(emitter, status(after)).await?;
                }
                // What a click does has no signal. Panels that read all anew after any see it.
                if other_words || before.left_click != after.left_click {
                    Self::new_tool_tip(emitter).await?;
                }
                Ok(())
            }
        }
    };
}

item!(MenuItem, is_menu: true, {});

item!(StartItem, is_menu: false, {
    fn activate(&self, _x: i32, _y: i32) {
        self.0.choose(Action::Start(Wish::Default));
    }
});

/// Panels that hide icons show one that needs somebody.
pub(super) fn status(picture: &Picture) -> &'static str {
    if picture.icon.look == Look::NeedsYou { "NeedsAttention" } else { "Active" }
}

/// What a screen reader says.
fn spoken(now: &Now) -> String {
    let lines = std::iter::once(&*now.title).chain(now.picture.tooltip.lines());
    lines.collect::<Vec<_>>().join(", ")
}

/// Some panels take it for markup and some don't, so nothing in it looks like that.
fn plain(text: &str) -> String {
    text.replace('<', "‹").replace('>', "›")
}

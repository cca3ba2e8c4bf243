//! Windows and macOS: the system's own tray, on an event loop without a web view.
//!
//! One loop, one icon, one menu that is changed in place. The loop waits for events and for nothing
//! else; what takes time happens elsewhere and comes back as an event.

use std::path::Path;
use std::sync::Arc;

use global_hotkey::GlobalHotKeyEvent;
use latchet_core::claim::{TRAY, claim};
use latchet_core::texts::Texts;
use tray_icon::menu::{Menu, MenuEvent, MenuId, MenuItem, PredefinedMenuItem, Submenu};
use tray_icon::{Icon, MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent};
use winit::application::ApplicationHandler;
use winit::event::WindowEvent;
use winit::event_loop::{ActiveEventLoop, ControlFlow, EventLoopProxy};
use winit::window::WindowId;

use self::keys::Keys;
use super::event::Event;
use super::notify::Note;
use super::picture::{Action, Item, LeftClick, Picture, Row, Wish};
use super::watch::Sign;
use super::{Resident, Setting, Todo, action, notify, picture, say};

mod keys;

#[cfg_attr(target_os = "macos", path = "macos.rs")]
#[cfg_attr(windows, path = "windows.rs")]
mod os;

/// Nothing tells one program of the other here.
pub(super) fn hide(_: &Path, texts: &Texts) -> Result<(), String> {
    Err(texts.say("tray-hide-by-keys"))
}

/// Runs until it is told to end.
#[expect(clippy::needless_pass_by_value, reason = "on Linux it is kept")]
pub(super) fn run(setting: Setting) -> Result<(), String> {
    let failed = |error: &dyn ToString| {
        setting.texts.say_with("tray-failed", &[("reason", error.to_string().into())])
    };
    let folder = setting.environment.folder();
    if !claim(&folder, TRAY).map_err(|error| failed(&error))? {
        say(&setting.texts.say("tray-handed-over"));
        if let Err(why) = setting.open_instead() {
            say(&why);
        }
        return Ok(());
    }
    let event_loop = os::event_loop().map_err(|error| failed(&error))?;
    event_loop.set_control_flow(ControlFlow::Wait);
    let proxy = event_loop.create_proxy();
    listen(&proxy);
    quit_on_ctrl_c(proxy.clone());
    let buttons = proxy.clone();
    let send = Arc::new(move |event| {
        // Once the loop is ending nobody listens any more.
        drop(proxy.send_event(Heard::Event(event)));
    });
    let resident = Resident::new(&setting, send);
    let title = setting.texts.say("tray-title");
    let keys = Keys::default();
    let mut tray = Tray { title, proxy: buttons, resident, keys, drawn: None, failed: None };
    event_loop.run_app(&mut tray).map_err(|error| failed(&error))?;
    match tray.failed {
        Some(error) => Err(failed(&error)),
        None => Ok(()),
    }
}

/// What the loop hears of.
#[expect(clippy::large_enum_variant, reason = "few are under way at a time")]
enum Heard {
    /// From the work under way, or from the system.
    Event(Event),
    /// A row was chosen.
    Menu(MenuEvent),
    /// Something was done with the icon.
    Icon(TrayIconEvent),
    /// Keys were pressed or released.
    Keys(GlobalHotKeyEvent),
}

/// The system's events, into the loop.
fn listen(proxy: &EventLoopProxy<Heard>) {
    let menu = proxy.clone();
    MenuEvent::set_event_handler(Some(move |event| drop(menu.send_event(Heard::Menu(event)))));
    let icon = proxy.clone();
    TrayIconEvent::set_event_handler(Some(move |event| drop(icon.send_event(Heard::Icon(event)))));
    let keys = proxy.clone();
    let pressed = move |event| drop(keys.send_event(Heard::Keys(event)));
    GlobalHotKeyEvent::set_event_handler(Some(pressed));
}

/// Pointing at the icon comes before its menu: the time to look. The middle button starts, and the
/// left one where the user wants it.
fn meant(event: &TrayIconEvent, left_click: LeftClick) -> Option<Event> {
    let start = Event::Chosen { action: Action::Start(Wish::Default), activation: None };
    match event {
        TrayIconEvent::Enter { .. } => Some(Event::MenuOpens),
        TrayIconEvent::Click { button, button_state: MouseButtonState::Up, .. } => match button {
            MouseButton::Middle => Some(start),
            MouseButton::Left if left_click == LeftClick::Start => Some(start),
            MouseButton::Left | MouseButton::Right => None,
        },
        _ => None,
    }
}

fn quit_on_ctrl_c(proxy: EventLoopProxy<Heard>) {
    // Without the thread Ctrl-C ends the program at once; the journal tells what was going on.
    let _ = std::thread::Builder::new().name("ctrl-c".to_owned()).spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let Ok(runtime) = runtime else { return };
        while runtime.block_on(tokio::signal::ctrl_c()).is_ok() {
            drop(proxy.send_event(Heard::Event(Event::Quit)));
        }
    });
}

struct Tray {
    title: String,
    proxy: EventLoopProxy<Heard>,
    resident: Resident,
    keys: Keys,
    drawn: Option<Drawn>,
    failed: Option<String>,
}

/// What is on the screen.
struct Drawn {
    icon: TrayIcon,
    menu: Menu,
    rows: Vec<DrawnRow>,
    picture: Picture,
}

enum DrawnRow {
    Item(MenuItem),
    Submenu(Submenu, Vec<MenuItem>),
    Separator(PredefinedMenuItem),
}

impl ApplicationHandler<Heard> for Tray {
    fn resumed(&mut self, event_loop: &ActiveEventLoop) {
        if self.drawn.is_some() {
            return;
        }
        match Drawn::new(&self.title, self.resident.picture()) {
            Ok(drawn) => {
                self.drawn = Some(drawn);
                self.hear(Event::Began, event_loop);
                // What earlier programs have left is seen to at once.
                self.hear(Event::Sign(Sign::Journal), event_loop);
            }
            Err(error) => {
                self.failed = Some(error);
                event_loop.exit();
            }
        }
    }

    fn user_event(&mut self, event_loop: &ActiveEventLoop, heard: Heard) {
        match heard {
            Heard::Event(event) => self.hear(event, event_loop),
            Heard::Icon(event) => {
                if let Some(event) = meant(&event, self.resident.picture().left_click) {
                    self.hear(event, event_loop);
                }
            }
            Heard::Keys(event) => {
                if let Some(deed) = self.keys.pressed(event) {
                    let chosen = Event::Chosen { action: action(deed), activation: None };
                    self.hear(chosen, event_loop);
                }
            }
            Heard::Menu(chosen) => {
                let action = self.drawn.as_ref().and_then(|drawn| drawn.action(&chosen.id));
                if let Some(action) = action {
                    self.hear(Event::Chosen { action, activation: None }, event_loop);
                }
            }
        }
    }

    fn window_event(&mut self, _: &ActiveEventLoop, _: WindowId, _: WindowEvent) {}
}

impl Tray {
    fn hear(&mut self, event: Event, event_loop: &ActiveEventLoop) {
        let Todo { draw, bind, hide, notes, exit } = self.resident.on(event);
        if let (Some(picture), Some(drawn)) = (draw, &mut self.drawn)
            && let Err(error) = drawn.show(&self.title, &picture)
        {
            say(&error);
        }
        for (chord, why) in bind.map(|wanted| self.keys.bind(&wanted)).unwrap_or_default() {
            let texts = &self.resident.worker.texts;
            let told = texts.say_with(why, &[("keys", chord.to_string().into())]);
            drop(self.proxy.send_event(Heard::Event(Event::Heard(Note::plain(told)))));
        }
        if hide {
            super::window::close();
            notify::withdraw();
        }
        for note in notes {
            let proxy = self.proxy.clone();
            let pressed = move |action| {
                let chosen = Event::Chosen { action, activation: None };
                drop(proxy.send_event(Heard::Event(chosen)));
            };
            if let Err(why) = notify::show(&self.title, &note, pressed) {
                say(&format!("{} ({why})", note.body));
            }
        }
        if exit {
            event_loop.exit();
        }
    }
}

impl Drawn {
    fn new(title: &str, picture: &Picture) -> Result<Self, String> {
        let menu = Menu::new();
        let rows = picture.menu.iter().map(drawn).collect::<Result<Vec<_>, _>>()?;
        let builder = TrayIconBuilder::new()
            .with_menu(Box::new(menu.clone()))
            .with_menu_on_left_click(picture.left_click == LeftClick::Menu)
            .with_tooltip(tooltip(title, picture));
        let icon = os::with_icon(builder, image(picture.icon)?)
            .build()
            .map_err(|error| error.to_string())?;
        let drawn = Self { icon, menu, rows, picture: picture.clone() };
        drawn.lay_out()?;
        Ok(drawn)
    }

    /// What a row that was chosen does.
    fn action(&self, id: &MenuId) -> Option<Action> {
        let of = |row: &Item, item: &MenuItem| {
            if item.id() == id { row.action.clone() } else { None }
        };
        self.picture.menu.iter().zip(&self.rows).find_map(|(row, drawn)| match (row, drawn) {
            (Row::Item(row), DrawnRow::Item(item)) => of(row, item),
            (Row::Submenu(row), DrawnRow::Submenu(_, items)) => {
                row.items.iter().zip(items).find_map(|(row, item)| of(row, item))
            }
            _ => None,
        })
    }

    fn show(&mut self, title: &str, picture: &Picture) -> Result<(), String> {
        if picture.icon != self.picture.icon {
            let set = os::set_icon(&self.icon, image(picture.icon)?);
            set.map_err(|error| error.to_string())?;
        }
        self.icon.set_show_menu_on_left_click(picture.left_click == LeftClick::Menu);
        let set = self.icon.set_tooltip(Some(tooltip(title, picture)));
        set.map_err(|error| error.to_string())?;
        for (row, drawn) in picture.menu.iter().zip(&mut self.rows) {
            match (row, drawn) {
                (Row::Item(row), DrawnRow::Item(item)) => write(row, item),
                (Row::Submenu(row), DrawnRow::Submenu(menu, items)) => {
                    menu.set_text(row.label.marked('&'));
                    menu.set_enabled(row.enabled);
                    while items.len() > row.items.len() {
                        items.pop();
                        menu.remove_at(items.len());
                    }
                    for (row, item) in row.items.iter().zip(&*items) {
                        write(row, item);
                    }
                    for row in &row.items[items.len()..] {
                        let item = drawn_item(row);
                        menu.append(&item).map_err(|error| error.to_string())?;
                        items.push(item);
                    }
                }
                _ => {}
            }
        }
        self.picture = picture.clone();
        self.lay_out()
    }

    /// Rows can't be hidden there, so those that are not shown are taken out.
    fn lay_out(&self) -> Result<(), String> {
        while self.menu.remove_at(0).is_some() {}
        for (row, drawn) in self.picture.menu.iter().zip(&self.rows) {
            let appended = match (row, drawn) {
                (row, _) if !row.is_shown() => continue,
                (_, DrawnRow::Item(item)) => self.menu.append(item),
                (_, DrawnRow::Submenu(submenu, _)) => self.menu.append(submenu),
                (_, DrawnRow::Separator(line)) => self.menu.append(line),
            };
            appended.map_err(|error| error.to_string())?;
        }
        Ok(())
    }
}

fn drawn(row: &Row) -> Result<DrawnRow, String> {
    Ok(match row {
        Row::Separator { .. } => DrawnRow::Separator(PredefinedMenuItem::separator()),
        Row::Item(row) => DrawnRow::Item(drawn_item(row)),
        Row::Submenu(row) => {
            let menu = Submenu::new(row.label.marked('&'), row.enabled);
            let items: Vec<_> = row.items.iter().map(drawn_item).collect();
            for item in &items {
                menu.append(item).map_err(|error| error.to_string())?;
            }
            DrawnRow::Submenu(menu, items)
        }
    })
}

fn drawn_item(row: &Item) -> MenuItem {
    MenuItem::new(row.label.marked('&'), row.enabled && row.action.is_some(), None)
}

fn write(row: &Item, item: &MenuItem) {
    item.set_text(row.label.marked('&'));
    item.set_enabled(row.enabled && row.action.is_some());
}

fn tooltip(title: &str, picture: &Picture) -> String {
    if picture.tooltip.is_empty() {
        return title.to_owned();
    }
    format!("{title}: {}", picture.tooltip)
}

fn image(shown: picture::Icon) -> Result<Icon, String> {
    let pixels = os::pixels(shown, os::SIZE);
    let rgba = pixels.into_iter().flat_map(|[a, r, g, b]| [r, g, b, a]).collect();
    Icon::from_rgba(rgba, u32::from(os::SIZE), u32::from(os::SIZE))
        .map_err(|error| error.to_string())
}

//! A desktop of its own for one test: a display, a home, a session bus and perhaps a keyring.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::ground::Ground;
use crate::keyring::Keyring;
use crate::page::Page;
use crate::program::Call;
use crate::screen::Screen;
use crate::webdriver::{WebDriver, await_some};
use crate::x11::{Closed, close, shown};

/// The desktop's colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Theme {
    Light,
    Dark,
    /// GNOME's high contrast, which `WebKitGTK` takes for light whatever its ground is.
    Contrast,
}

impl Theme {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Contrast => "contrast",
        }
    }

    fn gtk(self) -> &'static str {
        match self {
            Self::Light => "Adwaita",
            Self::Dark => "Adwaita:dark",
            Self::Contrast => "HighContrast",
        }
    }
}

fn strace(calls: &str, trace: &Path) -> String {
    format!(
        "strace --follow-forks --seccomp-bpf --quiet=all --strings-in-hex=all --no-abbrev \
         --string-limit=65536 --trace='{calls}' --output='{}'",
        trace.display()
    )
}

/// All of it is gone when this goes.
pub(crate) struct Desktop {
    screen: Screen,
    keyring: Option<Keyring>,
    server: String,
    theme: Theme,
    is_read_aloud: bool,
    /// The program that is tested.
    window: PathBuf,
    beside: Option<TempDir>,
    home: PathBuf,
    latchet_home: PathBuf,
    runtime: PathBuf,
    // Last, so that it goes last.
    _ground: Ground,
}

impl Desktop {
    /// Without a session bus, and so without a credential store.
    pub(crate) fn without_bus(server: &str) -> Self {
        let ground = Ground::new();
        Self {
            screen: Screen::open(),
            keyring: None,
            server: server.to_owned(),
            theme: Theme::Light,
            is_read_aloud: false,
            window: PathBuf::from(env!("CARGO_BIN_EXE_latchet-window")),
            beside: None,
            home: ground.folder("home"),
            latchet_home: ground.folder("latchet"),
            runtime: ground.folder("run"),
            _ground: ground,
        }
    }

    /// With an unlocked keyring in which nothing is saved.
    pub(crate) fn with_keyring(server: &str) -> Self {
        let mut desktop = Self::without_bus(server);
        let mut keyring = Keyring::bus_only(&desktop.home, &desktop.runtime);
        keyring.unlock();
        desktop.keyring = Some(keyring);
        desktop
    }

    /// With a token saved.
    pub(crate) fn with_token(server: &str, token: &str) -> Self {
        let desktop = Self::with_keyring(server);
        desktop.call(&["token", "set"]).input(token).run().expect_status(0);
        desktop
    }

    /// The command line's program, to be run here.
    pub(crate) fn call(&self, arguments: &[&str]) -> Call {
        let mut command = Command::new(env!("CARGO_BIN_EXE_latchet"));
        command.args(arguments);
        self.dress(&mut command);
        Call::new(command)
    }

    /// The user's home.
    pub(crate) fn home(&self) -> &Path {
        &self.home
    }

    /// The journal of the one service.
    pub(crate) fn journal(&self) -> PathBuf {
        let services = fs::read_dir(self.latchet_home.join("services")).unwrap();
        let service = services.map(|entry| entry.unwrap().path()).next().expect("a service");
        service.join("journal.sqlite")
    }

    /// Puts this in the place of the settings' file.
    pub(crate) fn write_settings(&self, text: &str) {
        fs::write(self.latchet_home.join("settings.toml"), text).unwrap();
    }

    /// Without a resident program that would see to what is not settled before the test does.
    pub(crate) fn without_tray(self) -> Self {
        self.call(&["settings", "set", "tray", "off"]).run().expect_status(0);
        self
    }

    /// With a window beside which there is a program that only notes how it is started.
    pub(crate) fn noting_starts(mut self) -> Self {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let [window, other] = ["latchet-window", "latchet"].map(|name| folder.path().join(name));
        fs::hard_link(&self.window, &window).unwrap();
        let notes = self.latchet_home.join("started");
        fs::write(&other, format!("#!/bin/sh\necho \"$@\" >> '{}'\n", notes.display())).unwrap();
        fs::set_permissions(&other, fs::Permissions::from_mode(0o700)).unwrap();
        self.window = window;
        self.beside = Some(folder);
        self
    }

    /// With a window that is started with this link.
    pub(crate) fn given(self, link: &str) -> Self {
        self.through(&format!(
            r#"printf %s '{link}' > "$0.link"; exec "$WINDOW" --link < "$0.link""#
        ))
    }

    /// With a window of which every such call of the system is written into this file.
    pub(crate) fn traced(self, calls: &str, trace: &Path) -> Self {
        let strace = strace(calls, trace);
        self.through(&format!(r#"exec {strace} "$WINDOW" "$@""#))
    }

    /// As [`Desktop::traced`], opened by the command line with a link, and with what is its own where
    /// every user has it.
    pub(crate) fn opened_by(self, link: &str, calls: &str, trace: &Path) -> Self {
        let (strace, program) = (strace(calls, trace), env!("CARGO_BIN_EXE_latchet"));
        self.through(&format!("unset LATCHET_HOME; exec {strace} '{program}' open '{link}'"))
    }

    /// With a window that this line of a shell starts.
    fn through(mut self, line: &str) -> Self {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let script = folder.path().join("open");
        let window = self.window.display();
        fs::write(&script, format!("#!/bin/sh\nWINDOW='{window}'\n{line}\n")).unwrap();
        fs::set_permissions(&script, fs::Permissions::from_mode(0o700)).unwrap();
        self.window = script;
        self.beside = Some(folder);
        self
    }

    /// Every file that was written here.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        let mut folders = vec![self.latchet_home.clone(), self.home.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap();
                if entry.file_type().unwrap().is_dir() {
                    folders.push(entry.path());
                } else if entry.file_type().unwrap().is_file() {
                    files.push(entry.path());
                }
            }
        }
        files
    }

    /// How the program beside the window was started, a line each.
    pub(crate) fn noted(&self) -> Vec<String> {
        let notes = fs::read_to_string(self.latchet_home.join("started")).unwrap_or_default();
        notes.lines().map(str::to_owned).collect()
    }

    /// As [`Desktop::noted`], once there are so many.
    #[track_caller]
    pub(crate) fn await_noted(&self, count: usize) -> Vec<String> {
        await_some("start of the program beside the window", || {
            Some(self.noted()).filter(|noted| noted.len() >= count)
        })
    }

    /// Closes the window as a window manager does.
    pub(crate) fn close(&self) -> Closed {
        close(self.screen.name())
    }

    /// The process of the window that is shown.
    pub(crate) fn shown(&self) -> Option<Closed> {
        shown(self.screen.name())
    }

    /// With programs that tell screen readers what they show.
    pub(crate) fn read_aloud(mut self) -> Self {
        self.is_read_aloud = true;
        self
    }

    pub(crate) fn themed(mut self, theme: Theme) -> Self {
        self.theme = theme;
        self
    }

    /// Where the command line and the window keep what is theirs, and the user's home.
    pub(crate) fn folders(&self) -> [&Path; 2] {
        [&self.latchet_home, &self.home]
    }

    pub(crate) fn keyring(&self) -> &Keyring {
        self.keyring.as_ref().expect("a desktop with a session bus")
    }

    /// Opens the window, and waits until its first questions are answered.
    #[track_caller]
    pub(crate) fn open(&self) -> Page {
        let page = Page::new(WebDriver::open(&self.window, |command| self.dress(command)));
        page.await_true(
            "first answers",
            "const { token } = document.body.dataset;
             const { state } = document.getElementById('running').dataset;
             const sentence = document.getElementById('sentence').textContent;
             return !!token && (token !== 'saved' || !!state) && sentence !== ''",
        );
        page
    }

    /// The program that is tested.
    pub(crate) fn window(&self) -> &Path {
        &self.window
    }

    /// Where programs put what is gone when their user logs out.
    pub(crate) fn runtime(&self) -> &Path {
        &self.runtime
    }

    /// The name of its display.
    pub(crate) fn display(&self) -> &str {
        self.screen.name()
    }

    /// Another program, to be run here.
    pub(crate) fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        self.dress(&mut command);
        command
    }

    fn dress(&self, command: &mut Command) {
        // An address where nothing answers: without any, GTK would start a bus of its own.
        let nowhere = format!("unix:path={}/no-bus", self.runtime.display());
        let bus = self.keyring.as_ref().map_or(nowhere.as_str(), Keyring::address);
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", &self.home)
            .env("XDG_RUNTIME_DIR", &self.runtime)
            .env("DBUS_SESSION_BUS_ADDRESS", bus)
            .env("DISPLAY", self.screen.name())
            .env("GTK_THEME", self.theme.gtk())
            .env("LANG", "C.UTF-8")
            .env("TZ", "UTC")
            .env("LATCHET_HOME", &self.latchet_home)
            .env("LATCHET_SERVER", &self.server);
        if !self.is_read_aloud {
            command.env("NO_AT_BRIDGE", "1");
        }
    }
}

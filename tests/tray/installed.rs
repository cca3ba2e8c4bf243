//! The program as it is installed: in a folder, beside the window. The window is a script here that
//! says what it was started with.

use std::fs;
use std::io::Read as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::rc::Rc;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use crate::program::{Call, Running};
use crate::world::World;

const WINDOW: &str = r#"#!/bin/sh
echo "token=$XDG_ACTIVATION_TOKEN renderer=$WEBKIT_DISABLE_DMABUF_RENDERER" > "${0%/*}/opened"
"#;

const BROWSER: &str = r#"#!/bin/sh
echo "$1" > "${0%/*}/opened"
"#;

/// The program of this build, or another one: a release, for its figures.
fn program() -> PathBuf {
    let other = std::env::var_os(OTHER_PROGRAM).map(PathBuf::from);
    other.unwrap_or_else(|| env!("CARGO_BIN_EXE_latchet").into())
}

/// The variable that names another program to be tested.
pub(crate) const OTHER_PROGRAM: &str = "LATCHET_PROGRAM";

/// The folder that holds both programs.
pub(crate) struct Installed {
    folder: Rc<TempDir>,
}

impl Installed {
    pub(crate) fn without_window() -> Self {
        // On the file system of the build, so that the program is linked and not copied.
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        fs::hard_link(program(), folder.path().join("latchet")).unwrap();
        Self { folder: Rc::new(folder) }
    }

    pub(crate) fn with_window() -> Self {
        let installed = Self::without_window();
        let window = installed.path("latchet-window");
        fs::write(&window, WINDOW).unwrap();
        fs::set_permissions(&window, fs::Permissions::from_mode(0o755)).unwrap();
        let made = Command::new("mkfifo").arg(installed.path("opened")).status().unwrap();
        assert!(made.success());
        installed
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A call of the installed program.
    pub(crate) fn latchet(&self, world: &World, arguments: &[&str]) -> Call {
        let program = self.path("latchet");
        world
            .latchet_in_shell(r#"shift; exec "$INSTALLED" "$@""#, arguments)
            .env("INSTALLED", program.to_str().unwrap())
    }

    /// The tray, running until the test ends. Its one-click starts go out at once.
    pub(crate) fn tray(&self, world: &World, arguments: &[&str]) -> Tray {
        self.tray_with_grace(world, "0", arguments)
    }

    /// The tray, whose one-click starts can be taken back for so many seconds.
    pub(crate) fn tray_with_grace(&self, world: &World, seconds: &str, arguments: &[&str]) -> Tray {
        world.latchet(&["settings", "set", "grace", seconds]).run().expect_status(0);
        let arguments: Vec<&str> = ["tray"].iter().chain(arguments).copied().collect();
        let running = Some(self.latchet(world, &arguments).spawn());
        Tray { running, _folder: Rc::clone(&self.folder) }
    }

    /// The tray, with more in its environment.
    pub(crate) fn tray_with(
        &self,
        world: &World,
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Tray {
        world.latchet(&["settings", "set", "grace", "0"]).run().expect_status(0);
        let arguments: Vec<&str> = ["tray"].iter().chain(arguments).copied().collect();
        let mut call = self.latchet(world, &arguments);
        for (name, value) in variables {
            call = call.env(name, value);
        }
        Tray { running: Some(call.spawn()), _folder: Rc::clone(&self.folder) }
    }

    /// A browser, of which is heard what it opens.
    pub(crate) fn browser(&self) -> Browser {
        let folder = self.path("browser");
        fs::create_dir(&folder).unwrap();
        let program = folder.join("xdg-open");
        fs::write(&program, BROWSER).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        let made = Command::new("mkfifo").arg(folder.join("opened")).status().unwrap();
        assert!(made.success());
        Browser(folder)
    }

    /// Listens for the window.
    pub(crate) fn window(&self) -> Window {
        let (opened, receiver) = channel();
        let path = self.path("opened");
        thread::spawn(move || {
            loop {
                let Ok(text) = read(&path) else { return };
                if opened.send(text).is_err() {
                    return;
                }
            }
        });
        Window(receiver)
    }
}

fn read(path: &Path) -> std::io::Result<String> {
    let mut text = String::new();
    fs::File::open(path)?.read_to_string(&mut text)?;
    Ok(text)
}

/// A browser, of which is heard what it opens.
pub(crate) struct Browser(PathBuf);

impl Browser {
    /// The path on which it is found.
    pub(crate) fn path(&self) -> String {
        format!("{}:{}", self.0.display(), std::env::var("PATH").unwrap())
    }

    /// Waits for the address that it is to open.
    pub(crate) fn opened(&self) -> String {
        let (done, opened) = channel();
        let path = self.0.join("opened");
        thread::spawn(move || done.send(read(&path)));
        opened.recv_timeout(Duration::from_secs(20)).expect("the browser is opened").unwrap()
    }
}

/// What is heard of the window.
pub(crate) struct Window(Receiver<String>);

impl Window {
    /// Waits until it is opened; returns what it was started with.
    pub(crate) fn opened(&self) -> String {
        self.0.recv_timeout(Duration::from_secs(20)).expect("the window is opened")
    }

    /// Is it opened soon?
    pub(crate) fn opens_soon(&self) -> bool {
        self.0.recv_timeout(Duration::from_millis(200)).is_ok()
    }

    /// It was not opened, by now.
    pub(crate) fn expect_none(&self) {
        assert_eq!(self.0.try_recv().ok(), None, "no window was wanted");
    }
}

/// A running tray, ended with the test.
pub(crate) struct Tray {
    running: Option<Running>,
    _folder: Rc<TempDir>,
}

impl Tray {
    pub(crate) fn running(&self) -> &Running {
        self.running.as_ref().unwrap()
    }

    pub(crate) fn into_running(mut self) -> Running {
        self.running.take().unwrap()
    }
}

impl Drop for Tray {
    fn drop(&mut self) {
        if let Some(running) = self.running.take() {
            let pid = running.pid().to_string();
            // It may have ended by itself.
            let mut kill = Command::new("kill");
            let _ = kill.args(["-KILL", &pid]).stderr(Stdio::null()).status();
            running.wait();
        }
    }
}

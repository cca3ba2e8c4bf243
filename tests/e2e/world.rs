//! A machine of its own for one test.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::ground::Ground;
use crate::keyring::Keyring;
use crate::program::Call;

/// A home, a data folder and perhaps a session bus with a keyring; all gone when this goes.
pub(crate) struct World {
    keyring: Option<Keyring>,
    bus: Option<String>,
    program: PathBuf,
    server: String,
    home: PathBuf,
    latchet_home: PathBuf,
    runtime: PathBuf,
    // Last, so that it goes last.
    _ground: Ground,
}

impl World {
    /// Without a session bus, as over SSH or in a container.
    pub(crate) fn headless(server: &str) -> Self {
        let ground = Ground::new();
        Self {
            keyring: None,
            bus: None,
            program: env!("CARGO_BIN_EXE_latchet").into(),
            server: server.to_owned(),
            home: ground.folder("home"),
            latchet_home: ground.folder("latchet"),
            runtime: ground.folder("run"),
            _ground: ground,
        }
    }

    /// With a session bus on which nothing answers.
    pub(crate) fn with_bus(server: &str) -> Self {
        let mut world = Self::headless(server);
        let keyring = Keyring::bus_only(&world.home, &world.runtime);
        world.bus = Some(keyring.address().to_owned());
        world.keyring = Some(keyring);
        world
    }

    /// As [`World::with_bus`], in a sandbox that lets nobody own this name on the bus.
    pub(crate) fn without_name(name: &str, server: &str) -> Self {
        let mut world = Self::headless(server);
        let keyring = Keyring::bus_without(name, &world.home, &world.runtime);
        world.bus = Some(keyring.address().to_owned());
        world.keyring = Some(keyring);
        world
    }

    /// On the session bus at this address, with whatever credential store that has. Tokens are filed
    /// under their server, so that worlds with servers of their own do not meet there.
    pub(crate) fn on_bus(address: &str, server: &str) -> Self {
        Self { bus: Some(address.to_owned()), ..Self::headless(server) }
    }

    /// Runs the program under this name of it.
    pub(crate) fn running(self, program: &Path) -> Self {
        Self { program: program.to_owned(), ..self }
    }

    /// With a session bus and an unlocked keyring.
    pub(crate) fn with_keyring(server: &str) -> Self {
        let mut world = Self::with_bus(server);
        world.keyring().unlock();
        world
    }

    /// As [`World::with_keyring`], with a token saved in it.
    pub(crate) fn with_token(server: &str, token: &str) -> Self {
        let world = Self::with_keyring(server);
        world.latchet(&["token", "set"]).input(token).run().expect_status(0);
        world
    }

    /// The service is at this address from now on.
    pub(crate) fn serve(&mut self, server: &str) {
        server.clone_into(&mut self.server);
    }

    pub(crate) fn keyring(&mut self) -> &mut Keyring {
        self.keyring.as_mut().expect("a world with a session bus")
    }

    /// The program in this world, and nothing else of the environment that runs the tests.
    pub(crate) fn latchet(&self, arguments: &[&str]) -> Call {
        let mut command = Command::new(&self.program);
        command.args(arguments);
        self.dress(&mut command);
        Call::new(command)
    }

    /// The same program through a shell line, in which `"$@"` stands for it and its arguments.
    pub(crate) fn latchet_in_shell(&self, line: &str, arguments: &[&str]) -> Call {
        let mut command = Command::new("sh");
        command.args(["-c", line, "sh"]).arg(&self.program).args(arguments);
        self.dress(&mut command);
        Call::new(command)
    }

    fn dress(&self, command: &mut Command) {
        command
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", &self.home)
            .env("XDG_RUNTIME_DIR", &self.runtime)
            .env("LANG", "C.UTF-8")
            .env("TZ", "UTC")
            .env("LATCHET_HOME", &self.latchet_home)
            .env("LATCHET_SERVER", &self.server);
        if let Some(bus) = &self.bus {
            command.env("DBUS_SESSION_BUS_ADDRESS", bus);
        }
    }

    pub(crate) fn home(&self) -> &Path {
        &self.home
    }

    pub(crate) fn latchet_home(&self) -> &Path {
        &self.latchet_home
    }

    /// Everything that lies under the home and the data folder.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        let mut folders = vec![self.latchet_home.clone(), self.home.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap();
                if entry.file_type().unwrap().is_dir() {
                    folders.push(entry.path());
                } else {
                    files.push(entry.path());
                }
            }
        }
        files
    }
}

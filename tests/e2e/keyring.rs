//! A private session bus, and on it a real gnome-keyring that can be locked, frozen and restarted.

use std::collections::HashMap;
use std::fs;
use std::future::poll_fn;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use zbus::export::futures_core::Stream as _;
use zbus::fdo::DBusProxy;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Value};
use zbus::{Connection, connection};

use crate::program::signal;

const NAME: &str = "org.freedesktop.secrets";
const PATH: &str = "/org/freedesktop/secrets";
const SERVICE: &str = "org.freedesktop.Secret.Service";
const ITEM: &str = "org.freedesktop.Secret.Item";
const READY: Duration = Duration::from_secs(20);

/// As `OpenSession` and `GetSecrets` have it: session, parameters, value, content type.
type Secret = (OwnedObjectPath, Vec<u8>, Vec<u8>, String);

/// The bus, and the daemon when one runs.
pub(crate) struct Keyring {
    bus: Child,
    daemon: Option<Child>,
    address: String,
    home: PathBuf,
    runtime: PathBuf,
}

impl Keyring {
    /// A bus that activates nothing by itself.
    pub(crate) fn bus_only(home: &Path, runtime: &Path) -> Self {
        Self::bus(home, runtime, "")
    }

    /// The same, on which nobody may own this name, as in a sandbox.
    pub(crate) fn bus_without(name: &str, home: &Path, runtime: &Path) -> Self {
        Self::bus(home, runtime, &format!(r#"<deny own="{name}"/>"#))
    }

    fn bus(home: &Path, runtime: &Path, policy: &str) -> Self {
        let configuration = runtime.join("bus.conf");
        let text = format!(
            r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={}/bus</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
    {policy}
  </policy>
</busconfig>"#,
            runtime.display()
        );
        fs::write(&configuration, text).unwrap();
        let mut bus = tied("dbus-daemon")
            .arg(format!("--config-file={}", configuration.display()))
            .args(["--nofork", "--print-address=1"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon (package dbus)");
        let mut address = String::new();
        BufReader::new(bus.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let address = address.trim().to_owned();
        assert!(!address.is_empty(), "the bus has an address");
        Self { bus, daemon: None, address, home: home.to_owned(), runtime: runtime.to_owned() }
    }

    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Starts the daemon with its log-in keyring open; the first time it is made.
    pub(crate) fn unlock(&mut self) {
        self.start(true);
    }

    /// Starts the daemon on what it kept, locked, with nobody there to ask for the password.
    pub(crate) fn start_locked(&mut self) {
        self.start(false);
    }

    fn start(&mut self, unlocked: bool) {
        // A file that it may not write is no reason for it to be killed.
        let mut command = tied("env");
        command
            .args(["--ignore-signal=XFSZ", "gnome-keyring-daemon"])
            .args(["--foreground", "--components=secrets"])
            .args(unlocked.then_some("--unlock"))
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("HOME", &self.home)
            .env("XDG_RUNTIME_DIR", &self.runtime)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.address)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let daemon = self.owner_changes(true, move || {
            let mut daemon = command.spawn().expect("gnome-keyring-daemon (package gnome-keyring)");
            daemon.stdin.take().unwrap().write_all(b"the test's password").unwrap();
            daemon
        });
        self.daemon = Some(daemon);
    }

    /// Ends the daemon; what it kept stays on the disk.
    pub(crate) fn stop(&mut self) {
        let mut daemon = self.daemon.take().expect("a running daemon");
        self.owner_changes(false, || {
            signal(daemon.id(), "TERM");
            daemon.wait().unwrap();
        });
    }

    /// The daemon stands still: its name is on the bus, and nothing answers.
    pub(crate) fn freeze(&self) {
        let pid = self.daemon.as_ref().expect("a running daemon").id();
        signal(pid, "STOP");
        let state = || {
            let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
            stat.rsplit(") ").next().and_then(|rest| rest.chars().next())
        };
        while state() != Some('T') {
            std::thread::yield_now();
        }
    }

    pub(crate) fn thaw(&self) {
        signal(self.daemon.as_ref().expect("a running daemon").id(), "CONT");
    }

    /// From now on the daemon can write no file, as on a full disk.
    pub(crate) fn fill_disk(&self) {
        let pid = self.daemon.as_ref().expect("a running daemon").id().to_string();
        let set = Command::new("prlimit").args(["--pid", &pid, "--fsize=0"]).status().unwrap();
        assert!(set.success(), "prlimit (package util-linux)");
    }

    /// The daemon is killed; what it kept stays on the disk.
    pub(crate) fn kill(&mut self) {
        let mut daemon = self.daemon.take().expect("a running daemon");
        self.owner_changes(false, || {
            signal(daemon.id(), "KILL");
            daemon.wait().unwrap();
        });
    }

    /// Another program writes this over every secret.
    pub(crate) fn overwrite(&self, secret: &[u8]) {
        self.on_items(&async |bus, item, session| {
            let secret: Secret = (session, Vec::new(), secret.to_vec(), "text/plain".to_owned());
            bus.call_method(Some(NAME), &item, Some(ITEM), "SetSecret", &(secret,)).await.unwrap();
        });
    }

    /// Another program removes every entry.
    pub(crate) fn remove_all(&self) {
        self.on_items(&async |bus, item, _| {
            bus.call_method(Some(NAME), &item, Some(ITEM), "Delete", &()).await.unwrap();
        });
    }

    /// Another program makes a second entry beside each, with the same attributes.
    pub(crate) fn double(&self) {
        self.on_items(&async |bus, item, session| {
            let properties = "org.freedesktop.DBus.Properties";
            let read = bus
                .call_method(Some(NAME), &item, Some(properties), "Get", &(ITEM, "Attributes"))
                .await
                .unwrap();
            let attributes: OwnedValue = read.body().deserialize().unwrap();
            let label = Value::from("Another");
            let given = HashMap::from([
                ("org.freedesktop.Secret.Item.Label", &label),
                ("org.freedesktop.Secret.Item.Attributes", &*attributes),
            ]);
            let secret: Secret =
                (session, Vec::new(), b"another".to_vec(), "text/plain".to_owned());
            let collection = item.as_str().rsplit_once('/').unwrap().0;
            let collection = OwnedObjectPath::try_from(collection).unwrap();
            bus.call_method(
                Some(NAME),
                &collection,
                Some("org.freedesktop.Secret.Collection"),
                "CreateItem",
                &(given, secret, false),
            )
            .await
            .unwrap();
        });
    }

    /// Does something with every entry of every open collection.
    fn on_items(&self, act: &impl AsyncFn(&Connection, OwnedObjectPath, OwnedObjectPath)) {
        self.on_the_bus(async |bus| {
            let (items, session) = open_items(&bus).await;
            for item in items {
                act(&bus, item, session.clone()).await;
            }
        });
    }

    /// Every secret in every open collection.
    pub(crate) fn secrets(&self) -> Vec<Vec<u8>> {
        self.on_the_bus(async |bus| {
            let (items, session) = open_items(&bus).await;
            let secrets = bus
                .call_method(Some(NAME), PATH, Some(SERVICE), "GetSecrets", &(items, session))
                .await
                .unwrap();
            let secrets: HashMap<OwnedObjectPath, Secret> = secrets.body().deserialize().unwrap();
            secrets.into_values().map(|(_, _, value, _)| value).collect()
        })
    }

    /// Does something, and waits until the daemon's name has come or gone by it.
    fn owner_changes<T>(&self, comes: bool, act: impl FnOnce() -> T) -> T {
        self.on_the_bus(async |bus| {
            let proxy = DBusProxy::new(&bus).await.unwrap();
            let mut changes =
                proxy.receive_name_owner_changed_with_args(&[(0, NAME)]).await.unwrap();
            let done = act();
            loop {
                let change = poll_fn(|context| Pin::new(&mut changes).poll_next(context)).await;
                if change.unwrap().args().unwrap().new_owner().is_some() == comes {
                    return done;
                }
            }
        })
    }

    fn on_the_bus<T>(&self, work: impl AsyncFnOnce(Connection) -> T) -> T {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let bus = connection::Builder::address(self.address.as_str()).unwrap().build();
            let all = async { work(bus.await.unwrap()).await };
            tokio::time::timeout(READY, all).await.expect("the keyring answers in time")
        })
    }
}

/// The entries of every open collection, and a session to speak about their secrets in.
async fn open_items(bus: &Connection) -> (Vec<OwnedObjectPath>, OwnedObjectPath) {
    let all: HashMap<String, String> = HashMap::new();
    let found =
        bus.call_method(Some(NAME), PATH, Some(SERVICE), "SearchItems", &(all,)).await.unwrap();
    let (items, locked): (Vec<OwnedObjectPath>, Vec<OwnedObjectPath>) =
        found.body().deserialize().unwrap();
    assert!(locked.is_empty(), "only an open keyring can be looked through");
    let session = bus
        .call_method(Some(NAME), PATH, Some(SERVICE), "OpenSession", &("plain", Value::from("")))
        .await
        .unwrap();
    let (_, session): (OwnedValue, OwnedObjectPath) = session.body().deserialize().unwrap();
    (items, session)
}

/// A daemon that ends with the test, even when the test is killed.
fn tied(program: &str) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "KILL", "--", program]);
    command
}

impl Drop for Keyring {
    fn drop(&mut self) {
        for child in [self.daemon.as_mut(), Some(&mut self.bus)].into_iter().flatten() {
            // Either may have ended by itself.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

//! A private session: a bus, a home, and a keyring daemon that can be frozen and restarted.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const INSIDE: &str = "LATCHET_TEST_INSIDE";
/// No test may take longer.
const LONGEST: Duration = Duration::from_mins(1);

/// Runs `test` in a child process with its own bus and home. Returns at once in the parent's view
/// of the test when the child has passed.
pub(crate) fn session(name: &str, test: impl FnOnce(&Desktop)) {
    if let Some(home) = std::env::var_os(INSIDE) {
        thread::spawn(|| {
            thread::sleep(LONGEST);
            eprintln!("the test hangs");
            std::process::exit(1);
        });
        return test(&Desktop { home: home.into() });
    }
    let home = tempfile::tempdir().unwrap();
    let runtime = home.path().join("run");
    fs::create_dir(&runtime).unwrap();
    let bus = Bus::start(home.path());
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", &format!("scenarios::{name}"), "--nocapture"])
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap())
        .env("RUST_BACKTRACE", "0")
        .env("HOME", home.path())
        .env("XDG_RUNTIME_DIR", &runtime)
        .env("DBUS_SESSION_BUS_ADDRESS", &bus.address)
        .env(INSIDE, home.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{errors}");
    assert!(said.contains("1 passed"), "the child ran no test: {said}{errors}");
    assert!(!errors.contains("cannot drop a runtime"), "{errors}");
    for line in said.lines().filter(|line| line.starts_with("measured: ")) {
        println!("{line}");
    }
}

struct Bus {
    daemon: Child,
    address: String,
}

impl Bus {
    /// Without service files: nothing is started behind the test's back.
    fn start(home: &Path) -> Self {
        let config = home.join("bus.conf");
        fs::write(
            &config,
            format!(
                "<busconfig><type>session</type><listen>unix:path={}</listen>\
                 <auth>EXTERNAL</auth><policy context=\"default\"><allow send_destination=\"*\" \
                 eavesdrop=\"true\"/><allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>",
                home.join("bus").display()
            ),
        )
        .unwrap();
        let mut daemon = Command::new("dbus-daemon")
            .args(["--nofork", "--print-address", "--config-file"])
            .arg(&config)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon is not installed: apt-get install dbus");
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut address).unwrap();
        Self { daemon, address: address.trim().to_owned() }
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}

/// The home that the test runs in.
pub(crate) struct Desktop {
    home: PathBuf,
}

impl Desktop {
    pub(crate) fn home(&self) -> &Path {
        &self.home
    }

    /// A daemon whose login keyring is made, or opened, with the password `pw`.
    pub(crate) fn unlocked(&self) -> Keyring {
        Keyring::start(&self.home, &["--unlock"])
    }

    /// A daemon over what is there, with nothing unlocked.
    pub(crate) fn locked(&self) -> Keyring {
        Keyring::start(&self.home, &[])
    }
}

/// The real daemon.
pub(crate) struct Keyring(Child);

impl Keyring {
    fn start(home: &Path, arguments: &[&str]) -> Self {
        let mut daemon = Command::new("gnome-keyring-daemon")
            .args(["--foreground", "--components=secrets"])
            .args(arguments)
            .env("HOME", home)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("gnome-keyring-daemon is not installed: apt-get install gnome-keyring");
        daemon.stdin.take().unwrap().write_all(b"pw").unwrap();
        let begun = Instant::now();
        while !owned("org.freedesktop.secrets") {
            assert!(begun.elapsed() < Duration::from_secs(20), "the keyring daemon did not start");
            thread::sleep(Duration::from_millis(20));
        }
        Self(daemon)
    }

    pub(crate) fn freeze(&self) {
        signal("-STOP", self.0.id());
    }

    pub(crate) fn thaw(&self) {
        signal("-CONT", self.0.id());
    }

    pub(crate) fn id(&self) -> u32 {
        self.0.id()
    }
}

impl Drop for Keyring {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
        while owned("org.freedesktop.secrets") {
            thread::sleep(Duration::from_millis(10));
        }
    }
}

pub(crate) fn signal(which: &str, process: u32) {
    assert!(Command::new("kill").args([which, &process.to_string()]).status().unwrap().success());
}

fn owned(name: &str) -> bool {
    let output = Command::new("dbus-send")
        .args(["--session", "--print-reply", "--dest=org.freedesktop.DBus"])
        .args(["/org/freedesktop/DBus", "org.freedesktop.DBus.NameHasOwner"])
        .arg(format!("string:{name}"))
        .output()
        .expect("dbus-send is not installed: apt-get install dbus");
    String::from_utf8_lossy(&output.stdout).contains("true")
}

/// What another program finds under the vault's entry.
pub(crate) fn secret_tool(command: &str, extra: &[&str], stdin: &str) -> String {
    let label: &[&str] = if command == "store" { &["--label=x"] } else { &[] };
    let mut child = Command::new("secret-tool")
        .arg(command)
        .args(label)
        .args(["service", "org.latchet.Latchet"])
        .args(["username", "default@https://tracker.example"])
        .args(extra)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("secret-tool is not installed: apt-get install libsecret-tools");
    child.stdin.take().unwrap().write_all(stdin.as_bytes()).unwrap();
    String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
}

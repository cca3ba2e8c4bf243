//! What a Debian or Ubuntu machine must have, and installing what it has not.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Failure;
use crate::steps::quietly;

/// Something that must be there: how to see that it is, and the package that brings it.
pub(crate) struct Need {
    seen: Seen,
    package: &'static str,
    why: &'static str,
}

enum Seen {
    /// By any of these programs.
    Program(&'static [&'static str]),
    /// By a command that succeeds.
    Answer(&'static [&'static str]),
    /// By a package that has no program of its own to look for.
    Package,
}

pub(crate) const COMPILER: Need =
    Need { seen: Seen::Program(&["cc"]), package: "gcc", why: "to compile SQLite and to link" };
pub(crate) const C_LIBRARY: Need =
    Need { seen: Seen::Package, package: "libc6-dev", why: "to compile SQLite and to link" };
pub(crate) const CXX_COMPILER: Need =
    Need { seen: Seen::Program(&["c++"]), package: "g++", why: "to compile libFuzzer" };
pub(crate) const BUS: Need = Need {
    seen: Seen::Program(&["dbus-daemon"]),
    package: "dbus",
    why: "a private session bus for the tests",
};
pub(crate) const BUS_SESSION: Need = Need {
    seen: Seen::Program(&["dbus-run-session"]),
    package: "dbus",
    why: "a private session bus for the tests",
};
pub(crate) const KEYRING: Need = Need {
    seen: Seen::Program(&["gnome-keyring-daemon"]),
    package: "gnome-keyring",
    why: "a credential store",
};
/// A desktop's credential store, whichever it is.
pub(crate) const ANY_STORE: Need = Need {
    seen: Seen::Program(&[
        "gnome-keyring-daemon",
        "kwalletd5",
        "kwalletd6",
        "ksecretd",
        "keepassxc",
    ]),
    package: "gnome-keyring",
    why: "a credential store",
};
pub(crate) const SECRET_TOOL: Need = Need {
    seen: Seen::Program(&["secret-tool"]),
    package: "libsecret-tools",
    why: "a second opinion on what the credential store holds",
};
pub(crate) const ENTRIES: Need = Need {
    seen: Seen::Program(&["gio"]),
    package: "libglib2.0-bin",
    why: "starting desktop entries as a desktop does",
};
pub(crate) const LINKS: Need = Need {
    seen: Seen::Program(&["update-desktop-database"]),
    package: "desktop-file-utils",
    why: "opening links as a desktop does",
};
pub(crate) const PYTHON_VENV: Need = Need {
    seen: Seen::Answer(&["python3", "-c", "import ensurepip, venv"]),
    package: "python3-venv",
    why: "schemathesis",
};
pub(crate) const WEBKIT: Need =
    Need { seen: Seen::Package, package: "libwebkit2gtk-4.1-dev", why: "the window" };
pub(crate) const XDO: Need = Need { seen: Seen::Package, package: "libxdo-dev", why: "the window" };
pub(crate) const WEB_DRIVER: Need = Need {
    seen: Seen::Program(&["WebKitWebDriver"]),
    package: "webkit2gtk-driver",
    why: "driving the window",
};
pub(crate) const DISPLAY: Need =
    Need { seen: Seen::Program(&["Xvfb"]), package: "xvfb", why: "a display for the window" };
pub(crate) const DESKTOP_SETTINGS: Need = Need {
    seen: Seen::Program(&["xsettingsd"]),
    package: "xsettingsd",
    why: "a desktop that says how large text is",
};
pub(crate) const PICTURES: Need = Need {
    seen: Seen::Program(&["import"]),
    package: "imagemagick",
    why: "pictures of the window",
};
pub(crate) const NODE: Need =
    Need { seen: Seen::Program(&["npm"]), package: "npm", why: "what checks the page" };
pub(crate) const TRUST_ROOTS: Need = Need {
    seen: Seen::Package,
    package: "ca-certificates",
    why: "certificates that https is checked against",
};

pub(crate) const IP: Need = Need {
    seen: Seen::Program(&["ip"]),
    package: "iproute2",
    why: "a network that changes, in a namespace of the tests' own",
};

pub(crate) const CURL: Need =
    Need { seen: Seen::Program(&["curl"]), package: "curl", why: "what starts are compared to" };

pub(crate) const INDICATOR: Need = Need {
    seen: Seen::Package,
    package: "libayatana-appindicator3-dev",
    why: "the icon of the blank program that the tray is compared to",
};

pub(crate) const CLOCK: Need = Need {
    seen: Seen::Package,
    package: "libfaketime",
    why: "a clock that is wrong, or later than it is",
};

pub(crate) const DEBOOTSTRAP: Need = Need {
    seen: Seen::Program(&["debootstrap"]),
    package: "debootstrap",
    why: "a bare Debian in a folder",
};
pub(crate) const PYTHON_PIP: Need = Need {
    seen: Seen::Answer(&["python3", "-m", "pip", "--version"]),
    package: "python3-pip",
    why: "a C compiler for macOS objects",
};

/// What packing takes, besides building.
pub(crate) const PACKAGES: [Need; 8] = [
    Need { seen: Seen::Program(&["dpkg-shlibdeps"]), package: "dpkg-dev", why: "the .deb" },
    Need { seen: Seen::Program(&["strip"]), package: "binutils", why: "small programs" },
    Need { seen: Seen::Program(&["xz"]), package: "xz-utils", why: "a small .deb" },
    Need { seen: Seen::Program(&["rpmbuild"]), package: "rpm", why: "the .rpm" },
    Need { seen: Seen::Program(&["lintian"]), package: "lintian", why: "to judge the .deb" },
    Need { seen: Seen::Program(&["appstreamcli"]), package: "appstream", why: "its description" },
    Need {
        seen: Seen::Program(&["desktop-file-validate"]),
        package: "desktop-file-utils",
        why: "the entry in the desktop's menu",
    },
    Need { seen: Seen::Program(&["git"]), package: "git", why: "the moment of the source" },
];

pub(crate) const STRACE: Need = Need {
    seen: Seen::Program(&["strace"]),
    package: "strace",
    why: "to see what the programs touch",
};

/// What the end-to-end tests of the real programs need, without a display.
pub(crate) const END_TO_END: [&Need; 9] =
    [&COMPILER, &C_LIBRARY, &BUS, &BUS_SESSION, &KEYRING, &SECRET_TOOL, &ENTRIES, &LINKS, &STRACE];

/// Installs what is missing, and says what and why first.
pub(crate) fn install(needs: &[&Need]) -> Result<(), Failure> {
    let missing: Vec<&&Need> = needs.iter().filter(|need| !need.is_there()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let mut packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    packages.sort_unstable();
    packages.dedup();
    for need in &missing {
        println!("missing: {} ({})", need.package, need.why);
    }
    let wanted = format!("please install: {}", packages.join(" "));
    if find("apt-get").is_none() {
        return Err(format!("this is no Debian or Ubuntu machine; {wanted}").into());
    }
    let prefix: &[&str] = if is_root() {
        &[]
    } else if find("sudo").is_some() {
        &["sudo"]
    } else {
        return Err(format!("neither root nor sudo; {wanted}").into());
    };
    let apt_get = |arguments: &[&str]| {
        let whole: Vec<&str> =
            [prefix, &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"], arguments].concat();
        let mut command = Command::new(whole[0]);
        command.args(&whole[1..]);
        command
    };
    if !prefix.is_empty() {
        // Asked for here, in the open: the steps below show no output.
        let may = Command::new("sudo").arg("-v").status()?;
        if !may.success() {
            return Err(format!("sudo was not given; {wanted}").into());
        }
    }
    quietly("apt-get update", &mut apt_get(&["update", "-q"]))?;
    let install = [&["install", "-q", "-y", "--no-install-recommends"], &packages[..]].concat();
    quietly(&format!("apt-get install {}", packages.join(" ")), &mut apt_get(&install))
}

impl Need {
    fn is_there(&self) -> bool {
        match self.seen {
            Seen::Program(names) => names.iter().any(|name| find(name).is_some()),
            Seen::Answer(command) => Command::new(command[0])
                .args(&command[1..])
                .stderr(Stdio::null())
                .status()
                .is_ok_and(|status| status.success()),
            // Elsewhere than on Debian there is no way to tell, and nothing to install with.
            Seen::Package => find("dpkg-query").is_none() || is_installed(self.package),
        }
    }
}

fn is_installed(package: &str) -> bool {
    Command::new("dpkg-query")
        .args(["--show", "--showformat=${db:Status-Status}", package])
        .stderr(Stdio::null())
        .output()
        .is_ok_and(|answer| answer.stdout == b"installed")
}

/// A program on `PATH`.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// A display that a window could be shown on.
pub(crate) fn has_display() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"]
        .iter()
        .any(|name| env::var_os(name).is_some_and(|display| !display.is_empty()))
}

/// A session bus that programs started from here would find.
pub(crate) fn has_session_bus() -> bool {
    env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some_and(|address| !address.is_empty())
        || env::var_os("XDG_RUNTIME_DIR")
            .is_some_and(|folder| Path::new(&folder).join("bus").exists())
}

fn is_root() -> bool {
    let uids = |status: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix("Uid:"))?;
        line.split_whitespace().nth(1).map(|effective| effective == "0")
    };
    fs::read_to_string("/proc/self/status").ok().and_then(|status| uids(&status)).unwrap_or(false)
}

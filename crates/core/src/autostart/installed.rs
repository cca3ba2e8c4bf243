//! Which program is started at log-in, and how.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::{env, io};

use super::AutostartError;

/// The tray, without a window.
#[cfg(not(windows))]
pub(super) const ARGUMENTS: &[&str] = &["tray", "--hidden"];
#[cfg(not(windows))]
const NAME: &str = "latchet";

#[cfg(windows)]
pub(super) const ARGUMENTS: &[&str] = &[super::WINDOW_ARGUMENT];
#[cfg(windows)]
const NAME: &str = "latchet-window";

/// What an entry could not carry.
const BINDING: [&str; 3] = ["LATCHET_HOME", "LATCHET_SERVER", "LATCHET_VAULT"];

/// The program that an entry names.
pub(super) fn program() -> Result<PathBuf, AutostartError> {
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
    of(set, &env::current_exe()?, Path::new("/.flatpak-info").exists())
}

fn of(
    set: impl Fn(&str) -> Option<OsString>,
    running: &Path,
    is_flatpak: bool,
) -> Result<PathBuf, AutostartError> {
    if let Some(name) = BINDING.into_iter().find(|name| set(name).is_some()) {
        return Err(AutostartError::Bound(name));
    }
    // A variable may be left from another program that this one was started by.
    let inside = |name: &str| set(name).is_some_and(|folder| running.starts_with(folder));
    if is_flatpak {
        return Err(AutostartError::Sandbox("Flatpak"));
    }
    if inside("SNAP") {
        return Err(AutostartError::Sandbox("Snap"));
    }
    if inside("APPDIR")
        && let Some(image) = set("APPIMAGE")
    {
        // What it is mounted at is another folder each time.
        return Ok(image.into());
    }
    if running.as_os_str().is_empty() {
        return Err(io::Error::from(io::ErrorKind::NotFound).into());
    }
    Ok(running.with_file_name(format!("{NAME}{}", env::consts::EXE_SUFFIX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(set: &[(&str, &str)], running: &str) -> Result<PathBuf, AutostartError> {
        let value = |name: &str| set.iter().find(|(one, _)| *one == name).map(|(_, v)| v.into());
        of(value, Path::new(running), false)
    }

    #[test]
    fn it_is_the_one_beside_the_program_that_runs() {
        let named = named(&[], "/usr/bin/latchet-window").unwrap();
        assert_eq!(named, Path::new("/usr/bin").join(format!("{NAME}{}", env::consts::EXE_SUFFIX)));
    }

    #[test]
    fn what_an_entry_can_not_carry_is_refused() {
        for name in BINDING {
            let refused = named(&[(name, "x")], "/usr/bin/latchet").unwrap_err();
            assert!(matches!(refused, AutostartError::Bound(one) if one == name));
        }
        let refused = of(|_| None, Path::new("/app/bin/latchet"), true).unwrap_err();
        assert!(matches!(refused, AutostartError::Sandbox("Flatpak")));
        let refused = named(&[("SNAP", "/snap/latchet/3")], "/snap/latchet/3/bin/latchet");
        assert!(matches!(refused.unwrap_err(), AutostartError::Sandbox("Snap")));
        let left = named(&[("SNAP", "/snap/code/9")], "/usr/bin/latchet");
        assert!(left.is_ok(), "that is the terminal's");
    }

    #[test]
    fn an_image_is_named_and_not_what_it_is_mounted_at() {
        let image = ("APPIMAGE", "/home/kim/Latchet.AppImage");
        let running = "/tmp/.mount_LatcheA1/usr/bin/latchet";
        let inside = named(&[image, ("APPDIR", "/tmp/.mount_LatcheA1")], running).unwrap();
        assert_eq!(inside, Path::new("/home/kim/Latchet.AppImage"));
        let left = named(&[image, ("APPDIR", "/tmp/.mount_OtherB2")], "/usr/bin/latchet").unwrap();
        assert!(left.starts_with("/usr/bin"), "another image started this program");
    }
}

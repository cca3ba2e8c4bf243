//! How other programs find the window that is open: by its name on the session bus of Linux; by
//! starting it a second time elsewhere.

use std::path::Path;

use crate::home::short_hash;

/// Where the window's object is.
pub const PATH: &str = "/org/latchet/Window";
/// What it can be told: `Raise` brings it to the front, `Close` closes it.
pub const INTERFACE: &str = "org.latchet.Window";

/// The argument with which a second one, on Windows and macOS, closes the first and ends.
pub const CLOSE: &str = "--close";

/// The bus name of the window for this data folder.
pub fn bus_name(folder: &Path) -> String {
    format!("{INTERFACE}.{}", name(folder))
}

/// A data folder, as a name that the session knows it by, the same in each program.
pub fn name(folder: &Path) -> String {
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    format!("at{:016x}", short_hash(folder.as_os_str().as_encoded_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_data_folder_has_its_own_window() {
        let practice =
            bus_name(Path::new("/home/kim/.local/share/latchet/services/127.0.0.1_8080"));
        let service = bus_name(Path::new("/home/kim/.local/share/latchet/services/example.org"));
        assert_ne!(practice, service);
        if cfg!(unix) {
            assert_eq!(bus_name(Path::new("/a")), "org.latchet.Window.at07d66707b49cd92d");
        }
    }
}

//! A data folder, as a name that the session knows it by.

use std::io;
use std::path::Path;

/// The same in every program and every version.
pub(super) fn name(place: &Path) -> String {
    let place = std::path::absolute(place).unwrap_or_else(|_: io::Error| place.to_owned());
    // FNV-1a: short.
    let hash =
        place.as_os_str().as_encoded_bytes().iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        });
    format!("at{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_data_folder_has_its_own_window() {
        let practice = name(Path::new("/home/kim/.local/share/latchet/services/127.0.0.1_8080"));
        let service = name(Path::new("/home/kim/.local/share/latchet/services/example.org"));
        assert_ne!(practice, service);
        assert!(practice.chars().all(char::is_alphanumeric), "it can be part of any name");
    }
}

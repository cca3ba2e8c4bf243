//! Linux and macOS.

use rustix::process::{Resource, Rlimit, setrlimit};

/// Not by `PR_SET_DUMPABLE`: it would also hide the process from the desktop's portal, which then
/// refuses to tell it light from dark.
pub(super) fn forbid() {
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    // Failing that, there is still the other on Linux; macOS writes none by default.
    let _ = setrlimit(Resource::Core, none);
    // Some crash reporters take a dump in spite of the limit: there is no memory in it then.
    #[cfg(target_os = "linux")]
    let _ = std::fs::write("/proc/self/coredump_filter", "0");
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use rustix::process::getrlimit;

    use super::*;

    #[test]
    fn no_memory_is_dumped() {
        forbid();
        let limit = getrlimit(Resource::Core);
        assert_eq!((limit.current, limit.maximum), (Some(0), Some(0)));
        let filter = std::fs::read_to_string("/proc/self/coredump_filter").unwrap();
        assert_eq!(filter.trim(), "00000000", "inherited by what is started from here");
    }
}

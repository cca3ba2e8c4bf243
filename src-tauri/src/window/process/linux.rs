//! Linux.

use std::{env, fs};

use rustix::process::{Resource, Rlimit, setrlimit};

/// For this process and for the web view's, which inherit both.
///
/// Not by `PR_SET_DUMPABLE`: it would also hide the process from the desktop's portal, which then
/// refuses to tell it light from dark.
pub(super) fn forbid_core_dumps() {
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    // Failing that, there is still the other.
    let _ = setrlimit(Resource::Core, none);
    // Some crash reporters take a dump in spite of the limit: there is no memory in it then.
    let _ = fs::write("/proc/self/coredump_filter", "0");
}

/// The web view stays blank with some drivers otherwise, and takes 64 MB more with all. The user's
/// own choice is left alone.
pub(super) fn prepare_web_view() {
    const RENDERER: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if env::var_os(RENDERER).is_none() {
        #[expect(unsafe_code, reason = "no other thread exists yet that could read it meanwhile")]
        unsafe {
            env::set_var(RENDERER, "1");
        }
    }
}

#[cfg(test)]
mod tests {
    use rustix::process::getrlimit;

    use super::*;

    #[test]
    fn no_memory_is_dumped() {
        forbid_core_dumps();
        let limit = getrlimit(Resource::Core);
        assert_eq!((limit.current, limit.maximum), (Some(0), Some(0)));
        let filter = fs::read_to_string("/proc/self/coredump_filter").unwrap();
        assert_eq!(filter.trim(), "00000000", "inherited by what is started from here");
    }
}

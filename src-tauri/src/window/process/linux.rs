//! Linux.

use std::env;

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

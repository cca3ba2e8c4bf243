//! Linux.

use std::{env, thread};

use latchet_core::rest::{QUIET, give_back};

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

/// What drew the first picture, a graphics driver above all, is hardly used again.
pub(super) fn rest_soon() {
    let resting = || {
        thread::sleep(QUIET);
        give_back();
    };
    // Without a thread it goes on as it is.
    let _ = thread::Builder::new().name("rest".to_owned()).spawn(resting);
}

//! The clipboard, read and written by Rust alone: a pasted token never enters the page.

use std::sync::{Mutex, PoisonError};

use arboard::{Clipboard as System, Error};
use zeroize::Zeroizing;

/// Where a token is pasted from, and where a report is copied to.
pub(crate) trait Clipboard: Send + Sync {
    /// Its text; empty when it holds something else, or nothing.
    ///
    /// # Errors
    /// The system's words, when it can't be read.
    fn text(&self) -> Result<Zeroizing<String>, String>;

    /// Empties it, unless it holds something else by now. It is the user's: that this fails is no
    /// reason to stop.
    fn clear_if(&self, text: &str);

    /// Puts a text there.
    ///
    /// # Errors
    /// The system's words, when it can't be written.
    fn put(&self, text: String) -> Result<(), String>;
}

/// The desktop's. What was put there stays for as long as this does: on X11 whoever pastes gets it
/// from the program that has put it.
#[derive(Default)]
pub(crate) struct Desktop {
    put: Mutex<Option<System>>,
}

impl Clipboard for Desktop {
    fn text(&self) -> Result<Zeroizing<String>, String> {
        match System::new().and_then(|mut clipboard| clipboard.get_text()) {
            Ok(text) => Ok(Zeroizing::new(text)),
            Err(Error::ContentNotAvailable | Error::ConversionFailure) => Ok(Zeroizing::default()),
            Err(error) => Err(error.to_string()),
        }
    }

    fn clear_if(&self, text: &str) {
        let Ok(mut clipboard) = System::new() else { return };
        if clipboard.get_text().map(Zeroizing::new).is_ok_and(|held| *held == text) {
            let _ = clipboard.clear();
        }
    }

    fn put(&self, text: String) -> Result<(), String> {
        let mut clipboard = System::new().map_err(|error| error.to_string())?;
        clipboard.set_text(text).map_err(|error| error.to_string())?;
        *self.put.lock().unwrap_or_else(PoisonError::into_inner) = Some(clipboard);
        Ok(())
    }
}

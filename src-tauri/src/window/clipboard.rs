//! The clipboard, read by Rust alone: a pasted token never enters the page.

use arboard::{Clipboard as System, Error};
use zeroize::Zeroizing;

/// Where a token is pasted from.
pub(crate) trait Clipboard: Send + Sync {
    /// Its text; empty when it holds something else, or nothing.
    ///
    /// # Errors
    /// The system's words, when it can't be read.
    fn text(&self) -> Result<Zeroizing<String>, String>;

    /// Empties it, unless it holds something else by now. It is the user's: that this fails is no
    /// reason to stop.
    fn clear_if(&self, text: &str);
}

/// The desktop's.
pub(crate) struct Desktop;

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
}

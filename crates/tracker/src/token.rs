//! The API token: a secret that prints `<redacted>`, does not serialise and wipes itself.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// The longest token that is taken, in bytes. Windows' credential store ends at 2,560 bytes.
pub const MAX_TOKEN_BYTES: usize = 2_048;

/// The user's API token for one origin.
///
/// There is no way to print or to serialise it. [`Token::expose`] has two callers: the line that
/// makes the `Authorization` header, and the line that hands it to the credential store.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Token(String);

/// Why a text is no token. Never holds the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Nothing but white space.
    #[error("the token is empty")]
    Empty,
    /// More than [`MAX_TOKEN_BYTES`].
    #[error("the token is longer than {MAX_TOKEN_BYTES} bytes")]
    TooLong,
    /// A character that can't stand in a header: a space, a line break, a control or non-ASCII
    /// character.
    #[error("the token holds a character that can't be part of one")]
    BadCharacter,
}

impl Token {
    /// Takes what the user pasted: white space around it is dropped, anything else odd is refused.
    ///
    /// # Errors
    /// Says what is wrong without repeating any of the text.
    pub fn parse(pasted: &str) -> Result<Self, TokenError> {
        let token = pasted.trim();
        if token.is_empty() {
            return Err(TokenError::Empty);
        }
        if token.len() > MAX_TOKEN_BYTES {
            return Err(TokenError::TooLong);
        }
        if !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(TokenError::BadCharacter);
        }
        Ok(Self(token.to_owned()))
    }

    /// As [`Token::parse`], for a buffer that is the caller's only copy: it is wiped on return.
    pub fn parse_wiping(pasted: String) -> Result<Self, TokenError> {
        Self::parse(&Zeroizing::new(pasted))
    }

    /// The secret itself. See the type's note on who may call this.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_never_prints_itself() {
        let token = Token::parse("canary-4711").unwrap();
        assert_eq!(format!("{token:?} {token} {token:#?}"), "<redacted> <redacted> <redacted>");
        assert_eq!(token.expose(), "canary-4711");
    }

    #[test]
    fn what_breaks_a_header_is_no_token() {
        for (pasted, why) in [
            ("", TokenError::Empty),
            (" \t\n", TokenError::Empty),
            ("two words", TokenError::BadCharacter),
            ("line\r\nX-Evil: 1", TokenError::BadCharacter),
            ("nul\0", TokenError::BadCharacter),
            ("é", TokenError::BadCharacter),
        ] {
            assert_eq!(Token::parse(pasted).err(), Some(why), "{pasted:?}");
        }
        assert_eq!(Token::parse(&"x".repeat(2_049)).err(), Some(TokenError::TooLong));
        assert!(Token::parse(&"x".repeat(2_048)).is_ok());
    }

    #[test]
    fn white_space_around_a_pasted_token_is_dropped() {
        assert_eq!(Token::parse("  abc\n").unwrap().expose(), "abc");
    }
}

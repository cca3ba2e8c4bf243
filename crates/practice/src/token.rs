//! Tokens: 256 random bits, told once, kept as a hash.

use sha2::{Digest as _, Sha256};

/// What a token may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// The reads only.
    Read,
    /// The reads and the insert.
    Write,
}

impl Permission {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        [Self::Read, Self::Write].into_iter().find(|permission| permission.name() == name)
    }
}

/// 64 hexadecimal digits from the system's random source.
pub(crate) fn fresh() -> Result<String, getrandom::Error> {
    let mut random = [0; 32];
    getrandom::fill(&mut random)?;
    let digits = random.iter().flat_map(|byte| [byte >> 4, byte & 0xf]);
    Ok(digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect())
}

/// All of a token that is ever stored. A fast hash is right for 256 random bits: there is nothing
/// to guess.
pub(crate) fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token).into()
}

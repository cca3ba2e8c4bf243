//! What both programs share: the intention's protocol, its journal and courier, the vault, the
//! settings, time, and the texts.

pub mod account;
pub mod courier;
#[cfg(test)]
mod damage;
pub mod draft;
pub mod environment;
pub mod home;
pub mod intention;
pub mod journal;
pub mod rescue;
mod salvage;
pub mod settings;
pub mod settling;
pub mod status;
pub mod texts;
pub mod time;
pub mod vault;
pub mod wording;

//! What both programs share: the intention's protocol, its journal and courier, the vault, the
//! settings, time, and the texts.

pub mod account;
mod asking;
pub mod attending;
pub mod autostart;
pub mod chord;
pub mod claim;
pub mod courier;
pub mod crash;
#[cfg(test)]
mod damage;
pub mod dates;
pub mod doctor;
pub mod draft;
pub mod dumps;
pub mod environment;
pub mod history;
pub mod home;
pub mod intention;
pub mod journal;
pub mod language;
pub mod link;
pub mod live;
pub mod log;
pub mod owner;
pub mod preset;
pub mod reminder;
pub mod rescue;
pub mod resident;
#[cfg(target_os = "linux")]
pub mod rest;
mod roots;
pub mod route;
pub mod runtime;
mod salvage;
pub mod schedule;
pub mod settings;
pub mod settling;
pub mod shortcut;
pub mod status;
pub mod texts;
pub mod time;
pub mod time_of_day;
pub mod traces;
pub mod vault;
pub mod window;
pub mod wording;
pub mod zone_proof;

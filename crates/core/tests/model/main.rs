//! The protocol of one intention, tried in every order that a small world allows: two programs that
//! share a journal and can end at any step, a network that loses and delays, a service on which others
//! start and end sessions too, and its user.
//!
//! What decides is the product's own: `State::after`, `schedule::next`, `settling::judge` and
//! `settling::is_overtaken`. What the courier does around them is written down once more, in
//! `courier.rs`, `looking.rs` and `sending.rs`, and has to follow when that changes.
//!
//! - Time stands still while a program is at work, and jumps from one moment in which something is
//!   due to the next. `Protocol::suspends` lets it pass anywhere.
//! - A request lands less than 90 seconds after it was sent, which is what two absences prove, or
//!   (`scenarios::LATE`) at any time.
//! - An answer is never told twice: a connection has one.
//! - Not modelled: the time to undo, the zone, the pages of a read, several services.
//!
//! `cargo test -p latchet-core --test model -- --nocapture` tells how many states each world has;
//! with `MODEL_TELLS=1` also how each broken rule shows.

#![expect(clippy::unwrap_used, reason = "a test may")]

mod broken;
mod courier;
mod facts;
mod looking;
mod properties;
mod protocol;
mod rules;
mod scenarios;
mod sending;
mod world;

use std::time::Instant;

use stateright::{Checker, HasDiscoveries, Model};

use crate::protocol::Protocol;
use crate::scenarios::{Scenario, large, small};

/// How it comes about that something that must always hold does not: this one, or any. `None`: it
/// holds, whatever happens.
fn counterexample(protocol: Protocol, property: Option<&'static str>) -> Option<String> {
    let begun = Instant::now();
    let watched = match property {
        Some(name) => HasDiscoveries::AnyOf([name].into()),
        None => HasDiscoveries::AnyFailures,
    };
    let checker = protocol.checker().finish_when(watched).spawn_bfs().join();
    println!(
        "{} states, {} steps, {} deep, {:.1?}",
        checker.unique_state_count(),
        checker.state_count(),
        checker.max_depth(),
        begun.elapsed()
    );
    let mut found = checker.discoveries().into_iter();
    let (name, path) = found.find(|(name, _)| property.is_none_or(|wanted| wanted == *name))?;
    let (journal, server) = (path.last_state().journal.clone(), path.last_state().server.clone());
    let told: Vec<_> = path.into_actions().iter().map(|action| format!("  {action:?}")).collect();
    Some(format!("not \"{name}\":\n{}\n{journal:#?}\n{server:#?}", told.join("\n")))
}

fn holds_in(scenarios: Vec<Scenario>) {
    for Scenario { name, protocol } in scenarios {
        print!("{name}: ");
        if let Some(how) = counterexample(protocol, None) {
            panic!("{name}: {how}");
        }
    }
}

/// 841,356 states in about 15 s, by the command above.
#[test]
fn the_protocol_keeps_its_promises_in_a_small_world() {
    holds_in(small());
}

/// `cargo test -p latchet-core --test model -- --ignored --nocapture nightly_`: minutes,
/// unoptimised.
#[test]
#[ignore = "minutes"]
fn nightly_the_protocol_at_full_size() {
    holds_in(large());
}

#[test]
fn everything_that_should_be_possible_is() {
    for Scenario { name, protocol } in scenarios::alive() {
        print!("{name}: ");
        let wanted = protocol.properties();
        let checker = protocol.checker().spawn_bfs().join();
        println!("{} states", checker.unique_state_count());
        let found = checker.discoveries();
        for property in wanted {
            assert!(found.contains_key(property.name), "{name}: never: {}", property.name);
        }
    }
}

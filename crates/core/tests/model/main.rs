//! The protocol of one intention, model-checked.
#![expect(clippy::unwrap_used, reason = "a test may")]

mod courier;
mod facts;
mod protocol;
mod rules;
mod world;

use stateright::{Checker, Model};

use crate::protocol::Protocol;
use crate::rules::Rules;
use crate::world::{Left, Owner, Token};

fn small() -> Protocol {
    Protocol {
        rules: Rules::default(),
        lands_within: Some(90),
        suspends: false,
        may_wait: true,
        bound: Some(10),
        drops_text: false,
        other_token: Token { owner: Owner::Robin, may_read: true },
        clicks_race: false,
        left: Left {
            clicks: 2,
            mishaps: 2,
            crashes: 1,
            begun_elsewhere: 1,
            ended_elsewhere: 1,
            tokens: 0,
            nights: 0,
        },
    }
}

#[test]
fn probe() {
    let begun = std::time::Instant::now();
    let checker = small().checker().finish_when(stateright::HasDiscoveries::AnyOf(small().properties().iter().map(|p|p.name).filter(|name| *name != protocol::UNNUMBERED).collect())).timeout(std::time::Duration::from_secs(60)).spawn_bfs().join();
    println!(
        "{} states, {} unique, depth {}, {:?}",
        checker.state_count(),
        checker.unique_state_count(),
        checker.max_depth(),
        begun.elapsed()
    );
    for (name, path) in checker.discoveries() {
        if name == protocol::UNNUMBERED { continue; }
        println!("{name}:");
        for action in path.clone().into_actions() {
            println!("   {action:?}");
        }
        println!("   {:#?}", path.last_state().journal);
        println!("   {:#?}", path.last_state().server);
    }
}

//! The tracker's zone: known before anything that depends on it is sent, and compared afterwards.

use chrono::{FixedOffset, TimeDelta};
use latchet_core::courier::{Asks, Report, Terms};
use latchet_core::draft::{DraftEnd, DraftStart, Plan};
use latchet_core::intention::{Question, State};
use latchet_core::zone_proof::Standing;

use crate::world::{ANSWERED, UNANSWERED, World, attempted, open_end, started, utc};

fn asks(report: Report) -> Asks {
    match report {
        Report::Asks(asks) => asks,
        other => panic!("{other:?}"),
    }
}

impl World {
    fn recorded(&self) -> usize {
        self.journal.open_intentions().unwrap().len() + self.journal.settled(9).unwrap().len()
    }
}

#[tokio::test]
async fn a_time_is_not_told_in_a_zone_that_nothing_bears_out() {
    let mut world = World::new("").await;
    for plan in [world.eight_hours(), world.plan(DraftStart::Ago("20m".to_owned()), DraftEnd::Open)]
    {
        let asks = asks(world.wish(&plan, UNANSWERED).await);
        assert_eq!(asks, Asks { questions: vec![Question::Zone], zone: Standing::Open });
        assert_eq!((world.posts(), world.recorded()), (0, 0), "the user is asked first");
    }
}

#[tokio::test]
async fn what_the_user_confirmed_is_not_asked_again() {
    let mut world = World::new("reads-answer-500").await;
    let plan = world.eight_hours();
    let answered = Terms { may_wait: true, answered: &[Question::Zone] };
    assert_eq!(attempted(world.wish(&plan, answered).await).state, started(1));
    assert!(world.server.end_session(1));
    let again = attempted(world.wish(&plan, UNANSWERED).await);
    assert_eq!(again.state, started(2), "no session could be read that would have proven it");
    // Another zone is another question.
    world.server.end_session(2);
    world.server.set_zone("Europe/London").unwrap();
    let elsewhere = Plan { zone: "America/New_York".parse().unwrap(), ..plan };
    assert_eq!(asks(world.wish(&elsewhere, UNANSWERED).await).questions, [Question::Zone]);
}

#[tokio::test]
async fn a_start_that_tells_no_time_needs_no_zone() {
    let mut world = World::new("").await;
    assert_eq!(attempted(world.wish(&open_end(), UNANSWERED).await).state, started(1));
}

#[tokio::test]
async fn past_sessions_prove_it() {
    let mut world = World::with_a_past("").await;
    let plan = world.eight_hours();
    let end = attempted(world.wish(&plan, UNANSWERED).await);
    assert_eq!((end.state, end.apart), (started(2), None));
    assert_eq!(world.sessions()[1].scheduled_end, plan.scheduled_end);
}

#[tokio::test]
async fn past_sessions_that_contradict_it_are_told_with_their_offset() {
    let mut world = World::new("").await;
    world.server.set_zone("America/New_York").unwrap();
    world.clock.pass(-86_400);
    world.one_on_the_web(60);
    world.clock.pass(86_400);
    let plan = world.eight_hours();
    let asked = asks(world.wish(&plan, UNANSWERED).await);
    let new_york = FixedOffset::west_opt(5 * 3600).unwrap();
    assert_eq!(
        asked,
        Asks { questions: vec![Question::Zone], zone: Standing::Contradicted(new_york) }
    );
    assert_eq!((world.posts(), world.recorded()), (0, 0));
}

#[tokio::test]
async fn a_move_to_another_zone_takes_the_proof_away() {
    let mut world = World::with_a_past("").await;
    let plan = world.eight_hours();
    attempted(world.wish(&plan, UNANSWERED).await);
    world.server.set_zone("America/New_York").unwrap();
    world.clock.pass(60);
    world.server.end_session(2);
    // It shows in the next session that is read back.
    assert_eq!(world.start_open().await.state, started(3));
    world.server.end_session(3);
    let asked = asks(world.wish(&plan, UNANSWERED).await);
    assert!(matches!(asked.zone, Standing::Contradicted(_)), "{asked:?}");
}

#[tokio::test]
async fn an_end_more_than_a_year_away_is_asked_about_once_more() {
    let mut world = World::with_a_past("").await;
    for (length, questions) in [("365d", &[][..]), ("366d", &[Question::FarEnd][..])] {
        let plan = world.plan(DraftStart::Now, DraftEnd::For(length.to_owned()));
        let plan =
            Plan { scheduled_end: plan.scheduled_end.map(|at| at - TimeDelta::minutes(1)), ..plan };
        match world.wish(&plan, UNANSWERED).await {
            Report::Asks(asks) => assert_eq!(asks.questions, questions, "{length}"),
            report => {
                assert_eq!((attempted(report).state, questions), (started(2), &[][..]), "{length}");
                world.server.end_session(2);
            }
        }
    }
    let far = world.plan(DraftStart::Now, DraftEnd::For("400d".to_owned()));
    let answered = Terms { may_wait: true, answered: &[Question::FarEnd] };
    assert_eq!(attempted(world.wish(&far, answered).await).state, started(3));
}

#[tokio::test]
async fn both_questions_are_asked_at_once_and_one_answer_is_not_the_other() {
    let mut world = World::new("").await;
    let far = world.plan(DraftStart::Now, DraftEnd::For("400d".to_owned()));
    let both = [Question::FarEnd, Question::Zone];
    assert_eq!(asks(world.wish(&far, UNANSWERED).await).questions, both);
    for (answer, open) in both.into_iter().zip([Question::Zone, Question::FarEnd]) {
        let answered = [answer];
        let terms = Terms { may_wait: true, answered: &answered };
        assert_eq!(asks(world.wish(&far, terms).await).questions, [open]);
        assert_eq!((world.posts(), world.recorded()), (0, 0));
    }
}

#[tokio::test]
async fn a_service_that_wants_the_start_told_is_not_told_it_in_an_unproven_zone() {
    let mut world = World::new("startdate-mandatory").await;
    let end = world.start_open().await;
    assert_eq!(end.state, State::Held(Question::Zone));
    assert_eq!((world.posts(), world.sessions().len()), (1, 0), "the first was a 400");
    world.clock.pass(90);
    assert_eq!(world.sent(end.id).await, started(1));
    assert_eq!(world.sessions()[0].start, utc("2026-01-15T10:01:00Z"));
}

#[tokio::test]
async fn a_start_that_was_recorded_elsewhen_is_told_with_the_hours() {
    let mut world = World::new("utc-times").await;
    world.server.set_zone("America/New_York").unwrap();
    let plan = world.plan(DraftStart::Ago("20m".to_owned()), DraftEnd::Open);
    let plan = Plan { zone: "America/New_York".parse().unwrap(), ..plan };
    let end = attempted(world.wish(&plan, ANSWERED).await);
    assert_eq!((end.state, end.apart), (started(1), Some(TimeDelta::hours(-5))));
}

/// The night in which Berlin's clocks show two o'clock twice.
const SECOND_HALF_PAST_TWO: &str = "2026-10-25T01:30:20Z";

#[tokio::test]
async fn a_start_in_the_doubled_hour_goes_out_as_the_minute_that_the_clock_showed() {
    let mut world = World::at(SECOND_HALF_PAST_TWO, "").await;
    let door = world.door().await;
    let plan = world.plan(DraftStart::At("2026-10-25 02:20+01:00".to_owned()), DraftEnd::Open);
    assert_eq!(plan.start, Some(utc("2026-10-25T01:20:00Z")));
    let end = attempted(world.wish(&plan, ANSWERED).await);
    let told = serde_json::json!({
        "insertl": 1, "public": 0, "startdate": "2026-10-25", "starttime": "02:20"
    });
    assert_eq!(door.bodies(), [told]);
    // The practice server takes the first of the two, and that is told.
    assert_eq!((end.state, end.apart), (started(1), Some(TimeDelta::hours(-1))));
}

#[tokio::test]
async fn a_start_that_waited_in_the_doubled_hour_is_told_on_the_wall_clock_too() {
    let mut world = World::at(SECOND_HALF_PAST_TWO, "").await;
    world.unplug();
    let id = world.start_open().await.id;
    let door = world.door().await;
    world.clock.pass(3600);
    assert_eq!(world.advance(id).await, Some(State::Held(Question::Zone)));
    assert_eq!(world.sent(id).await, started(1));
    assert_eq!(door.bodies()[0]["starttime"], "02:31");
}

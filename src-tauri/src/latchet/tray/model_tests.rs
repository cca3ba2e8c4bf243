use latchet_core::intention::IntentionId;
use latchet_core::reminder::Reminders;
use latchet_core::shortcut::Deed;
use latchet_core::time::Zone;

use super::*;
use crate::tray::event::Known;
use crate::tray::menu::{Can, Choices, Pending};
use crate::tray::news::Reminding;

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_700_000_000 + seconds, 0).unwrap()
}

const SAVED: i64 = -1_000;

fn facts() -> Facts {
    Facts {
        mark: Some(at(SAVED)),
        token: None,
        pending: Vec::new(),
        started: None,
        running: None,
        told: Told::default(),
        choices: Choices::default(),
        reminding: Reminding::default(),
        hidden: false,
    }
}

fn looked(facts: Facts, answer: Option<Answer>) -> Event {
    Event::Looked(Looked { facts: Some(facts), answer, moved: None })
}

fn answered(answer: Option<Answer>) -> Event {
    looked(facts(), answer)
}

fn idle() -> Event {
    answered(Some(Answer::Service(Service::Idle)))
}

fn session(id: u64) -> Running {
    Running { id: Some(id), ..Running::default() }
}

fn running(id: u64) -> Service {
    Service::Running(session(id))
}

fn runs(id: u64) -> Event {
    answered(Some(Answer::Service(running(id))))
}

fn failed(retry_after: Option<u64>) -> Event {
    answered(Some(Answer::Failed { what: "no answer".to_owned(), retry_after }))
}

fn click() -> Event {
    Event::Chosen { action: Action::Start(Wish::Default), activation: None }
}

fn choose_quit() -> Event {
    Event::Chosen { action: Action::Quit, activation: None }
}

const OLDER: IntentionId = IntentionId(3);

fn older() -> Vec<Pending> {
    vec![Pending { id: OLDER, what: "it waits".to_owned(), can: Can::Check, needs_you: false }]
}

fn chosen(action: Action) -> Event {
    Event::Chosen { action, activation: None }
}

fn attended(pending: Vec<Pending>, next: Option<DateTime<Utc>>) -> Event {
    let facts = Some(Facts { pending, ..facts() });
    Event::Attended(Attended { notes: vec![note()], next, waits_for_network: true, facts })
}

fn note() -> Note {
    Note::plain("told".to_owned())
}

fn ended_with(result: Result<Running, Option<Trouble>>) -> Ended {
    Ended { at: at(0), result, what: "so it ended".to_owned(), note: note(), facts: Some(facts()) }
}

fn ended(result: Result<Running, Option<Trouble>>) -> Event {
    Event::Ended(ended_with(result))
}

fn look(service: bool, not_with: &[Mark]) -> Vec<Effect> {
    vec![Effect::Look { service, not_with: not_with.to_vec() }]
}

fn start() -> Vec<Effect> {
    vec![Effect::Start { wish: Wish::Default, refused: None }]
}

/// What follows from an event, but for what is watched.
fn on(model: &mut Model, event: Event, now: DateTime<Utc>) -> Vec<Effect> {
    let mut effects = model.on(event, now);
    effects.retain(|effect| !matches!(effect, Effect::Watch { .. } | Effect::WatchStore(_)));
    effects
}

/// What is watched now, if that has changed.
fn watched(effects: &[Effect]) -> Option<(Option<DateTime<Utc>>, bool)> {
    effects.iter().find_map(|effect| match effect {
        Effect::Watch { at, network } => Some((*at, *network)),
        _ => None,
    })
}

/// A model that has begun and has looked at the journal.
fn begun() -> Model {
    let mut model = Model::default();
    assert_eq!(on(&mut model, Event::Began, at(0)), look(false, &[]), "nobody has looked yet");
    assert_eq!(on(&mut model, answered(None), at(0)), []);
    model
}

#[test]
fn the_service_is_asked_when_the_menu_opens_but_not_twice_in_a_minute_with_one_token() {
    let mut model = begun();
    assert_eq!(on(&mut model, Event::MenuOpens, at(0)), look(true, &[]));
    assert_eq!(on(&mut model, Event::MenuOpens, at(0)), [], "one look at a time");
    on(&mut model, idle(), at(1));
    assert_eq!(model.state.service, Service::Idle);
    let mark = Some(at(SAVED));
    assert_eq!(on(&mut model, Event::MenuOpens, at(60)), look(true, &[mark]));
    on(&mut model, answered(None), at(60));
    assert_eq!(on(&mut model, Event::MenuOpens, at(61)), look(true, &[]));
}

#[test]
fn a_clock_that_was_put_back_does_not_keep_from_asking() {
    let mut model = begun();
    on(&mut model, Event::MenuOpens, at(0));
    on(&mut model, idle(), at(0));
    assert_eq!(on(&mut model, Event::MenuOpens, at(-3_600)), look(true, &[]));
}

#[test]
fn a_menu_that_opens_while_only_the_journal_is_read_asks_afterwards() {
    let mut model = Model::default();
    on(&mut model, Event::Began, at(0));
    assert_eq!(on(&mut model, Event::MenuOpens, at(0)), []);
    assert_eq!(on(&mut model, answered(None), at(0)), look(true, &[]));
    assert_eq!(on(&mut model, idle(), at(0)), []);
}

#[test]
fn one_wish_is_one_start_however_often_it_is_clicked() {
    let mut model = begun();
    assert_eq!(on(&mut model, click(), at(0)), start());
    assert_eq!(on(&mut model, click(), at(0)), []);
    assert_eq!(on(&mut model, ended(Ok(session(12))), at(1)), [Effect::Notify(note())]);
    assert_eq!(on(&mut model, click(), at(2)), [], "the second half of a double click");
    assert_eq!(on(&mut model, click(), at(3)), start());
}

#[test]
fn a_start_that_came_to_nothing_can_be_tried_again_at_once() {
    let mut model = begun();
    on(&mut model, click(), at(0));
    on(&mut model, ended(Err(None)), at(0));
    assert_eq!(model.state.last.as_ref().unwrap().what, "so it ended");
    assert_eq!(on(&mut model, click(), at(0)), start());
    assert_eq!(model.state.last, None);
}

#[test]
fn a_look_from_before_a_start_says_nothing_about_after_it() {
    let mut model = begun();
    on(&mut model, Event::MenuOpens, at(0));
    on(&mut model, click(), at(0));
    on(&mut model, idle(), at(1));
    assert_eq!(model.state.service, Service::Unread);
    on(&mut model, ended(Ok(session(12))), at(2));
    assert_eq!(model.state.service, running(12));
}

#[test]
fn a_token_that_was_refused_is_not_asked_with_again_until_another_is_saved() {
    let mut model = begun();
    on(&mut model, Event::MenuOpens, at(0));
    on(&mut model, answered(Some(Answer::Refused)), at(0));
    assert_eq!(model.state.trouble, Some(Trouble::Refused));
    let mark = Some(at(SAVED));
    assert_eq!(on(&mut model, Event::MenuOpens, at(1_000)), look(true, &[mark]));
    let new = Facts { mark: Some(at(900)), ..facts() };
    let answer = Some(Answer::Service(Service::Idle));
    on(&mut model, looked(new, answer), at(1_000));
    assert_eq!(model.state.trouble, None);
    assert_eq!(
        on(&mut model, click(), at(1_001)),
        [Effect::Start { wish: Wish::Default, refused: Some(mark) }]
    );
}

#[test]
fn a_session_from_another_program_counts_if_it_is_newer_than_what_the_service_said() {
    let mut model = begun();
    on(&mut model, Event::MenuOpens, at(0));
    on(&mut model, idle(), at(100));
    let started = |settled| Facts { started: Some((at(settled), session(9))), ..facts() };
    assert_eq!(on(&mut model, looked(started(99), None), at(110)), []);
    assert_eq!(model.state.service, Service::Idle, "it has ended since");
    let asks = on(&mut model, looked(started(105), None), at(110));
    assert_eq!(asks, look(true, &[Some(at(SAVED))]), "the service knows more of it");
    assert_eq!(model.state.service, running(9));
}

#[test]
fn what_stands_in_the_way_is_told_and_goes_when_it_is_gone() {
    for (answer, trouble) in [
        (Answer::Vault(VaultError::Missing), Trouble::NoToken),
        (Answer::Vault(VaultError::NoStore), Trouble::Store(VaultError::NoStore)),
    ] {
        let mut model = begun();
        on(&mut model, Event::MenuOpens, at(0));
        on(&mut model, answered(Some(answer)), at(0));
        assert_eq!(model.state.trouble, Some(trouble));
        assert_eq!(on(&mut model, Event::MenuOpens, at(1)), look(true, &[]), "asked again at once");
        on(&mut model, idle(), at(1));
        assert_eq!(model.state.trouble, None);
    }
    let mut model = begun();
    on(&mut model, Event::MenuOpens, at(0));
    on(&mut model, Event::Looked(Looked { facts: None, answer: None, moved: None }), at(0));
    assert_eq!(model.state.trouble, Some(Trouble::Journal));
}

#[test]
fn without_a_noted_token_there_is_none_unless_one_was_just_used() {
    let unmarked = || Facts { mark: None, ..facts() };
    let mut model = Model::default();
    on(&mut model, Event::Began, at(0));
    on(&mut model, looked(unmarked(), None), at(0));
    assert_eq!(model.state.trouble, Some(Trouble::NoToken));
    on(&mut model, Event::MenuOpens, at(1));
    on(&mut model, looked(unmarked(), Some(Answer::Service(Service::Idle))), at(1));
    assert_eq!(model.state.trouble, None);
}

#[test]
fn an_older_start_is_known_from_every_look() {
    let mut model = begun();
    let facts = Facts { pending: older(), ..facts() };
    on(&mut model, Event::MenuOpens, at(0));
    on(&mut model, looked(facts, None), at(0));
    assert_eq!(model.state.pending, older());
    assert_eq!(
        on(&mut model, click(), at(1)),
        start(),
        "whoever sends knows better, and looks first"
    );
}

#[test]
fn quitting_waits_for_what_is_being_sent_but_not_for_ever() {
    assert_eq!(on(&mut begun(), choose_quit(), at(0)), [Effect::Exit]);
    let sending = || {
        let mut model = begun();
        on(&mut model, click(), at(0));
        model
    };
    let mut model = sending();
    assert_eq!(on(&mut model, Event::Quit, at(1)), [Effect::WithdrawDialog, Effect::Deadline]);
    assert_eq!(on(&mut model, Event::Quit, at(1)), []);
    assert_eq!(on(&mut model, click(), at(2)), []);
    let told = [Effect::Notify(note()), Effect::Exit];
    assert_eq!(on(&mut model, ended(Ok(session(12))), at(3)), told);

    let mut model = sending();
    on(&mut model, Event::Quit, at(1));
    assert_eq!(on(&mut model, Event::Overdue, at(26)), [Effect::Exit]);
}

#[test]
fn a_tray_that_is_called_again_stays() {
    let mut model = begun();
    on(&mut model, click(), at(0));
    on(&mut model, Event::Quit, at(1));
    on(&mut model, Event::CalledAgain, at(2));
    assert_eq!(on(&mut model, Event::Overdue, at(26)), []);
    assert_eq!(on(&mut model, ended(Ok(session(12))), at(27)), [Effect::Notify(note())]);
}

#[test]
fn what_is_due_is_done_once_at_a_time_and_then_waited_for() {
    let mut model = begun();
    assert_eq!(
        on(&mut model, Event::Sign(Sign::Journal), at(0)),
        [Effect::Attend { network: false }]
    );
    assert_eq!(on(&mut model, Event::Sign(Sign::Network), at(0)), []);
    assert_eq!(on(&mut model, Event::Sign(Sign::Journal), at(0)), []);
    let again = on(&mut model, attended(Vec::new(), None), at(1));
    assert_eq!(again, [Effect::Notify(note()), Effect::Attend { network: true }]);
    let done = model.on(attended(older(), Some(at(9))), at(2));
    let watch = Effect::Watch { at: Some(at(9)), network: true };
    assert_eq!(done, [Effect::Notify(note()), watch]);
    assert_eq!(model.state.pending, older());
}

#[test]
fn a_start_can_be_taken_back_until_it_is_sent() {
    let mut model = begun();
    on(&mut model, click(), at(0));
    let id = IntentionId(7);
    assert_eq!(on(&mut model, chosen(Action::Cancel(id)), at(0)), [], "it is on its way");
    assert_eq!(on(&mut model, Event::Grace { id, note: note() }, at(0)), [Effect::Notify(note())]);
    assert_eq!(on(&mut model, click(), at(1)), [], "one wish");
    assert_eq!(
        on(&mut model, chosen(Action::Cancel(IntentionId(6))), at(2)),
        [],
        "that one is older"
    );
    assert_eq!(on(&mut model, chosen(Action::Cancel(id)), at(2)), [Effect::Cancel(id)]);
    on(&mut model, ended(Err(None)), at(2));
    assert_eq!(model.state.grace, None);
}

#[test]
fn whoever_quits_takes_back_what_was_not_sent_yet() {
    let id = IntentionId(7);
    let mut model = begun();
    on(&mut model, click(), at(0));
    on(&mut model, Event::Grace { id, note: note() }, at(0));
    let quit = [Effect::WithdrawDialog, Effect::Deadline, Effect::Cancel(id)];
    assert_eq!(on(&mut model, choose_quit(), at(1)), quit);
    assert_eq!(on(&mut model, ended(Err(None)), at(1)), [Effect::Notify(note()), Effect::Exit]);
    let mut model = begun();
    on(&mut model, click(), at(0));
    on(&mut model, choose_quit(), at(0));
    assert_eq!(on(&mut model, Event::Grace { id, note: note() }, at(1)), [Effect::Cancel(id)]);
}

#[test]
fn an_older_start_is_seen_to_from_the_menu() {
    let mut model = begun();
    let id = IntentionId(3);
    on(&mut model, Event::Sign(Sign::Journal), at(0));
    on(&mut model, attended(older(), None), at(0));
    assert_eq!(on(&mut model, chosen(Action::Cancel(id)), at(1)), [Effect::Cancel(id)]);
    assert_eq!(on(&mut model, chosen(Action::Resume(id)), at(1)), [Effect::Resume(id)]);
    assert_eq!(on(&mut model, chosen(Action::Resume(id)), at(1)), [], "it is on its way");
    assert_eq!(on(&mut model, chosen(Action::Cancel(id)), at(1)), []);
    on(&mut model, ended(Ok(session(12))), at(2));
    assert_eq!(model.state.pending, []);
}

/// When the service is to be asked again by itself, after these events; seconds from now.
fn asks_again(model: &mut Model, event: Event, seconds: i64) -> Option<i64> {
    let effects = model.on(event, at(seconds));
    let watched = watched(&effects).unwrap_or(model.watched);
    watched.0.map(|next| (next - at(seconds)).num_seconds())
}

#[test]
fn the_service_is_asked_every_five_minutes_or_so_but_only_while_a_session_runs() {
    let mut model = begun();
    model.on(Event::MenuOpens, at(0));
    let five = 270..=330;
    let next = asks_again(&mut model, runs(12), 0).unwrap();
    assert!(five.contains(&next), "{next}");
    assert_eq!(on(&mut model, Event::Sign(Sign::Due), at(next - 1)), [], "not yet");
    let asks = on(&mut model, Event::Sign(Sign::Due), at(next + 1));
    assert_eq!(asks, look(true, &[]));
    assert_eq!(asks_again(&mut model, idle(), next + 1), None, "nothing runs any more");
    assert_eq!(
        on(&mut model, Event::Sign(Sign::Clock), at(9_000)),
        [Effect::Attend { network: true }]
    );
}

#[test]
fn what_can_not_be_asked_is_asked_less_often_and_not_before_the_service_wants_it() {
    let mut model = begun();
    model.on(Event::MenuOpens, at(0));
    model.on(runs(12), at(0));
    model.on(Event::MenuOpens, at(100));
    let first = asks_again(&mut model, failed(None), 100).unwrap();
    assert!((540..=660).contains(&first), "{first}");
    assert_eq!(model.state.service, running(12), "what is known stays known");
    assert_eq!(model.state.failed.as_deref(), Some("no answer"));
    assert!(model.watched.1, "the network may be why");
    model.on(Event::MenuOpens, at(200));
    assert_eq!(asks_again(&mut model, failed(Some(7_200)), 200), Some(7_200));
    model.on(Event::MenuOpens, at(300));
    model.on(runs(12), at(300));
    assert_eq!((model.state.failed.clone(), model.watched.1), (None, false));
}

#[test]
fn a_refused_token_is_never_asked_with_by_itself() {
    let mut model = begun();
    model.on(Event::MenuOpens, at(0));
    model.on(runs(12), at(0));
    model.on(Event::MenuOpens, at(100));
    assert_eq!(asks_again(&mut model, answered(Some(Answer::Refused)), 100), None);
    assert!(!model.watched.1);
}

#[test]
fn a_network_that_comes_and_a_computer_that_wakes_are_reasons_to_ask_while_a_session_runs() {
    for sign in [Sign::Network, Sign::Clock] {
        let mut model = begun();
        model.on(Event::MenuOpens, at(0));
        model.on(runs(12), at(0));
        let recent = look(true, &[Some(at(SAVED))]);
        let effects = on(&mut model, Event::Sign(sign), at(30));
        assert!(effects.ends_with(&recent), "{effects:?}: not twice in a minute");
        model.on(answered(None), at(30));
        let effects = on(&mut model, Event::Sign(sign), at(70));
        assert!(effects.ends_with(&look(true, &[])), "{effects:?}");
    }
}

#[test]
fn what_another_program_started_just_after_a_look_is_asked_about_a_minute_later() {
    let mut model = begun();
    model.on(Event::MenuOpens, at(0));
    model.on(idle(), at(0));
    model.on(Event::Sign(Sign::Journal), at(10));
    let facts = Facts { started: Some((at(9), session(12))), ..facts() };
    let news = Attended {
        notes: vec![],
        next: None,
        waits_for_network: false,
        facts: Some(facts.clone()),
    };
    let effects = on(&mut model, Event::Attended(news), at(10));
    assert_eq!(effects, look(true, &[Some(at(SAVED))]), "it was asked less than a minute ago");
    assert_eq!(asks_again(&mut model, looked(facts.clone(), None), 10), Some(60));
    assert_eq!(on(&mut model, Event::Sign(Sign::Due), at(70)), look(true, &[]));
    // With a token that is not accepted there is no later.
    let refused = Facts { token: Some(Trouble::Refused), ..facts };
    assert_eq!(asks_again(&mut model, looked(refused, None), 70), None);
}

#[test]
fn what_ran_when_the_tray_ended_is_known_and_asked_about_when_it_comes_back() {
    let mut model = Model::default();
    model.on(Event::Began, at(0));
    let known = Known { running: session(12), read_at: at(-500), zone: Zone::UTC };
    let facts = Facts { running: Some(known), ..facts() };
    assert_eq!(on(&mut model, looked(facts, None), at(0)), look(true, &[]));
    assert_eq!((&model.state.service, model.state.read_at), (&running(12), Some(at(-500))));
    on(&mut model, idle(), at(1));
    assert_eq!(model.state.service, Service::Idle);
}

#[test]
fn a_token_that_may_not_read_says_nothing_against_what_the_journal_knows() {
    for (public, says, after) in [
        (Some(false), false, running(12)),
        (Some(false), true, running(12)),
        (Some(true), true, running(12)),
        (Some(true), false, Service::Public(false)),
    ] {
        let mut model = begun();
        let started = Running { public, ..session(12) };
        let facts = Facts { started: Some((at(0), started)), ..facts() };
        model.on(Event::MenuOpens, at(1));
        model.on(looked(facts, None), at(1));
        model.on(answered(Some(Answer::Service(Service::Public(says)))), at(2));
        match (&model.state.service, &after) {
            (Service::Running(known), Service::Running(_)) => assert_eq!(known.id, Some(12)),
            (known, after) => assert_eq!(known, after, "{public:?}, {says}"),
        }
    }
}

/// A session that ends in ten minutes, of which the user wants to know five minutes before.
fn ends_soon() -> Facts {
    let ends = Running { since: Some(at(-9_000)), scheduled_end: Some(at(600)), ..session(12) };
    let reminders = Reminders { before: vec![TimeDelta::minutes(5)], quiet: None };
    Facts {
        running: Some(Known { running: ends, read_at: at(-500), zone: Zone::UTC }),
        reminding: Reminding { reminders, computer: Zone::UTC },
        ..facts()
    }
}

fn reminders(effects: &[Effect]) -> Vec<Reminder> {
    let reminder = |effect: &Effect| match effect {
        Effect::Remind(reminder, ..) => Some(*reminder),
        _ => None,
    };
    effects.iter().filter_map(reminder).collect()
}

#[test]
fn a_scheduled_end_is_reminded_of_once_and_what_was_told_is_kept() {
    let mut model = Model::default();
    model.on(Event::Began, at(0));
    let effects = model.on(looked(ends_soon(), None), at(0));
    assert_eq!(reminders(&effects), []);
    assert_eq!(watched(&effects).unwrap().0, Some(at(300)));
    // The service can't be asked, and is not needed for it.
    let no_answer = Answer::Failed { what: "no answer".to_owned(), retry_after: None };
    model.on(looked(ends_soon(), Some(no_answer)), at(0));
    let effects = model.on(Event::Sign(Sign::Due), at(300));
    assert_eq!(reminders(&effects), [Reminder::Before { end: at(600) }]);
    let told = effects.iter().find_map(|effect| match effect {
        Effect::Remind(_, _, told) => Some(told.clone()),
        _ => None,
    });
    assert!(reminders(&model.on(Event::MenuOpens, at(301))).is_empty(), "it comes once");
    // Another tray that comes later knows it.
    let mut next = Model::default();
    next.on(Event::Began, at(400));
    let facts = Facts { told: told.unwrap(), ..ends_soon() };
    let effects = next.on(looked(facts, None), at(400));
    assert_eq!((reminders(&effects), watched(&effects).unwrap().0), (vec![], Some(at(600))));
    let effects = next.on(Event::Sign(Sign::Due), at(600));
    assert_eq!(reminders(&effects), [Reminder::AtEnd { end: at(600) }]);
}

#[test]
fn an_end_that_moved_is_told_and_reminded_of_anew() {
    let mut model = Model::default();
    model.on(Event::Began, at(0));
    model.on(looked(ends_soon(), None), at(0));
    let later = Running { since: Some(at(-9_000)), scheduled_end: Some(at(4_200)), ..session(12) };
    let effects = model.on(
        Event::Looked(Looked {
            facts: Some(ends_soon()),
            answer: Some(Answer::Service(Service::Running(later))),
            moved: Some(note()),
        }),
        at(1),
    );
    assert!(effects.contains(&Effect::Notify(note())), "{effects:?}");
    assert_eq!(reminders(&model.on(Event::Sign(Sign::Due), at(330))), [], "not of the old end");
    let effects = model.on(Event::Sign(Sign::Due), at(3_900));
    assert_eq!(reminders(&effects), [Reminder::Before { end: at(4_200) }]);
}

#[test]
fn an_end_that_moved_is_told_also_when_a_start_has_begun_since() {
    let mut model = begun();
    model.on(Event::MenuOpens, at(0));
    model.on(click(), at(0));
    let answer = Some(Answer::Service(running(12)));
    let looked = Looked { facts: Some(facts()), answer, moved: Some(note()) };
    assert_eq!(on(&mut model, Event::Looked(looked), at(1)), [Effect::Notify(note())]);
}

#[test]
fn in_quiet_hours_only_what_the_user_does_is_answered() {
    // 1_700_000_000 is 22:13:20.
    let quiet = "22:00-22:30".parse().ok();
    let reminders = Reminders { before: Vec::new(), quiet };
    let reminding = Reminding { reminders, computer: Zone::UTC };
    let facts = || Facts { reminding: reminding.clone(), ..facts() };
    let mut model = Model::default();
    model.on(Event::Began, at(0));
    model.on(looked(facts(), None), at(0));
    model.on(Event::Sign(Sign::Journal), at(1));
    let news = Attended {
        notes: vec![note()],
        next: None,
        waits_for_network: false,
        facts: Some(facts()),
    };
    let effects = model.on(Event::Attended(news), at(1));
    let end = at(1_000);
    assert_eq!(effects, [Effect::Watch { at: Some(end), network: false }]);
    model.on(click(), at(2));
    let done = Ended { facts: Some(facts()), ..ended_with(Err(None)) };
    assert_eq!(on(&mut model, Event::Ended(done), at(3)), [Effect::Notify(note())]);
    let effects = model.on(Event::Sign(Sign::Due), end);
    assert!(effects.contains(&Effect::Notify(note())), "{effects:?}");
    assert_eq!(on(&mut model, Event::MenuOpens, end), look(true, &[]), "and once");
}

#[test]
fn what_is_due_is_not_waited_for_while_it_is_done() {
    let mut model = begun();
    model.on(Event::Sign(Sign::Journal), at(0));
    let effects = model.on(attended(older(), Some(at(9))), at(0));
    assert_eq!(watched(&effects), Some((Some(at(9)), true)));
    // It would be told again and again otherwise: the time has come.
    let effects = model.on(Event::Sign(Sign::Due), at(9));
    assert!(effects.contains(&Effect::Attend { network: false }), "{effects:?}");
    assert_eq!(model.watched.0, None);
    let effects = model.on(attended(older(), Some(at(99))), at(10));
    assert_eq!(watched(&effects), Some((Some(at(99)), true)));
}

/// What a look at settings brings in which these keys start.
fn with_keys(keys: &str) -> Event {
    let shortcuts = keys.parse().map(|chord| (Deed::Start, chord)).into_iter().collect();
    looked(Facts { choices: Choices { shortcuts, ..Choices::default() }, ..facts() }, None)
}

#[test]
fn other_settings_are_read_at_once_and_keys_are_bound_when_they_are_others() {
    let mut model = begun();
    let bound = |effects: &[Effect]| -> Option<Vec<String>> {
        effects.iter().find_map(|effect| match effect {
            Effect::Bind(all) => Some(all.iter().map(|(_, chord)| chord.to_string()).collect()),
            _ => None,
        })
    };
    assert_eq!(on(&mut model, Event::Sign(Sign::Settings), at(0)), look(false, &[]));
    let bind = on(&mut model, with_keys("Ctrl+Alt+L"), at(0));
    assert_eq!(bound(&bind), Some(vec!["Ctrl+Alt+L".to_owned()]));
    on(&mut model, Event::Sign(Sign::Settings), at(1));
    assert_eq!(bound(&on(&mut model, with_keys("Ctrl+Alt+L"), at(1))), None, "they are the same");
    on(&mut model, Event::Sign(Sign::Settings), at(2));
    assert_eq!(bound(&on(&mut model, with_keys("off"), at(2))), Some(Vec::new()));
}

#[test]
fn settings_that_change_during_a_look_are_looked_at_again() {
    let mut model = begun();
    on(&mut model, Event::MenuOpens, at(0));
    assert_eq!(on(&mut model, Event::Sign(Sign::Settings), at(0)), []);
    let again = [Effect::Look { service: false, not_with: vec![Some(at(SAVED))] }];
    assert_eq!(on(&mut model, idle(), at(0)), again);
    assert_eq!(on(&mut model, Event::MenuOpens, at(0)), [], "which does not ask the service");
    let asked = on(&mut model, answered(None), at(0));
    assert!(matches!(&*asked, [Effect::Look { service: true, .. }]), "{asked:?}");
}

#[test]
fn a_store_that_is_not_there_is_listened_for_and_asked_when_it_comes() {
    let mut model = begun();
    on(&mut model, Event::MenuOpens, at(0));
    let missing = answered(Some(Answer::Vault(VaultError::NoStore)));
    assert!(model.on(missing, at(1)).contains(&Effect::WatchStore(true)));
    let came = model.on(Event::Sign(Sign::Store), at(2));
    assert_eq!(came, [Effect::Attend { network: false }, look(true, &[]).remove(0)]);
    let missing = answered(Some(Answer::Vault(VaultError::NoStore)));
    let effects = model.on(missing, at(3));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::WatchStore(_))), "it listens");
    on(&mut model, Event::MenuOpens, at(4));
    assert!(model.on(idle(), at(5)).contains(&Effect::WatchStore(false)));
}

#[test]
fn hiding_changes_nothing_but_what_shows() {
    let mut model = begun();
    on(&mut model, click(), at(10));
    let hidden = on(&mut model, chosen(Action::Hide), at(11));
    assert_eq!(hidden, [Effect::Hide, Effect::WithdrawDialog]);
    let undo = Event::Grace { id: OLDER, note: note() };
    assert_eq!(on(&mut model, undo, at(12)), [], "it is not told, and it goes on");
    assert_eq!(on(&mut model, Event::StoreAsks, at(12)), []);
    assert_eq!(on(&mut model, ended(Ok(session(12))), at(13)), []);
    assert_eq!(model.state.service, running(12), "it was finished and noted");
    assert_eq!(on(&mut model, click(), at(20)), [], "what can't be seen can't be taken back");
    let again = on(&mut model, chosen(Action::Hide), at(21));
    assert_eq!(again, [Effect::Hide, Effect::WithdrawDialog], "keys are pressed in a hurry");
    let shown = on(&mut model, chosen(Action::Show), at(30));
    let looked = Effect::Look { service: true, not_with: vec![Some(at(SAVED))] };
    assert_eq!(shown, [Effect::Show, looked, Effect::Notify(note())], "the newest of each topic");
    assert!(!model.state.hidden);
}

#[test]
fn what_is_told_by_itself_waits_until_it_may_show() {
    let mut model = begun();
    on(&mut model, chosen(Action::Hide), at(1));
    on(&mut model, Event::Sign(Sign::Journal), at(2));
    let effects = model.on(attended(Vec::new(), None), at(2));
    assert!(!effects.contains(&Effect::Notify(note())), "{effects:?}");
    assert_eq!(on(&mut model, Event::Heard(note()), at(3)), []);
    let permission = Some("token".to_owned());
    let opened = Event::Chosen { action: Action::Open, activation: permission.clone() };
    let effects = on(&mut model, opened, at(4));
    assert_eq!(effects[0], Effect::Show, "who opens the window wants to see");
    assert!(effects.contains(&Effect::Open { activation: permission }), "{effects:?}");
    assert!(effects.contains(&Effect::Notify(note())), "{effects:?}");
}

#[test]
fn what_is_hidden_stays_so_in_quiet_hours_and_without_a_timer() {
    let quiet = "22:00-22:30".parse().ok();
    let reminders = Reminders { before: Vec::new(), quiet };
    let reminding = Reminding { reminders, computer: Zone::UTC };
    let facts = || Facts { reminding: reminding.clone(), ..facts() };
    let mut model = Model::default();
    model.on(Event::Began, at(0));
    model.on(looked(facts(), None), at(0));
    model.on(chosen(Action::Hide), at(1));
    model.on(Event::Sign(Sign::Journal), at(2));
    let news = Attended {
        notes: vec![note()],
        next: None,
        waits_for_network: false,
        facts: Some(facts()),
    };
    assert_eq!(model.on(Event::Attended(news), at(2)), [], "nothing is waited for");
    let effects = model.on(chosen(Action::Show), at(3));
    assert_eq!(watched(&effects), Some((Some(at(1_000)), false)), "the quiet hours go on");
}

#[test]
fn what_was_hidden_when_the_tray_ended_stays_hidden_until_it_is_shown() {
    let mut model = Model::default();
    on(&mut model, Event::Began, at(0));
    let hidden = || Facts { hidden: true, ..facts() };
    let news = Attended {
        notes: vec![note()],
        next: None,
        waits_for_network: false,
        facts: Some(hidden()),
    };
    on(&mut model, Event::Sign(Sign::Journal), at(0));
    assert_eq!(on(&mut model, Event::Attended(news), at(0)), [], "also what it left");
    assert!(model.state.hidden);
    on(&mut model, chosen(Action::Show), at(1));
    on(&mut model, looked(hidden(), None), at(2));
    assert!(!model.state.hidden, "what was read before says nothing any more");
}

#[test]
fn without_a_place_for_the_icon_what_needs_somebody_is_told_and_the_same_once() {
    let mut model = begun();
    let stands_in = |effects: Vec<Effect>| effects.contains(&Effect::StandIn);
    let asks = || {
        let mut pending = older();
        pending[0].needs_you = true;
        looked(Facts { pending, ..facts() }, None)
    };
    assert!(!stands_in(model.on(asks(), at(0))), "the icon says it");
    let gone = model.on(Event::Host(false), at(1));
    assert!(gone.contains(&Effect::KeepHost(false)), "{gone:?}");
    assert!(stands_in(gone));
    assert!(!stands_in(model.on(asks(), at(2))), "that was told");
    let refused = || looked(Facts { token: Some(Trouble::Refused), ..facts() }, None);
    assert!(stands_in(model.on(refused(), at(3))));
    assert!(!stands_in(model.on(answered(None), at(4))), "it is over");
    assert!(stands_in(model.on(refused(), at(5))), "and there again");
    model.on(Event::Host(true), at(6));
    assert!(!stands_in(model.on(asks(), at(7))));
}

#[test]
fn what_is_told_in_the_icons_place_keeps_to_quiet_hours() {
    let reminders = Reminders { before: Vec::new(), quiet: "22:00-22:30".parse().ok() };
    let reminding = Reminding { reminders, computer: Zone::UTC };
    let mut model = Model::default();
    model.on(Event::Began, at(0));
    model.on(looked(Facts { reminding, ..facts() }, None), at(0));
    let effects = model.on(Event::News(note()), at(1));
    assert_eq!(effects, [Effect::Watch { at: Some(at(1_000)), network: false }]);
    let effects = model.on(Event::Sign(Sign::Due), at(1_000));
    assert!(effects.contains(&Effect::Notify(note())), "{effects:?}");
}

#[test]
fn what_the_user_shows_again_is_not_hidden_by_what_the_journal_said_before() {
    let mut model = Model::default();
    on(&mut model, Event::Began, at(0));
    on(&mut model, click(), at(0));
    on(&mut model, chosen(Action::Hide), at(1));
    on(&mut model, chosen(Action::Show), at(2));
    let done = Ended { facts: Some(Facts { hidden: true, ..facts() }), ..ended_with(Err(None)) };
    assert_eq!(on(&mut model, Event::Ended(done), at(3)), [Effect::Notify(note())]);
}

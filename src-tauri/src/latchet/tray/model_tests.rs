use latchet_core::journal::IntentionId;

use super::*;

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_700_000_000 + seconds, 0).unwrap()
}

const SAVED: i64 = -1_000;

fn facts() -> Facts {
    Facts { mark: Some(at(SAVED)), token: None, older: None, started: None }
}

fn answered(answer: Option<Answer>) -> Event {
    Event::Looked(Looked { facts: Some(facts()), answer })
}

fn idle() -> Event {
    answered(Some(Answer::Service(Service::Idle)))
}

fn session(id: u64) -> Service {
    Service::Running { id: Some(id), since: None }
}

fn click() -> Event {
    Event::Chosen { action: Action::Start(Wish::Default), activation: None }
}

fn choose_quit() -> Event {
    Event::Chosen { action: Action::Quit, activation: None }
}

fn older() -> Older {
    Older { id: IntentionId(3), what: "it waits".to_owned(), can: super::super::menu::Can::Check }
}

fn chosen(action: Action) -> Event {
    Event::Chosen { action, activation: None }
}

fn attended(older: Option<Older>, next: Option<DateTime<Utc>>) -> Event {
    let facts = Some(Facts { older, ..facts() });
    Event::Attended(Attended { notes: vec![note()], next, waits_for_network: true, facts })
}

fn note() -> Note {
    Note::plain("told".to_owned())
}

fn ended(result: Result<Service, Option<Trouble>>) -> Event {
    Event::Ended(Ended {
        at: at(0).fixed_offset(),
        result,
        what: "so it ended".to_owned(),
        note: note(),
        facts: Some(facts()),
    })
}

fn look(service: bool, not_with: &[Mark]) -> Vec<Effect> {
    vec![Effect::Look { service, not_with: not_with.to_vec() }]
}

fn start() -> Vec<Effect> {
    vec![Effect::Start { wish: Wish::Default, refused: None }]
}

/// A model that has begun and has looked at the journal.
fn begun() -> Model {
    let mut model = Model::default();
    assert_eq!(model.on(Event::Began, at(0)), look(false, &[]), "nobody has looked yet");
    assert_eq!(model.on(answered(None), at(0)), []);
    model
}

#[test]
fn the_service_is_asked_when_the_menu_opens_but_not_twice_in_a_minute_with_one_token() {
    let mut model = begun();
    assert_eq!(model.on(Event::MenuOpens, at(0)), look(true, &[]));
    assert_eq!(model.on(Event::MenuOpens, at(0)), [], "one look at a time");
    model.on(idle(), at(1));
    assert_eq!(model.state.service, Service::Idle);
    let mark = Some(at(SAVED));
    assert_eq!(model.on(Event::MenuOpens, at(60)), look(true, &[mark]));
    model.on(answered(None), at(60));
    assert_eq!(model.on(Event::MenuOpens, at(61)), look(true, &[]));
}

#[test]
fn a_clock_that_was_put_back_does_not_keep_from_asking() {
    let mut model = begun();
    model.on(Event::MenuOpens, at(0));
    model.on(idle(), at(0));
    assert_eq!(model.on(Event::MenuOpens, at(-3_600)), look(true, &[]));
}

#[test]
fn a_menu_that_opens_while_only_the_journal_is_read_asks_afterwards() {
    let mut model = Model::default();
    model.on(Event::Began, at(0));
    assert_eq!(model.on(Event::MenuOpens, at(0)), []);
    assert_eq!(model.on(answered(None), at(0)), look(true, &[]));
    assert_eq!(model.on(idle(), at(0)), []);
}

#[test]
fn one_wish_is_one_start_however_often_it_is_clicked() {
    let mut model = begun();
    assert_eq!(model.on(click(), at(0)), start());
    assert_eq!(model.on(click(), at(0)), []);
    assert_eq!(model.on(ended(Ok(session(12))), at(1)), [Effect::Notify(note())]);
    assert_eq!(model.on(click(), at(2)), [], "the second half of a double click");
    assert_eq!(model.on(click(), at(3)), start());
}

#[test]
fn a_start_that_came_to_nothing_can_be_tried_again_at_once() {
    let mut model = begun();
    model.on(click(), at(0));
    model.on(ended(Err(None)), at(0));
    assert_eq!(model.state.last.as_ref().unwrap().what, "so it ended");
    assert_eq!(model.on(click(), at(0)), start());
    assert_eq!(model.state.last, None);
}

#[test]
fn a_look_from_before_a_start_says_nothing_about_after_it() {
    let mut model = begun();
    model.on(Event::MenuOpens, at(0));
    model.on(click(), at(0));
    model.on(idle(), at(1));
    assert_eq!(model.state.service, Service::Unread);
    model.on(ended(Ok(session(12))), at(2));
    assert_eq!(model.state.service, session(12));
}

#[test]
fn a_token_that_was_refused_is_not_asked_with_again_until_another_is_saved() {
    let mut model = begun();
    model.on(Event::MenuOpens, at(0));
    model.on(answered(Some(Answer::Refused)), at(0));
    assert_eq!(model.state.trouble, Some(Trouble::Refused));
    let mark = Some(at(SAVED));
    assert_eq!(model.on(Event::MenuOpens, at(1_000)), look(true, &[mark]));
    let new = Facts { mark: Some(at(900)), ..facts() };
    let answer = Some(Answer::Service(Service::Idle));
    model.on(Event::Looked(Looked { facts: Some(new), answer }), at(1_000));
    assert_eq!(model.state.trouble, None);
    assert_eq!(
        model.on(click(), at(1_001)),
        [Effect::Start { wish: Wish::Default, refused: Some(mark) }]
    );
}

#[test]
fn a_session_from_another_program_counts_if_it_is_newer_than_what_the_service_said() {
    let mut model = begun();
    model.on(Event::MenuOpens, at(0));
    model.on(idle(), at(100));
    let started = |settled| Facts { started: Some((at(settled), session(9))), ..facts() };
    let looked = |settled| Event::Looked(Looked { facts: Some(started(settled)), answer: None });
    model.on(looked(99), at(110));
    assert_eq!(model.state.service, Service::Idle, "it has ended since");
    model.on(looked(105), at(110));
    assert_eq!(model.state.service, session(9));
}

#[test]
fn what_stands_in_the_way_is_told_and_goes_when_it_is_gone() {
    for (answer, trouble) in [
        (Answer::Vault(VaultError::Missing), Trouble::NoToken),
        (Answer::Vault(VaultError::NoStore), Trouble::Store(VaultError::NoStore)),
    ] {
        let mut model = begun();
        model.on(Event::MenuOpens, at(0));
        model.on(answered(Some(answer)), at(0));
        assert_eq!(model.state.trouble, Some(trouble));
        assert_eq!(model.on(Event::MenuOpens, at(1)), look(true, &[]), "asked again at once");
        model.on(idle(), at(1));
        assert_eq!(model.state.trouble, None);
    }
    let mut model = begun();
    model.on(Event::MenuOpens, at(0));
    model.on(Event::Looked(Looked { facts: None, answer: None }), at(0));
    assert_eq!(model.state.trouble, Some(Trouble::Journal));
}

#[test]
fn without_a_noted_token_there_is_none_unless_one_was_just_used() {
    let unmarked = || Facts { mark: None, ..facts() };
    let looked = |answer| Event::Looked(Looked { facts: Some(unmarked()), answer });
    let mut model = Model::default();
    model.on(Event::Began, at(0));
    model.on(looked(None), at(0));
    assert_eq!(model.state.trouble, Some(Trouble::NoToken));
    model.on(Event::MenuOpens, at(1));
    model.on(looked(Some(Answer::Service(Service::Idle))), at(1));
    assert_eq!(model.state.trouble, None);
}

#[test]
fn an_older_start_is_known_from_every_look() {
    let mut model = begun();
    let facts = Facts { older: Some(older()), ..facts() };
    model.on(Event::MenuOpens, at(0));
    model.on(Event::Looked(Looked { facts: Some(facts), answer: None }), at(0));
    assert_eq!(model.state.older, Some(older()));
    assert_eq!(model.on(click(), at(1)), start(), "whoever sends knows better, and looks first");
}

#[test]
fn quitting_waits_for_what_is_being_sent_but_not_for_ever() {
    assert_eq!(begun().on(choose_quit(), at(0)), [Effect::Exit]);
    let sending = || {
        let mut model = begun();
        model.on(click(), at(0));
        model
    };
    let mut model = sending();
    assert_eq!(model.on(Event::Quit, at(1)), [Effect::WithdrawDialog, Effect::Deadline]);
    assert_eq!(model.on(Event::Quit, at(1)), []);
    assert_eq!(model.on(click(), at(2)), []);
    let told = [Effect::Notify(note()), Effect::Exit];
    assert_eq!(model.on(ended(Ok(session(12))), at(3)), told);

    let mut model = sending();
    model.on(Event::Quit, at(1));
    assert_eq!(model.on(Event::Overdue, at(26)), [Effect::Exit]);
}

#[test]
fn a_tray_that_is_called_again_stays() {
    let mut model = begun();
    model.on(click(), at(0));
    model.on(Event::Quit, at(1));
    model.on(Event::CalledAgain, at(2));
    assert_eq!(model.on(Event::Overdue, at(26)), []);
    assert_eq!(model.on(ended(Ok(session(12))), at(27)), [Effect::Notify(note())]);
}

#[test]
fn what_is_due_is_done_once_at_a_time_and_then_waited_for() {
    let mut model = begun();
    let sign = |network| Event::Sign { network };
    assert_eq!(model.on(sign(false), at(0)), [Effect::Attend { network: false }]);
    assert_eq!(model.on(sign(true), at(0)), []);
    assert_eq!(model.on(sign(false), at(0)), []);
    let again = model.on(attended(None, None), at(1));
    assert_eq!(again, [Effect::Notify(note()), Effect::Attend { network: true }]);
    let watched = model.on(attended(Some(older()), Some(at(9))), at(2));
    let watch = Effect::Watch { at: Some(at(9)), network: true };
    assert_eq!(watched, [Effect::Notify(note()), watch]);
    assert_eq!(model.state.older, Some(older()));
}

#[test]
fn a_start_can_be_taken_back_until_it_is_sent() {
    let mut model = begun();
    model.on(click(), at(0));
    let id = IntentionId(7);
    assert_eq!(model.on(chosen(Action::Cancel(id)), at(0)), [], "it is on its way");
    assert_eq!(model.on(Event::Grace { id, note: note() }, at(0)), [Effect::Notify(note())]);
    assert_eq!(model.on(click(), at(1)), [], "one wish");
    assert_eq!(model.on(chosen(Action::Cancel(IntentionId(6))), at(2)), [], "that one is older");
    assert_eq!(model.on(chosen(Action::Cancel(id)), at(2)), [Effect::Cancel(id)]);
    model.on(ended(Err(None)), at(2));
    assert_eq!(model.state.grace, None);
}

#[test]
fn whoever_quits_takes_back_what_was_not_sent_yet() {
    let id = IntentionId(7);
    let mut model = begun();
    model.on(click(), at(0));
    model.on(Event::Grace { id, note: note() }, at(0));
    let quit = [Effect::WithdrawDialog, Effect::Deadline, Effect::Cancel(id)];
    assert_eq!(model.on(choose_quit(), at(1)), quit);
    assert_eq!(model.on(ended(Err(None)), at(1)), [Effect::Notify(note()), Effect::Exit]);
    let mut model = begun();
    model.on(click(), at(0));
    model.on(choose_quit(), at(0));
    assert_eq!(model.on(Event::Grace { id, note: note() }, at(1)), [Effect::Cancel(id)]);
}

#[test]
fn an_older_start_is_seen_to_from_the_menu() {
    let mut model = begun();
    let id = IntentionId(3);
    model.on(Event::Sign { network: false }, at(0));
    model.on(attended(Some(older()), None), at(0));
    assert_eq!(model.on(chosen(Action::Cancel(id)), at(1)), [Effect::Cancel(id)]);
    assert_eq!(model.on(chosen(Action::Resume(id)), at(1)), [Effect::Resume(id)]);
    assert_eq!(model.on(chosen(Action::Resume(id)), at(1)), [], "it is on its way");
    assert_eq!(model.on(chosen(Action::Cancel(id)), at(1)), []);
    model.on(ended(Ok(session(12))), at(2));
    assert_eq!(model.state.older, None);
}

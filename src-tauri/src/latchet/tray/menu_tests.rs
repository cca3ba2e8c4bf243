use super::*;

fn shown(state: &State) -> Vec<(String, Option<Action>)> {
    let rows = Picture::of(state, &Texts::english()).menu.into_iter();
    rows.filter_map(|row| match row {
        Row::Item(item) if item.shown => {
            Some((item.label.text, item.action.filter(|_| item.enabled)))
        }
        Row::Item(_) | Row::Submenu(_) | Row::Separator => None,
    })
    .collect()
}

fn look_of(state: &State) -> Look {
    Picture::of(state, &Texts::english()).icon.look
}

fn rows(state: &State, extra: &[(&str, Option<Action>)], start: bool) {
    let mut expected =
        vec![extra[0].clone(), ("Start now", start.then_some(Action::Start(Wish::Default)))];
    expected.extend(extra[1..].iter().cloned());
    expected.extend([("Open…", Some(Action::Open)), ("Quit", Some(Action::Quit))]);
    let expected: Vec<_> =
        expected.into_iter().map(|(label, action)| (label.to_owned(), action)).collect();
    assert_eq!(shown(state), expected);
}

const ID: IntentionId = IntentionId(3);

fn older() -> Older {
    Older { id: ID, what: "It waits.".to_owned(), can: Can::SendOrCancel }
}

fn at() -> DateTime<FixedOffset> {
    "2026-01-15T14:03:00+01:00".parse().unwrap()
}

#[test]
fn what_runs_is_said_first() {
    let running = Service::Running { id: Some(12), since: Some(at()) };
    for (service, words, look) in [
        (Service::Unread, "Not looked yet", Look::Idle),
        (Service::Idle, "Nothing runs", Look::Idle),
        (running, "Session 12, since Thu 15 Jan 2026 14:03", Look::Running),
        (Service::Running { id: Some(12), since: None }, "Session 12", Look::Running),
        (Service::Public(false), "Nothing public runs", Look::Idle),
        (Service::Public(true), "A public session runs", Look::Running),
        (Service::Failed("No answer.".to_owned()), "No answer", Look::Idle),
    ] {
        let state = State { service, ..State::default() };
        rows(&state, &[(words, None)], true);
        assert_eq!(look_of(&state), look, "{words}");
    }
}

#[test]
fn while_sending_nothing_else_is_offered() {
    let last = Some(Last { at: at(), what: "It was not sent.".to_owned() });
    let state = State { sending: true, last, ..State::default() };
    rows(&state, &[("Sending…", None)], false);
}

#[test]
fn each_trouble_says_what_it_is_and_leads_to_the_window() {
    let open = Some(Action::Open);
    for (trouble, status, item, start) in [
        (Trouble::NoToken, "No token is saved", "Save a token…", false),
        (
            Trouble::Refused,
            "The service does not accept the token",
            "Save another token…",
            false,
        ),
        (Trouble::NoWrite, "Nothing runs", "The token may not start sessions…", false),
        (
            Trouble::Store(VaultError::NoStore),
            "There is no credential store to keep the token in",
            "See about the credential store…",
            false,
        ),
        (
            Trouble::Store(VaultError::Locked),
            "The credential store is locked",
            "See about the credential store…",
            true,
        ),
        (Trouble::Journal, "The journal can't be used", "See what is wrong…", false),
    ] {
        let state =
            State { trouble: Some(trouble), service: Service::Idle, ..State::default() };
        rows(&state, &[(status, None), (item, open.clone())], start);
        assert_eq!(look_of(&state), Look::NeedsYou, "{trouble:?}");
    }
}

#[test]
fn an_older_start_is_named_and_bars_a_new_one() {
    let (open, resume, cancel) =
        (Some(Action::Open), Some(Action::Resume(ID)), Some(Action::Cancel(ID)));
    let (look, send, back) = ("Look for it now", "Send it now", "Take it back");
    for (can, offered) in [
        (Can::Wait, vec![]),
        (Can::Check, vec![(look, resume.clone())]),
        (Can::Cancel, vec![(back, cancel.clone())]),
        (Can::SendOrCancel, vec![(send, resume), (back, cancel)]),
    ] {
        let older = Some(Older { can, ..older() });
        let state = State { older, service: Service::Idle, ..State::default() };
        let item = ("Number 3: It waits…", open.clone());
        let extra = [vec![("Nothing runs", None), item], offered].concat();
        rows(&state, &extra, false);
        assert_eq!(look_of(&state), Look::NeedsYou);
    }
}

#[test]
fn what_is_about_to_be_sent_can_be_taken_back_and_nothing_else_is_offered() {
    let state =
        State { grace: Some(ID), sending: true, older: Some(older()), ..State::default() };
    let back = ("Take it back", Some(Action::Cancel(ID)));
    rows(&state, &[("Starts in a moment", None), back], false);
}

#[test]
fn a_start_that_came_to_nothing_is_told() {
    let last = Some(Last { at: at(), what: "It was not sent.".to_owned() });
    let state = State { last, service: Service::Idle, ..State::default() };
    assert_eq!(shown(&state)[1], ("14:03: It was not sent".to_owned(), None));
}

fn about_one(action: &Action) -> bool {
    matches!(action, Action::Resume(_) | Action::Cancel(_))
}

#[test]
fn rows_keep_their_places_whatever_happens() {
    let idle = Picture::of(&State::default(), &Texts::english()).menu;
    let last = Some(Last { at: at(), what: "It was not sent.".to_owned() });
    let busy = State {
        older: Some(older()),
        trouble: Some(Trouble::NoToken),
        last,
        ..State::default()
    };
    let busy = Picture::of(&busy, &Texts::english()).menu;
    let actions = |rows: &[Row]| -> Vec<_> {
        // Which start it is about changes what a row does, not which row it is.
        let kind = |action: &Action| std::mem::discriminant(action);
        rows.iter()
            .map(|row| match row {
                Row::Item(item) => item.action.as_ref().filter(|a| !about_one(a)).map(kind),
                Row::Submenu(_) | Row::Separator => None,
            })
            .collect()
    };
    assert_eq!(actions(&idle), actions(&busy));
}

#[test]
fn an_unchanged_state_makes_an_equal_picture() {
    let state = State { service: Service::Idle, ..State::default() };
    let texts = Texts::english();
    assert_eq!(Picture::of(&state, &texts), Picture::of(&state, &texts));
}

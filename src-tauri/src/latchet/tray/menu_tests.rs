use super::*;

const ID: IntentionId = IntentionId(3);

fn now() -> DateTime<Utc> {
    "2026-01-15T17:23:00Z".parse().unwrap()
}

fn picture(state: &State) -> Picture {
    Picture::of(state, &Texts::english(), now())
}

/// The rows that are shown, a submenu with its items behind it.
fn shown(state: &State) -> Vec<(String, Option<Action>)> {
    let rows = picture(state).menu.into_iter();
    let chosen = |item: Item| (item.label.text, item.action.filter(|_| item.enabled));
    rows.flat_map(|row| match row {
        Row::Item(item) if item.shown => vec![chosen(item)],
        Row::Submenu(submenu) if submenu.shown && submenu.enabled => {
            let items = submenu.items.into_iter().map(chosen);
            std::iter::once((format!("{} >", submenu.label.text), None)).chain(items).collect()
        }
        Row::Submenu(submenu) if submenu.shown => vec![(submenu.label.text, None)],
        Row::Item(_) | Row::Submenu(_) | Row::Separator { .. } => Vec::new(),
    })
    .collect()
}

fn labels(state: &State) -> Vec<String> {
    shown(state).into_iter().map(|(label, _)| label).collect()
}

fn look_of(state: &State) -> Look {
    picture(state).icon.look
}

/// The rows of a state: the status lines, what starts, what else there is, and the end.
fn expect(state: &State, status: &[&str], extra: &[(&str, Option<Action>)], can_start: bool) {
    let mut expected: Vec<_> = status.iter().map(|line| (*line, None)).collect();
    expected.push(("Start now", Some(Action::Start(Wish::Default)).filter(|_| can_start)));
    if can_start {
        expected.push(("Start earlier >", None));
        for (minutes, label) in [
            (5, "5 minutes ago"),
            (15, "15 minutes ago"),
            (30, "30 minutes ago"),
            (60, "60 minutes ago"),
        ] {
            expected.push((label, Some(Action::Start(Wish::Earlier(minutes)))));
        }
    } else {
        expected.push(("Start earlier", None));
    }
    expected.extend(extra.iter().cloned());
    expected.push(("Open…", Some(Action::Open)));
    if matches!(state.service, Service::Running(_) | Service::Public(true)) {
        expected.push(("Open the website", Some(Action::Website)));
    }
    expected.push(("Hide now", Some(Action::Hide)));
    expected.push(("Quit", Some(Action::Quit)));
    let expected: Vec<_> =
        expected.into_iter().map(|(label, action)| (label.to_owned(), action)).collect();
    assert_eq!(shown(state), expected);
}

fn name(text: &str) -> PresetName {
    text.parse().unwrap()
}

fn pending(can: Can) -> Pending {
    Pending { id: ID, what: "It waits.".to_owned(), can, needs_you: false }
}

fn running() -> Running {
    Running {
        id: Some(12),
        since: Some("2026-01-15T13:03:00Z".parse().unwrap()),
        scheduled_end: Some("2026-01-16T06:00:00Z".parse().unwrap()),
        locked_by: Some("Kim".to_owned()),
        public: Some(false),
    }
}

fn runs() -> State {
    let zone = "Europe/Berlin".parse().unwrap();
    State {
        service: Service::Running(running()),
        read_at: Some("2026-01-15T17:21:00Z".parse().unwrap()),
        choices: Choices { zone, ..Choices::default() },
        ..State::default()
    }
}

#[test]
fn what_runs_is_said_first_in_times_of_the_trackers_zone() {
    let lines = [
        "Session 12",
        "since Thu 15 Jan 14:03, for 4h 20m",
        "ends Fri 07:00, in 12h 37m",
        "locked by Kim",
        "private",
        "as of 18:21",
    ];
    expect(&runs(), &lines, &[], true);
    assert_eq!(look_of(&runs()), Look::Running);
}

#[test]
fn what_could_not_be_asked_since_is_said_beside_what_is_known() {
    let state = State { failed: Some("No answer.".to_owned()), ..runs() };
    assert_eq!(labels(&state)[5..7], ["No answer", "as of 18:21"]);
    assert_eq!(look_of(&state), Look::Running, "it still runs, as far as is known");
    let state = State { failed: Some("No answer.".to_owned()), ..State::default() };
    expect(&state, &["No answer"], &[], true);
}

#[test]
fn where_less_is_known_less_is_said() {
    let bare = Running { id: Some(12), ..Running::default() };
    for (service, lines, look) in [
        (Service::Unread, &["Not looked yet"][..], Look::Idle),
        (Service::Idle, &["Nothing runs"], Look::Idle),
        (Service::Running(bare), &["Session 12", "no scheduled end"], Look::Running),
        (Service::Public(false), &["Nothing public runs"], Look::Idle),
        (Service::Public(true), &["A public session runs"], Look::Running),
    ] {
        let state = State { service, ..State::default() };
        expect(&state, lines, &[], true);
        assert_eq!(look_of(&state), look, "{lines:?}");
    }
}

#[test]
fn the_tooltip_says_times_and_no_lengths_which_would_be_wrong_a_minute_later() {
    assert_eq!(
        picture(&runs()).tooltip,
        "Session 12\nsince Thu 15 Jan 14:03\nscheduled end Fri 16 Jan 07:00"
    );
    let later = "2026-01-15T23:59:00Z".parse().unwrap();
    let drawn = Picture::of(&runs(), &Texts::english(), later);
    assert_eq!(drawn.tooltip, picture(&runs()).tooltip);
    let idle = State { service: Service::Idle, read_at: runs().read_at, ..State::default() };
    assert_eq!(picture(&idle).tooltip, "Nothing runs");
}

#[test]
fn the_ring_says_how_far_it_is_unless_it_is_not_wanted() {
    let mut state = runs();
    // 4 h 20 min of 16 h 57 min.
    assert_eq!(picture(&state).icon.progress, Some(6));
    let past = Running { scheduled_end: Some(now()), ..running() };
    state.service = Service::Running(past);
    assert_eq!(picture(&state).icon.progress, Some(STEPS));
    state.choices.progress = false;
    assert_eq!(picture(&state).icon.progress, None);
    state.choices.progress = true;
    state.service = Service::Running(Running { scheduled_end: None, ..running() });
    assert_eq!(picture(&state).icon.progress, None, "it has no end");
}

#[test]
fn while_sending_nothing_else_is_offered() {
    let last = Some(Last { at: now(), what: "It was not sent.".to_owned() });
    let state = State { sending: true, last, ..State::default() };
    expect(&state, &["Sending…"], &[], false);
    assert_eq!(look_of(&state), Look::Waiting);
}

#[test]
fn each_trouble_says_what_it_is_and_leads_to_the_window() {
    for (trouble, status, item, can_start) in [
        (Trouble::NoToken, "No token is saved", "Save a token…", false),
        (Trouble::Refused, "The service does not accept the token", "Save another token…", false),
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
        let state = State { trouble: Some(trouble), service: Service::Idle, ..State::default() };
        expect(&state, &[status], &[(item, Some(Action::Open))], can_start);
        assert_eq!(look_of(&state), Look::NeedsYou, "{trouble:?}");
    }
}

#[test]
fn a_start_that_is_not_settled_is_named_and_bars_a_new_one() {
    let look = ("Look for it now", Some(Action::Resume(ID)));
    let send = ("Send it now", Some(Action::Resume(ID)));
    let back = ("Take it back", Some(Action::Cancel(ID)));
    for (can, offered) in [
        (Can::Wait, vec![]),
        (Can::Check, vec![look]),
        (Can::Cancel, vec![back.clone()]),
        (Can::SendOrCancel, vec![send, back]),
    ] {
        let state =
            State { pending: vec![pending(can)], service: Service::Idle, ..State::default() };
        let extra = [vec![("Number 3: It waits…", Some(Action::Open))], offered].concat();
        expect(&state, &["Nothing runs"], &extra, false);
        assert_eq!(look_of(&state), Look::Waiting, "it goes on by itself");
        let asks = Pending { needs_you: true, ..pending(can) };
        assert_eq!(look_of(&State { pending: vec![asks], ..state }), Look::NeedsYou);
    }
}

#[test]
fn of_many_starts_that_are_not_settled_the_oldest_are_shown_and_the_others_counted() {
    let one = |id| Pending { id: IntentionId(id), ..pending(Can::Wait) };
    let state = State { pending: (1..=5).map(one).collect(), ..State::default() };
    let numbers: Vec<_> = labels(&state).into_iter().filter(|l| l.starts_with("Number")).collect();
    assert_eq!(numbers.len(), 3);
    assert!(labels(&state).contains(&"2 more are not settled…".to_owned()));
}

#[test]
fn what_is_about_to_be_sent_can_be_taken_back_and_nothing_else_is_offered() {
    let state = State {
        grace: Some(ID),
        sending: true,
        pending: vec![pending(Can::SendOrCancel)],
        ..State::default()
    };
    let back = ("Take it back", Some(Action::Cancel(ID)));
    expect(&state, &["Starts in a moment"], &[back], false);
}

#[test]
fn a_start_that_came_to_nothing_is_told() {
    let last = Some(Last { at: now(), what: "It was not sent.".to_owned() });
    let state = State { last, service: Service::Idle, ..State::default() };
    assert_eq!(shown(&state)[1], ("17:23: It was not sent".to_owned(), None));
}

#[test]
fn presets_are_offered_and_the_one_that_one_click_starts_is_named() {
    let mut state = State::default();
    state.choices.presets = vec![name("Night"), name("Week_end & more")];
    state.choices.default_preset = Some(name("Night"));
    let rows = shown(&state);
    let night = Some(Action::Start(Wish::Preset(name("Night"))));
    assert_eq!(rows[1], ("Start now: Night".to_owned(), night));
    let preset = |of: &str| (of.to_owned(), Some(Action::Start(Wish::Preset(name(of)))));
    let first = rows.iter().position(|row| row.0 == "Start with >").unwrap();
    assert_eq!(rows[first + 1..first + 3], [preset("Night"), preset("Week_end & more")]);
}

#[test]
fn rows_keep_their_places_whatever_happens() {
    let idle = picture(&State::default()).menu;
    let last = Some(Last { at: now(), what: "It was not sent.".to_owned() });
    let busy = State {
        pending: vec![pending(Can::SendOrCancel)],
        trouble: Some(Trouble::NoToken),
        failed: Some("No answer.".to_owned()),
        last,
        ..runs()
    };
    let busy = picture(&busy).menu;
    assert_eq!(idle.len(), busy.len());
    for (before, after) in idle.iter().zip(&busy) {
        if let (Row::Item(before), Row::Item(after)) = (before, after)
            && let (Some(did), Some(does)) = (&before.action, &after.action)
        {
            assert_eq!(did, does, "{after:?}");
        }
    }
}

#[test]
fn no_two_rows_that_can_be_chosen_at_once_have_the_same_key() {
    let grace = State { grace: Some(ID), sending: true, ..State::default() };
    let mut presets = runs();
    presets.choices.presets = vec![name("Night")];
    let waits = State { pending: vec![pending(Can::SendOrCancel)], ..runs() };
    let doubt = State { pending: vec![pending(Can::Check)], ..runs() };
    let discreet = State { pending: vec![pending(Can::SendOrCancel)], ..discreet() };
    for state in [State::default(), grace, presets, waits, doubt, discreet] {
        let menu = picture(&state).menu;
        let mut keys: Vec<char> = menu
            .iter()
            .filter_map(|row| match row {
                Row::Item(item) if item.shown && item.action.is_some() => item.label.key,
                Row::Submenu(submenu) if submenu.shown => submenu.label.key,
                _ => None,
            })
            .collect();
        keys.sort_unstable();
        let all = keys.len();
        keys.dedup();
        assert_eq!(keys.len(), all, "{keys:?}");
        assert!(all >= 4, "{keys:?}");
    }
}

#[test]
fn an_unchanged_state_makes_an_equal_picture() {
    assert_eq!(picture(&runs()), picture(&runs()));
}

fn discreet() -> State {
    let mut state = runs();
    state.choices.discreet = true;
    state
}

#[test]
fn in_discreet_mode_nothing_but_the_details_says_what_goes_on() {
    let idle = State { service: Service::Idle, read_at: None, ..discreet() };
    let last = Some(Last { at: now(), what: "It was not sent.".to_owned() });
    for (state, why) in [
        (discreet(), "one runs"),
        (State { last, ..idle.clone() }, "one came to nothing"),
        (State { failed: Some("No answer.".to_owned()), ..idle.clone() }, "no answer"),
    ] {
        let (seen, expected) = (picture(&state), picture(&idle));
        assert_eq!((seen.icon, &*seen.tooltip), (Icon::default(), ""), "{why}");
        assert_eq!(seen.menu[1..], expected.menu[1..], "{why}");
        assert_ne!(seen.menu[0], expected.menu[0], "{why}");
    }
    let asks = Pending { needs_you: true, ..pending(Can::SendOrCancel) };
    let state = State { pending: vec![asks], trouble: Some(Trouble::NoToken), ..idle };
    assert_eq!(picture(&state).icon, Icon::default(), "also where somebody is needed");
    let rows = labels(&state);
    assert_eq!(rows[..3], ["Details >", "No token is saved", "Number 3: It waits…"]);
    assert!(rows.contains(&"Number 3…".to_owned()), "{rows:?}");
}

#[test]
fn the_details_say_what_runs_and_no_names() {
    let rows = labels(&discreet());
    let lines = [
        "Details >",
        "Session 12",
        "since Thu 15 Jan 14:03, for 4h 20m",
        "ends Fri 07:00, in 12h 37m",
        "private",
        "as of 18:21",
        "Start now",
    ];
    assert_eq!(rows[..7], lines);
    let mut state = discreet();
    state.choices.default_preset = Some(name("Night"));
    let rows = shown(&state);
    let night = Some(Action::Start(Wish::Preset(name("Night"))));
    assert_eq!(rows[6], ("Start now".to_owned(), night), "a preset may have any name");
}

#[test]
fn while_hidden_there_is_nothing_but_the_way_back() {
    let idle = picture(&State { hidden: true, ..State::default() });
    let last = Some(Last { at: now(), what: "It was not sent.".to_owned() });
    let mut state = State {
        pending: vec![pending(Can::SendOrCancel)],
        trouble: Some(Trouble::NoToken),
        hidden: true,
        last,
        ..runs()
    };
    state.choices.presets = vec![name("Night")];
    state.choices.left_click = LeftClick::Start;
    let busy = picture(&state);
    assert_eq!(busy, idle, "nothing of it is in the rows that are not shown either");
    assert_eq!((busy.icon, &*busy.tooltip), (Icon::default(), ""));
    assert_eq!(busy.left_click, LeftClick::Menu, "a click shows the way back");
    let rows = [("Show again", Action::Show), ("Quit", Action::Quit)];
    assert_eq!(shown(&state), rows.map(|(text, action)| (text.to_owned(), Some(action))));
    assert!(!busy.menu.iter().any(|row| matches!(row, Row::Separator { shown: true })));
    assert_eq!(busy.menu.len(), picture(&runs()).menu.len(), "rows keep their places");
}

#[test]
fn where_nothing_shows_the_icon_the_same_is_said_with_what_can_be_done() {
    let texts = Texts::english();
    let open = (Action::Open, "Open".to_owned());
    let asks = |can| Pending { needs_you: true, what: "It asks.".to_owned(), ..pending(can) };
    let send = (Action::Resume(ID), "Send it now".to_owned());
    let back = (Action::Cancel(ID), "Take it back".to_owned());
    for (trouble, waits, body, buttons) in [
        (Some(Trouble::NoToken), None, "No token is saved.", vec![open.clone()]),
        (Some(Trouble::Journal), None, "The journal can't be used.", vec![open.clone()]),
        (None, Some(Can::Check), "It asks.", vec![open.clone()]),
        (None, Some(Can::SendOrCancel), "It asks.", vec![send, back.clone(), open.clone()]),
        (
            Some(Trouble::Refused),
            Some(Can::Cancel),
            "The service does not accept the token. It asks.",
            vec![back, open],
        ),
    ] {
        let goes_on = pending(Can::SendOrCancel);
        let pending = std::iter::once(goes_on).chain(waits.map(asks)).collect();
        let state = State { trouble, pending, ..State::default() };
        assert_eq!(in_place_of_icon(&state, &texts), Note::start(body.to_owned(), buttons));
    }
}

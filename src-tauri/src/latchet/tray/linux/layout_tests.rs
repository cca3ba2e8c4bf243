use latchet_core::intention::IntentionId;

use super::super::super::picture::{Label, Wish};
use super::*;

fn choice(text: &str, action: Action) -> Item {
    let label = Label::plain(text.to_owned());
    Item { label, action: Some(action), enabled: true, shown: true }
}

fn text(text: &str) -> Item {
    let label = Label::plain(text.to_owned());
    Item { label, action: None, enabled: false, shown: true }
}

fn preset(name: &str) -> Item {
    choice(name, Action::Start(Wish::Preset(name.parse().unwrap())))
}

fn presets(names: &[&str]) -> Row {
    let label = Label::plain("Presets".to_owned());
    let items = names.iter().map(|name| preset(name)).collect();
    Row::Submenu(Submenu { label, items, enabled: true, shown: true })
}

fn row(item: Item) -> Row {
    Row::Item(item)
}

/// Status, a line, a start, presets and two ways to the window.
fn rows(status: &str, names: &[&str]) -> Vec<Row> {
    vec![
        row(text(status)),
        Row::Separator { shown: true },
        row(choice("Start", Action::Start(Wish::Default))),
        presets(names),
        row(choice("Mend…", Action::Open)),
        row(choice("Open…", Action::Open)),
    ]
}

fn ids(node: &Node) -> Vec<i32> {
    node.rows.iter().map(|row| row.id).collect()
}

fn flag(holds: bool) -> Property {
    Property::Flag(holds)
}

fn words(words: &str) -> Property {
    Property::Text(words.to_owned())
}

#[test]
fn each_row_has_a_number_of_its_own_and_the_whole_menu_has_none_of_them() {
    let layout = Layout::new(&rows("Idle", &["Night", "Day"]));
    let mut numbers: Vec<i32> = layout.root().walk().map(|node| node.id).collect();
    assert_eq!(numbers.len(), 9);
    assert_eq!(numbers[0], ROOT);
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), 9, "each is there once");
    for number in numbers {
        assert_eq!(layout.find(number).unwrap().id, number);
    }
    assert!(layout.find(99).is_none());
}

#[test]
fn only_what_differs_from_what_panels_assume_is_said() {
    let marked = Label { text: "a_b".to_owned(), key: Some('b') };
    let greyed = Item { label: marked.clone(), enabled: false, ..preset("x") };
    let hidden = Item { shown: false, ..preset("x") };
    let chosen = Submenu { label: marked, items: vec![], enabled: true, shown: true };
    let spoken = ("accessible-desc", words("a_b"));
    for (row, said) in [
        (row(preset("x")), vec![("label", words("x"))]),
        (row(text("x")), vec![("label", words("x")), ("enabled", flag(false))]),
        (row(hidden), vec![("label", words("x")), ("visible", flag(false))]),
        (row(greyed), vec![("label", words("a___b")), spoken.clone(), ("enabled", flag(false))]),
        (Row::Separator { shown: true }, vec![("type", words("separator"))]),
        (
            Row::Submenu(chosen),
            vec![("label", words("a___b")), spoken, ("children-display", words("submenu"))],
        ),
    ] {
        let layout = Layout::new(std::slice::from_ref(&row));
        assert_eq!(layout.root().rows[0].properties, said, "{row:?}");
    }
}

#[test]
fn a_row_that_cannot_do_anything_can_not_be_chosen_either() {
    let layout = Layout::new(&[row(Item { enabled: true, ..text("x") })]);
    assert!(layout.root().rows[0].properties.contains(&("enabled", flag(false))));
    assert_eq!(layout.root().rows[0].action(), None);
}

#[test]
fn the_same_rows_again_are_no_change() {
    let mut layout = Layout::new(&rows("Idle", &["Night"]));
    let (before, revision) = (layout.root().clone(), layout.revision());
    assert!(layout.update(&rows("Idle", &["Night"])).is_empty());
    assert_eq!((layout.root(), layout.revision()), (&before, revision));
}

#[test]
fn another_text_is_told_of_that_row_alone_and_its_number_stays() {
    let mut layout = Layout::new(&rows("Idle", &["Night"]));
    let numbers = ids(layout.root());
    let change = layout.update(&rows("Running", &["Night"]));
    let said = vec![(numbers[0], vec![("label", words("Running"))])];
    assert_eq!(change, Change { said, ..Change::default() });
    assert_eq!(ids(layout.root()), numbers);
}

#[test]
fn what_is_said_no_more_is_told() {
    let hidden = |shown| vec![row(Item { shown, ..preset("x") })];
    let mut layout = Layout::new(&hidden(false));
    let number = layout.root().rows[0].id;
    let change = layout.update(&hidden(true));
    let unsaid = vec![(number, vec!["visible"])];
    assert_eq!(change, Change { unsaid, ..Change::default() }, "shown is what panels assume");
    let change = layout.update(&hidden(false));
    let said = vec![(number, vec![("visible", flag(false))])];
    assert_eq!(change, Change { said, ..Change::default() });
}

#[test]
fn a_change_in_a_submenu_is_told_of_that_alone_and_the_others_keep_their_numbers() {
    let mut layout = Layout::new(&rows("Idle", &["Night", "Day"]));
    let (top, before) = (ids(layout.root()), ids(&layout.root().rows[3]));
    let change = layout.update(&rows("Idle", &["Week", "Day", "Night"]));
    assert_eq!(change, Change { rows: vec![top[3]], ..Change::default() });
    let after = ids(&layout.root().rows[3]);
    assert_eq!((after[1], after[2]), (before[1], before[0]), "what they do has stayed the same");
    assert!(!before.contains(&after[0]));
    assert_eq!(ids(layout.root()), top);
}

#[test]
fn a_submenu_is_as_new_as_its_newest_row() {
    let mut layout = Layout::new(&rows("Idle", &["Night"]));
    let since = |layout: &Layout| (layout.root().since, layout.root().rows[3].since);
    let first = since(&layout);
    layout.update(&rows("Running", &["Night"]));
    let second = since(&layout);
    assert!(second.0 > first.0 && second.1 == first.1, "only the upper rows have changed");
    layout.update(&rows("Running", &["Day"]));
    let third = since(&layout);
    assert!(third.0 == second.0 && third.1 > second.1, "only the rows behind it have changed");
    assert_eq!(third.1, layout.revision());
}

#[test]
fn a_number_never_comes_to_mean_something_else() {
    let first = IntentionId(1);
    let slots = [
        None,
        Some(Action::Resume(first)),
        Some(Action::Cancel(first)),
        Some(Action::Open),
        Some(Action::Start(Wish::Earlier(5))),
        Some(Action::Start(Wish::Earlier(15))),
    ];
    let mut layout = Layout::new(&[]);
    let mut meant: Vec<(i32, Option<Action>)> = Vec::new();
    // Every pair of rows, in every order after every other: also ones that go and return.
    for turn in 0..slots.len().pow(2) * 3 {
        let pair = [turn * 5 % slots.len(), turn * 7 / slots.len() % slots.len()];
        let rows: Vec<Row> = pair
            .iter()
            .map(|slot| row(Item { action: slots[*slot].clone(), ..preset("x") }))
            .collect();
        layout.update(&rows);
        for (node, slot) in layout.root().rows.iter().zip(pair) {
            assert_eq!(node.action(), slots[slot].as_ref(), "the row does what it should");
            let before = meant.iter().find(|(id, _)| *id == node.id);
            if let Some((id, action)) = before {
                assert_eq!(node.action(), action.as_ref(), "{id} means something else");
            } else {
                meant.push((node.id, node.action().cloned()));
            }
        }
    }
}

#[test]
fn rows_that_do_the_same_are_told_apart_by_their_place() {
    let mut layout = Layout::new(&rows("Idle", &[]));
    let numbers = ids(layout.root());
    let mut fewer = rows("Idle", &[]);
    fewer[4] = row(text("Mended"));
    layout.update(&fewer);
    assert_eq!(ids(layout.root())[5], numbers[5], "the last is where it was");
    assert_ne!(ids(layout.root())[4], numbers[4], "it can't be clicked on any more");
}

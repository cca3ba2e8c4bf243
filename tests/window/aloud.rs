//! The window for who doesn't see it: names and roles of all that can be used, and what is told by
//! itself.

use crate::desktop::Desktop;
use crate::practice::Practice;
use crate::reader::{Reader, Role, Said};

fn is(role: Role, name: &str) -> impl Fn(&[Said]) -> bool {
    let wanted = Said { role, name: name.to_owned() };
    move |all| all.contains(&wanted)
}

#[track_caller]
fn expect(all: &[Said], wanted: &[(Role, &str)]) {
    let nameless: Vec<_> =
        all.iter().filter(|one| one.role != Role::Other && one.name.trim().is_empty()).collect();
    assert!(nameless.is_empty(), "{nameless:?}");
    for (role, name) in wanted {
        assert!(is(*role, name)(all), "no {role:?} {name:?} in {all:#?}");
    }
}

#[test]
fn every_control_has_a_name_and_a_role_on_the_bus_of_screen_readers() {
    let practice = Practice::strict();
    let desktop = Desktop::with_token(practice.url(), practice.token()).without_tray().read_aloud();
    let reader = Reader::on(&desktop);
    let page = desktop.open();
    let form = reader.read_until("form", is(Role::Button, "Start"));
    expect(
        &form,
        &[
            (Role::Radio, "Now"),
            (Role::Radio, "Earlier by"),
            (Role::Radio, "Until"),
            (Role::Entry, "Locked by"),
            (Role::CheckBox, "Public"),
            (Role::Button, "History"),
        ],
    );
    page.click("#to-history");
    let history = reader.read_until("history", is(Role::Button, "Look again"));
    expect(&history, &[(Role::Button, "The month before"), (Role::Button, "JSON")]);
    page.click("#to-settings");
    let settings = reader.read_until("settings", is(Role::Button, "Check this computer"));
    expect(
        &settings,
        &[(Role::Entry, "Time zone"), (Role::CheckBox, "Discreet"), (Role::ComboBox, "Language")],
    );
}

#[test]
fn what_became_of_a_start_and_what_is_wrong_are_read_aloud_by_themselves() {
    let practice = Practice::strict();
    let desktop = Desktop::with_token(practice.url(), practice.token()).without_tray().read_aloud();
    let mut reader = Reader::on(&desktop);
    let page = desktop.open();
    // WebKit tells nothing of what nobody has looked at.
    reader.read_until("form", is(Role::Button, "Start"));
    page.choose("start", "ago");
    page.write("#start-ago", "soon");
    assert_eq!(reader.until_told("20m"), "polite", "beside the field");
    page.write("#start-ago", "5m");
    page.send_asked();
    assert_eq!(reader.until_told("has started"), "polite");
    page.choose("start", "now");
    page.send();
    assert_eq!(reader.until_told("Another session"), "assertive", "what went wrong can't wait");
}

//! The page about this computer, in the window.

use latchet_core::doctor::NAMES;
use latchet_core::texts::Texts;
use serde_json::json;

use super::World;

#[test]
fn every_check_is_told_and_the_report_has_nothing_of_the_user_s() {
    let world = World::with_token();
    assert_eq!(*world.clipboard.held(), "");
    let page = world.ask("examine", json!({})).unwrap();
    let (page, texts) = (page.as_str().unwrap(), Texts::english());
    assert_eq!(page.matches("<li class=").count(), NAMES.len(), "{page}");
    for name in NAMES {
        let named = texts.say(&format!("check-{}", name.replace(' ', "-")));
        assert!(page.contains(&format!("<strong>{named}</strong>")), "{named}: {page}");
    }
    let home = world.home.path().display().to_string();
    assert!(page.contains(&home), "on the screen it says where things are: {page}");

    let told = world.ask("copy_report", json!({})).unwrap();
    assert!(told.as_str().unwrap().contains("Copied"), "{told}");
    let report = world.clipboard.held().clone();
    assert_eq!(report.lines().filter(|line| !line.starts_with(' ')).count(), NAMES.len());
    let address = world.server.url();
    for private in [home.as_str(), address.trim_start_matches("http://")] {
        assert!(!report.contains(private), "{private}: {report}");
    }
}

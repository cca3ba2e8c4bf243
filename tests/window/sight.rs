//! What runs is told as it is now while somebody looks, and nothing goes on while nobody does.

use serde_json::json;

use crate::desktop::Desktop;
use crate::page::Page;
use crate::practice::Practice;

/// From now on the page's timers are noted, and wait for the test. Half a minute is the driver's
/// own.
const HOLD_TIMERS: &str = "window.timers = new Map();
    window.held = 1e6;
    const [set, clear] = [window.setTimeout, window.clearTimeout];
    window.setTimeout = (act, wait, ...more) => {
      if (!(wait > 100) || wait === 30000) return set(act, wait, ...more);
      window.timers.set(++window.held, { act, wait });
      return window.held;
    };
    window.clearTimeout = (id) => window.timers.delete(id) || clear(id);";

/// As if the window were hidden, or shown again.
const HIDE: &str =
    "Object.defineProperty(document, 'hidden', { configurable: true, get: () => arguments[0] });
    document.dispatchEvent(new Event('visibilitychange'))";

impl Page {
    /// How long each timer waits, in milliseconds.
    #[track_caller]
    fn timers(&self) -> Vec<f64> {
        let waits = self.driver().run("return [...timers.values()].map(({ wait }) => wait)", &[]);
        waits.as_array().unwrap().iter().map(|wait| wait.as_f64().unwrap()).collect()
    }

    /// The minute is over.
    #[track_caller]
    fn tick(&self) {
        self.driver().run(
            "const [[id, { act }]] = timers;
             timers.delete(id);
             act()",
            &[],
        );
        self.await_true("next minute that is waited for", "return timers.size === 1");
    }

    #[track_caller]
    fn set_hidden(&self, hidden: bool) {
        self.driver().run(HIDE, &[json!(hidden)]);
    }

    /// Looks by hand, and waits for what is seen.
    #[track_caller]
    fn look(&self) {
        self.click("#running-refresh");
        self.await_true("answer", "return !document.querySelector('#running-refresh.busy')");
    }
}

fn reads(practice: &Practice) -> usize {
    practice.requests().iter().filter(|(_, path)| path.contains("sessions.php?active")).count()
}

#[test]
fn while_a_session_runs_one_timer_waits_for_the_next_minute_and_none_while_nobody_looks() {
    let practice = Practice::strict();
    let desktop = Desktop::with_token(practice.url(), practice.token()).without_tray();
    let page = desktop.open();
    page.await_running("idle");
    page.driver().run(HOLD_TIMERS, &[]);
    page.look();
    assert_eq!(page.timers(), Vec::<f64>::new(), "nothing runs, so nothing grows old");
    assert_eq!(page.text("#dial") + &page.text("#running-website"), "", "nor is there a figure");

    page.send();
    page.await_running("running");
    page.await_text("#running-facts", "since");
    let waits = page.timers();
    assert!(matches!(waits[..], [wait] if wait <= 66_000.0), "to the next minute: {waits:?}");
    let before = reads(&practice);
    for _ in 0..3 {
        page.tick();
    }
    assert_eq!(reads(&practice), before, "the service's answer is not a minute old");
    page.await_text("#running-facts", "no scheduled end");

    page.set_hidden(true);
    assert_eq!(page.timers(), Vec::<f64>::new(), "nobody looks");
    page.set_hidden(false);
    page.await_true("minute that is waited for", "return timers.size === 1");
    assert_eq!(reads(&practice), before, "nor is it when somebody looks again");

    practice.end_all();
    page.look();
    page.await_running("idle");
    assert_eq!(page.timers(), Vec::<f64>::new(), "nothing runs any more");
}

#[test]
fn an_end_that_moved_on_the_service_is_told_with_what_moved_it() {
    let practice = Practice::strict();
    let desktop = Desktop::with_token(practice.url(), practice.token()).without_tray();
    desktop.call(&["start", "--for", "8h", "--yes"]).run().expect_status(0);
    let page = desktop.open();
    page.await_running("running");
    assert_eq!(page.text("#running-moved"), "");
    assert_eq!(page.text("#running-moves"), "", "the end is where it was");
    assert!(page.text("#dial").ends_with("left"), "{}", page.text("#dial"));
    let ring = "const ring = document.getElementById('ring');
        return !ring.hasAttribute('hidden') && ring.getBoundingClientRect().width > 40";
    assert_eq!(page.driver().run(ring, &[]), json!(true));
    practice.move_end(practice.ids()[0], 2, "DICE");
    page.look();
    let moved = page.await_text("#running-moved", "2h later");
    assert!(moved.contains("dice"), "{moved}");
    let story = page.text("#running-moves");
    assert!(story.contains("end moved later (dice)"), "{story}");
    assert_eq!(page.attribute("#running-moved", "role").as_deref(), Some("status"));
    page.look();
    assert_eq!(page.text("#running-moved"), moved, "until there is something else to say");
}

#[test]
fn a_refused_token_is_not_used_again_however_often_somebody_looks() {
    let practice = Practice::strict();
    let desktop = Desktop::with_token(practice.url(), practice.token()).without_tray();
    practice.server().revoke(practice.token());
    let page = desktop.open();
    page.await_running("unavailable");
    page.await_text("#running", "does not accept");
    let before = practice.requests().len();
    page.driver().run(HOLD_TIMERS, &[]);
    for _ in 0..3 {
        page.look();
        page.driver().run("window.dispatchEvent(new Event('focus'))", &[]);
    }
    page.look();
    assert_eq!(practice.requests().len(), before, "{:?}", practice.requests());
    assert_eq!(page.timers(), Vec::<f64>::new());
}

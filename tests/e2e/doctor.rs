//! `latchet doctor`: the page that may be shown to others.

use std::fs;

use crate::canary::found;
use crate::practice::Practice;
use crate::world::World;

#[test]
fn the_report_holds_nothing_of_the_user_s_own() {
    let practice = Practice::strict();
    let world = World::with_token(practice.url(), practice.token());
    let home = world.latchet_home().join("canary-home");
    let latchet_home = home.join("canary-folder");
    fs::create_dir_all(&latchet_home).unwrap();
    let run = |arguments: &[&str], server: &str| {
        let folder = |path: &std::path::Path| path.display().to_string();
        world
            .latchet(arguments)
            .env("HOME", &folder(&home))
            .env("LATCHET_HOME", &folder(&latchet_home))
            .env("LATCHET_SERVER", server)
            .env("https_proxy", "http://canary-user:canary-password@canary-proxy.test:9")
            .run()
    };
    let pem = "canary-roots.pem";
    let own = |server: &str| {
        run(&["settings", "set", "locked-by", "canary Kim"], server).expect_status(0);
        run(&["preset", "save", "canary night"], server).expect_status(0);
        let page = run(&["doctor"], server);
        let report = run(&["doctor", "--report"], server);
        (page.expect_status(0).out(), report.expect_status(0).out())
    };
    let check = |report: &str| {
        for own in [practice.token(), "canary", "127.0.0.1", "practice", pem] {
            assert_eq!(found(own, report.as_bytes()), None, "{own}: {report}");
        }
        assert!(report.contains("the service"), "{report}");
    };

    let (page, report) = own(practice.url());
    assert!(page.contains("canary-home") && page.contains("127.0.0.1"), "{page}");
    check(&report);
    let (page, report) = own("https://canary-service.test");
    assert!(page.contains("canary-service.test") && page.contains("canary-proxy.test"), "{page}");
    assert!(!page.contains("canary-password") && !page.contains("canary-user"), "{page}");
    check(&report);

    // A file that is gone, a proxy that wants a password, a journal that can't be.
    let settings = format!(
        "ca-file = \"{}\"\nproxy = \"http://canary-user@canary-proxy.test:9\"\n",
        home.join(pem).display()
    );
    fs::write(latchet_home.join("settings.toml"), settings).unwrap();
    fs::remove_dir_all(latchet_home.join("services")).unwrap();
    fs::write(latchet_home.join("services"), "no folder").unwrap();
    let report = run(&["doctor", "--report"], "https://canary-service.test");
    let report = report.expect_status(0).out();
    assert_eq!(found("canary", report.as_bytes()), None, "{report}");
    assert!(report.contains("not_writable"), "{report}");
}

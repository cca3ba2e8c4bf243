//! The JSON that scripts rely on, against the schemas in `docs/cli.md`.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::practice::Practice;
use crate::program::Ended;
use crate::raw::{self, Raw};
use crate::world::World;

const TAG: &str = "```json schema=";

/// The schema blocks of the documentation by name.
fn documented() -> BTreeMap<String, Value> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/cli.md");
    let text = std::fs::read_to_string(path).unwrap();
    let blocks = text.split(TAG).skip(1).map(|block| {
        let (name, rest) = block.split_once('\n').expect("a block's name ends its line");
        let (schema, _) = rest.split_once("\n```").expect("a block ends");
        let schema = serde_json::from_str(schema).unwrap_or_else(|error| panic!("{name}: {error}"));
        (name.trim().to_owned(), schema)
    });
    blocks.collect()
}

pub(crate) struct Documentation(BTreeMap<String, jsonschema::Validator>);

impl Documentation {
    pub(crate) fn read() -> Self {
        let schemas = documented().into_iter().map(|(name, schema)| {
            jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("{name}: {error}"));
            let validator = jsonschema::validator_for(&schema).unwrap();
            (name, validator)
        });
        Self(schemas.collect())
    }

    #[track_caller]
    pub(crate) fn expect_valid(&self, name: &str, ended: &Ended) {
        let schema = self.0.get(name).unwrap_or_else(|| panic!("docs/cli.md has no schema {name}"));
        let told: Vec<String> = schema
            .iter_errors(&ended.json())
            .map(|error| format!("{} at {}", error, error.instance_path()))
            .collect();
        assert!(told.is_empty(), "{name}: {}\n{}", told.join("; "), ended.all());
    }
}

#[test]
fn every_documented_schema_is_closed_and_there() {
    let schemas = documented();
    for name in [
        "start",
        "status",
        "pending",
        "history",
        "token-check",
        "presets",
        "doctor",
        "leave-no-trace",
    ] {
        let schema = schemas.get(name).unwrap_or_else(|| panic!("no schema {name}"));
        let text = schema.to_string();
        assert!(
            text.contains(r#""additionalProperties":false"#),
            "{name} would take anything: a key that is not documented must fail"
        );
    }
}

#[test]
fn real_output_is_as_documented() {
    let documentation = Documentation::read();
    let practice = Practice::strict();
    let world = World::with_keyring(practice.url());
    let run = |arguments: &[&str]| world.latchet(arguments).run();

    documentation.expect_valid("doctor", &run(&["doctor", "--json"]));
    documentation.expect_valid("status", &run(&["status", "--json", "--offline"]));
    documentation.expect_valid("history", &run(&["history", "--json"]));
    documentation.expect_valid("pending", &run(&["pending", "list", "--json"]));
    documentation.expect_valid("presets", &run(&["preset", "list", "--json"]));
    for options in [&["plain"][..], &["night", "--until", "07:00", "--locked-by", "Kim"]] {
        run(&[&["preset", "save"], options].concat()).expect_status(0);
    }
    run(&["preset", "save", "two days", "--ago", "20m", "--for", "2d", "--public"]);
    run(&["preset", "default", "night"]).expect_status(0);
    let presets = run(&["preset", "list", "--json"]);
    documentation.expect_valid("presets", &presets);
    let night = &presets.json()[1];
    assert_eq!((&night["name"], &night["default"]), (&"night".into(), &true.into()), "{night}");

    world.latchet(&["token", "set"]).input(practice.token()).run().expect_status(0);
    documentation.expect_valid("token-check", &run(&["token", "check", "--json"]));
    documentation.expect_valid("status", &run(&["status", "--json"]));
    let long = ["start", "--yes", "--json", "--for", "3d12h", "--locked-by", "Kim", "--public"];
    documentation.expect_valid("start", run(&long).expect_status(0));
    documentation.expect_valid("start", run(&["start", "--yes", "--json"]).expect_status(5));
    documentation.expect_valid("status", run(&["status", "--json"]).expect_status(0));
    documentation.expect_valid("status", run(&["status", "--json", "--offline"]).expect_status(0));
    documentation.expect_valid("history", run(&["history", "--json"]).expect_status(0));
    documentation.expect_valid("doctor", &run(&["doctor", "--json"]));
}

#[test]
fn output_in_trouble_is_as_documented() {
    let documentation = Documentation::read();
    for answer in [
        raw::json(400, r#"{"error":"lockedby is too long"}"#),
        raw::html(401, "<html>no</html>"),
        raw::json(403, r#"{"error":"no"}"#),
        raw::answer(404, "", b""),
        raw::answer(429, "Retry-After: 5\r\n", b""),
        raw::json(500, ""),
        raw::answer(301, "Location: http://127.0.0.1:1/\r\n", b""),
        Vec::new(),
    ] {
        let server = Raw::answering_starts(answer);
        let world = World::with_token(&server.url(), "a-token-of-this-test");
        let started = world.latchet(&["start", "--yes", "--json"]).run();
        documentation.expect_valid("start", &started);
        let pending = world.latchet(&["pending", "list", "--json"]).run();
        documentation.expect_valid("pending", pending.expect_status(0));
        // Refused at home while the first one is unknown, it is told in the same form.
        let again = world.latchet(&["start", "--yes", "--json"]).run();
        documentation.expect_valid("start", &again);
        let history = world.latchet(&["history", "--json"]).run();
        documentation.expect_valid("history", history.expect_status(0));
    }
}

#[test]
fn a_doctor_without_a_store_or_a_service_still_answers() {
    let documentation = Documentation::read();
    let world = World::headless("http://127.0.0.1:1");
    let ended = world.latchet(&["doctor", "--json"]).run();
    documentation.expect_valid("doctor", ended.expect_status(0));
}

//! Whatever the page asks, in whatever shape: an answer comes back, and never the token.

use serde_json::{Map, Value, json};

use super::{NAMES, World};

/// A part of every token here, in the clipboard and in what is typed.
const CANARY: &str = "canary4711";

/// How many starts are not settled at first.
const PENDING: usize = 40;

/// How many questions are asked.
const QUESTIONS: u32 = 10_000;

/// Numbers that look random and are the same each time (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % sides as u64).unwrap()
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len())]
    }

    fn text(&mut self) -> String {
        let some =
            ["", "20m", "8h", "3d12h", "2026-01-02 03:04", "2026-03-29 02:30", "now", "\u{0}"];
        match self.roll(4) {
            0 => (0..self.roll(80))
                .map(|_| char::from_u32(u32::try_from(self.roll(0xd7ff)).unwrap()).unwrap())
                .collect(),
            1 => "9".repeat(self.roll(5_000)),
            _ => self.pick(&some).to_owned(),
        }
    }

    fn value(&mut self, depth: usize) -> Value {
        match self.roll(if depth == 0 { 5 } else { 7 }) {
            0 => Value::Null,
            1 => json!(self.roll(2) == 0),
            2 => json!(self.0.cast_signed()),
            3 => json!(f64::from(u32::try_from(self.0 >> 32).unwrap()) / 7.0),
            4 => json!(self.text()),
            5 => (0..self.roll(5)).map(|_| self.value(depth - 1)).collect(),
            _ => Value::Object(
                (0..self.roll(5)).map(|_| (self.key(), self.value(depth - 1))).collect(),
            ),
        }
    }

    fn key(&mut self) -> String {
        let keys = [
            "draft",
            "token",
            "start",
            "end",
            "locked_by",
            "public",
            "kind",
            "text",
            "answered",
            "id",
            "found",
            "started",
            "name",
            "replace",
            "anew",
            "shown",
            "zone",
        ];
        if self.roll(8) == 0 { self.text() } else { self.pick(&keys).to_owned() }
    }

    fn moment(&mut self, kinds: &[&str]) -> Value {
        match self.roll(6) {
            0 => self.value(2),
            _ => json!({ "kind": self.pick(kinds), "text": self.text() }),
        }
    }

    fn draft(&mut self) -> Value {
        let mut draft = Map::new();
        draft.insert("start".to_owned(), self.moment(&["now", "ago", "at", "never"]));
        draft.insert("end".to_owned(), self.moment(&["open", "for", "until", "never"]));
        if self.roll(2) == 0 {
            draft.insert("locked_by".to_owned(), json!(self.text()));
        }
        if self.roll(3) == 0 {
            draft.insert("public".to_owned(), self.value(1));
        }
        draft.into()
    }

    fn answered(&mut self) -> Value {
        match self.roll(4) {
            0 => self.value(2),
            1 => json!(["zone", "far_end"]),
            _ => json!([]),
        }
    }

    fn found(&mut self) -> Value {
        match self.roll(4) {
            0 => self.value(2),
            1 => json!("not_started"),
            _ => json!({ "started": self.value(0) }),
        }
    }

    fn id(&mut self) -> Value {
        match self.roll(4) {
            0 => self.value(1),
            _ => json!(self.roll(2 * PENDING)),
        }
    }

    fn args(&mut self) -> Value {
        match self.roll(6) {
            0 => self.value(4),
            1 => json!({ "token": format!("{CANARY}{}", self.text()) }),
            2 => json!({ "id": self.id(), "found": self.found(), "anew": self.value(0) }),
            3 => json!({ "name": self.value(0), "draft": self.draft(), "replace": self.value(0) }),
            _ => json!({ "draft": self.draft(), "answered": self.answered() }),
        }
    }
}

#[test]
fn ten_thousand_questions_get_answers_and_none_holds_the_token() {
    let world = World::new();
    for number in 0..PENDING {
        world.left_at(number % 5);
    }
    let mut dice = Dice(0x5eed_1a7c_4e70_2026);
    let (mut answered, mut refused) = (0, 0);
    for number in 0..QUESTIONS {
        if number % 100 == 0 {
            *world.clipboard.held() = format!("{CANARY}-{number}");
        }
        let name = dice.pick(NAMES);
        let args = dice.args();
        let reply = world.ask(name, args.clone());
        if reply.is_ok() {
            answered += 1;
        } else {
            refused += 1;
        }
        let told = format!("{reply:?}");
        assert!(!told.contains(CANARY), "{name} {args} told the token: {told}");
        assert!(!told.contains("unforeseen way"), "{name} {args} was lost: {told}");
    }
    assert!(answered > 1_000 && refused > 1_000, "{answered} answered, {refused} refused");
}

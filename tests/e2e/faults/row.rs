//! One row of the matrix: a fault, how it is made, and what must come of it.

use std::fmt::Write as _;

use serde_json::Value;

use super::scene::Scene;
use super::stage::Stage;
use crate::program::Ended;

type Make = Box<dyn Fn(&Stage) -> Scene + Send + Sync>;
type Act = Box<dyn Fn(&mut Scene) -> Ended + Send + Sync>;
type Check = Box<dyn Fn(&Scene, &Ended) + Send + Sync>;

/// How a call of the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// By itself, with this status.
    Exit(i32),
    /// By a signal.
    Killed,
}

impl End {
    fn is(self, status: Option<i32>) -> bool {
        match self {
            Self::Exit(wanted) => status == Some(wanted),
            Self::Killed => status.is_none(),
        }
    }
}

/// One thing that is done, and what must come of it.
pub(super) struct Step {
    /// In words; the first step of a row is a start, unless it says otherwise.
    pub(super) what: &'static str,
    act: Act,
    end: Option<End>,
    /// Of `start --json`: its outcome and the code of its reason.
    outcome: Option<(&'static str, &'static str)>,
    /// Each is told, in these words.
    pub(super) sees: Vec<&'static str>,
    /// POSTs that reached the server so far, sessions that stand, and the journal: each start's
    /// outcome, oldest first.
    pub(super) leaves: Option<(usize, usize, &'static str)>,
    also: Vec<Check>,
}

impl Step {
    fn new(what: &'static str, act: impl Fn(&mut Scene) -> Ended + Send + Sync + 'static) -> Self {
        let act = Box::new(act);
        Self {
            what,
            act,
            end: None,
            outcome: None,
            sees: Vec::new(),
            leaves: None,
            also: Vec::new(),
        }
    }

    /// How it ends, as the page writes it.
    pub(super) fn ended(&self) -> String {
        let status = match self.end {
            Some(End::Exit(status)) => status.to_string(),
            Some(End::Killed) => "killed".to_owned(),
            None => String::new(),
        };
        match self.outcome {
            Some((outcome, "")) => format!("{status} {outcome}"),
            Some((outcome, code)) => format!("{status} {outcome} (`{code}`)"),
            None => status,
        }
    }

    fn play(&self, scene: &mut Scene) {
        let ended = (self.act)(scene);
        let all = format!("step “{}”: {}", self.what, ended.all());
        let end = self.end.expect("every step says how it ends");
        assert!(end.is(ended.status), "it was to end with {end:?}\n{all}");
        assert!(!ended.err().contains("panicked"), "{all}");
        if let Some((outcome, code)) = self.outcome {
            let json = ended.json();
            assert_eq!(json["outcome"], outcome, "{all}");
            let told = json["reason"]["code"].as_str().unwrap_or_default();
            assert_eq!(told, code, "the reason's code\n{all}");
            let numbered = json["session_id"].is_u64();
            assert_eq!(numbered, outcome == "started", "a number, if it started\n{all}");
        }
        let seen = [ended.out(), ended.err()].concat();
        for words in &self.sees {
            assert!(seen.contains(words), "it was to say “{words}”\n{all}");
        }
        scene.expect_no_token(&ended);
        let leaves = self.leaves.expect("every step says what it leaves");
        let left = (scene.posts(), scene.sessions(), scene.journal());
        assert_eq!(
            (left.0, left.1, left.2.as_str()),
            leaves,
            "POSTs, sessions and the journal afterwards\n{all}"
        );
        for check in &self.also {
            check(scene, &ended);
        }
    }
}

/// A fault and what must come of it.
pub(super) struct Row {
    /// Its number in the list of faults, with a letter where there are several of a kind.
    pub(super) id: &'static str,
    /// In words.
    pub(super) fault: &'static str,
    made: Make,
    pub(super) steps: Vec<Step>,
    /// It waits for a time limit: better begun early.
    pub(super) is_slow: bool,
}

/// A fault that is there before the user starts.
pub(super) fn row(
    id: &'static str,
    fault: &'static str,
    made: impl Fn(&Stage) -> Scene + Send + Sync + 'static,
) -> Row {
    let steps = vec![Step::new("", Scene::start)];
    Row { id, fault, made: Box::new(made), steps, is_slow: false }
}

impl Row {
    /// What the user does, instead of a start.
    pub(super) fn by(
        mut self,
        what: &'static str,
        act: impl Fn(&mut Scene) -> Ended + Send + Sync + 'static,
    ) -> Self {
        let step = self.last();
        (step.what, step.act) = (what, Box::new(act));
        self
    }

    /// What happens next.
    pub(super) fn then(
        mut self,
        what: &'static str,
        act: impl Fn(&mut Scene) -> Ended + Send + Sync + 'static,
    ) -> Self {
        self.steps.push(Step::new(what, act));
        self
    }

    /// A start ends so: exit status, outcome and the code of its reason.
    pub(super) fn ends(mut self, status: i32, outcome: &'static str, code: &'static str) -> Self {
        self.last().outcome = Some((outcome, code));
        self.exits(status)
    }

    /// The session stands, and it is said.
    pub(super) fn starts(self) -> Self {
        self.ends(0, "started", "")
    }

    pub(super) fn exits(mut self, status: i32) -> Self {
        self.last().end = Some(End::Exit(status));
        self
    }

    pub(super) fn killed(mut self) -> Self {
        self.last().end = Some(End::Killed);
        self
    }

    pub(super) fn sees(mut self, words: &[&'static str]) -> Self {
        self.last().sees.extend(words);
        self
    }

    pub(super) fn leaves(mut self, posts: usize, sessions: usize, journal: &'static str) -> Self {
        self.last().leaves = Some((posts, sessions, journal));
        self
    }

    pub(super) fn also(mut self, check: impl Fn(&Scene, &Ended) + Send + Sync + 'static) -> Self {
        self.last().also.push(Box::new(check));
        self
    }

    pub(super) fn slow(mut self) -> Self {
        self.is_slow = true;
        self
    }

    fn last(&mut self) -> &mut Step {
        self.steps.last_mut().expect("a row has a first step")
    }

    /// Makes it happen, and judges what comes of it.
    pub(super) fn play(&self, stage: &Stage) {
        let mut scene = (self.made)(stage);
        for step in &self.steps {
            step.play(&mut scene);
        }
    }

    /// What happens after the first step, in words.
    pub(super) fn afterwards(&self) -> String {
        let mut text = self.steps[0].leaves.map_or("", |leaves| leaves.2).to_owned();
        for step in &self.steps[1..] {
            let Some((posts, sessions, journal)) = step.leaves else { continue };
            let _ = write!(text, "<br>{} → {}", step.what, step.ended());
            if !step.sees.is_empty() {
                let _ = write!(text, ": {}", step.sees.join(" "));
            }
            let _ = write!(text, " ({posts} POST, {sessions} session; {journal})");
        }
        text
    }
}

/// The outcomes in a list of starts, oldest first.
pub(super) fn outcomes(lists: &[Value]) -> String {
    let all = lists.iter().flat_map(|list| list.as_array().cloned().unwrap_or_default());
    let mut all: Vec<(u64, String)> = all
        .map(|item| {
            let text = |name: &str| item[name].as_str().unwrap_or_default().to_owned();
            (text("intention").parse().unwrap_or_default(), text("outcome"))
        })
        .collect();
    all.sort();
    let names: Vec<_> = all.into_iter().map(|(_, outcome)| outcome).collect();
    if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }
}

//! What crosses to the page: `src-tauri/ipc/ipc.d.ts` is made from it. None of these can hold a token.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use latchet_core::draft::{Draft, DraftField};
use latchet_core::preset::{Preset, PresetName};
use latchet_core::wording;
use serde::Serialize;

/// What a command answers.
pub(crate) type Reply<T> = Result<T, IpcError>;

/// The field that something is about, by the form's name for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "window-test", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Field {
    Start,
    End,
    LockedBy,
    Token,
    /// The number of a session that the user found on the website.
    Session,
    /// A preset's name.
    Preset,
    /// The tracker's zone.
    Zone,
}

impl From<DraftField> for Field {
    fn from(field: DraftField) -> Self {
        match field {
            DraftField::Start => Self::Start,
            DraftField::End => Self::End,
            DraftField::LockedBy => Self::LockedBy,
        }
    }
}

/// A refused command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "window-test", derive(ts_rs::TS))]
pub(crate) struct IpcError {
    /// For branching alone.
    pub(crate) code: &'static str,
    /// Ready to be shown.
    pub(crate) message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "window-test", ts(optional))]
    pub(crate) field: Option<Field>,
    /// What could be meant, where it is one of a few things.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "window-test", ts(as = "Option<Vec<Choice>>", optional))]
    pub(crate) choices: Vec<Choice>,
}

/// One thing that could be meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "window-test", derive(ts_rs::TS))]
pub(crate) struct Choice {
    /// As a person is asked.
    pub(crate) label: String,
    /// As it is filled in.
    pub(crate) text: String,
}

impl IpcError {
    /// About nothing that is filled in.
    pub(crate) fn new(code: &'static str, message: String) -> Self {
        Self { code, message, field: None, choices: Vec::new() }
    }

    /// About the token, whatever the words are about.
    #[must_use]
    pub(crate) fn at(self, field: Field) -> Self {
        Self { field: Some(field), ..self }
    }
}

impl From<wording::Told> for IpcError {
    fn from(told: wording::Told) -> Self {
        let field = told.field.map(Field::from);
        Self { field, ..Self::new(told.code, told.sentence()) }
    }
}

/// A text with what it means and what to do next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "window-test", derive(ts_rs::TS))]
pub(crate) struct Told {
    pub(crate) code: &'static str,
    pub(crate) what: String,
    pub(crate) meaning: Vec<String>,
    pub(crate) next: Option<String>,
    pub(crate) field: Option<Field>,
}

impl From<wording::Told> for Told {
    fn from(told: wording::Told) -> Self {
        let field = match told.code {
            "token_invalid" | "no_write_permission" => Some(Field::Token),
            _ => told.field.map(Field::from),
        };
        Self { code: told.code, what: told.what, meaning: told.meaning, next: told.next, field }
    }
}

/// Is a token there?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "window-test", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub(crate) enum TokenPresence {
    Saved,
    Missing,
    Unavailable,
}

/// What is known of the token, without the token.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "window-test", derive(ts_rs::TS))]
pub(crate) struct TokenState {
    pub(crate) state: TokenPresence,
    /// Whose it is, or why there is none.
    pub(crate) lead: String,
    pub(crate) note: String,
}

/// Does a session run?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "window-test", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub(crate) enum RunningState {
    Running,
    Idle,
    PublicOnly,
    Unavailable,
}

/// What runs now.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "window-test", derive(ts_rs::TS))]
pub(crate) struct Running {
    pub(crate) state: RunningState,
    /// Does one surely run? Then what is told grows old.
    pub(crate) runs: bool,
    pub(crate) lines: Vec<String>,
    /// That the scheduled end is another than it was.
    pub(crate) moved: Option<String>,
    pub(crate) as_of: String,
    pub(crate) dial: Option<Dial>,
    /// Its start, the moves of its scheduled end and that end, a line each, where the end has moved.
    pub(crate) moves: Vec<String>,
}

/// The one figure of a session that runs.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "window-test", derive(ts_rs::TS))]
pub(crate) struct Dial {
    /// A length: what is left to the scheduled end, or how long it has run where there is none.
    pub(crate) figure: String,
    /// What the figure is.
    pub(crate) caption: String,
    /// How far it is towards its scheduled end, from 0 to 1.
    pub(crate) progress: Option<f32>,
}

/// Exact times to begin with, on the tracker's clock, as they are filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "window-test", derive(ts_rs::TS))]
pub(crate) struct Moments {
    pub(crate) start: String,
    pub(crate) end: String,
}

/// Everything that the window shows when it opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "window-test", derive(ts_rs::TS))]
pub(crate) struct Opening {
    pub(crate) zone: String,
    pub(crate) moments: Moments,
    pub(crate) host: String,
    pub(crate) practice: bool,
    pub(crate) locked_by: String,
    /// What was filled in when the window was closed.
    pub(crate) draft: Option<Draft>,
    pub(crate) presets: Presets,
    pub(crate) pending: Vec<Pending>,
    /// What happened by itself since anybody looked, told once.
    pub(crate) news: Vec<Told>,
    pub(crate) texts: BTreeMap<String, String>,
    /// Their language, for the page's `lang`.
    pub(crate) language: &'static str,
}

/// What a link fills in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "window-test", derive(ts_rs::TS))]
pub(crate) struct Filled {
    /// `None`: nothing, since it can't be read.
    pub(crate) draft: Option<Draft>,
    pub(crate) message: String,
    /// The question where a person has begun to fill in the form, and its answers.
    pub(crate) asks: String,
    pub(crate) fill_in: String,
    pub(crate) ignore: String,
}

/// What will be sent, in words, or what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "window-test", derive(ts_rs::TS))]
pub(crate) struct Preview {
    pub(crate) sentence: Option<String>,
    /// When it starts, where it does not start now.
    pub(crate) start_said: String,
    /// When it is to end, where that is scheduled.
    pub(crate) end_said: String,
    /// The scheduled end that the sentence tells.
    pub(crate) end: Option<DateTime<Utc>>,
    pub(crate) problems: Vec<IpcError>,
}

/// The presets, and what is to be said of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "window-test", derive(ts_rs::TS))]
pub(crate) struct Presets {
    pub(crate) all: Vec<Preset>,
    /// What one click starts; `None`: no preset.
    pub(crate) one_click: Option<PresetName>,
    /// Is what one click was to start not there?
    pub(crate) is_lost: bool,
    pub(crate) notes: Vec<String>,
}

/// What became of a preset that was to be saved: it was, where there are no problems.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "window-test", derive(ts_rs::TS))]
pub(crate) struct SavedPreset {
    pub(crate) presets: Presets,
    pub(crate) problems: Vec<IpcError>,
}

/// A start that is not settled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "window-test", derive(ts_rs::TS))]
pub(crate) struct Pending {
    pub(crate) id: i64,
    pub(crate) told: Told,
    pub(crate) can: Vec<Can>,
}

/// What can be done about a start that is not settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "window-test", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Can {
    Send,
    Look,
    Cancel,
    Settle,
}

/// What a wish to start came to, so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "window-test", derive(ts_rs::TS))]
#[serde(untagged)]
pub(crate) enum Answer {
    Ended(Ended),
    Asks(Asks),
}

/// Nothing was sent, nor recorded: the user is asked first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "window-test", derive(ts_rs::TS))]
pub(crate) struct Asks {
    #[cfg_attr(feature = "window-test", ts(type = "\"asks\""))]
    pub(crate) outcome: &'static str,
    pub(crate) questions: Vec<Asked>,
}

/// One question. The start goes out when each is answered with yes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "window-test", derive(ts_rs::TS))]
pub(crate) struct Asked {
    #[cfg_attr(feature = "window-test", ts(type = "Question"))]
    pub(crate) name: &'static str,
    pub(crate) told: Told,
}

/// As what a person sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "window-test", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub(crate) enum Look {
    Good,
    Wait,
    Bad,
}

/// How a start ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "window-test", derive(ts_rs::TS))]
pub(crate) struct Ended {
    #[cfg_attr(
        feature = "window-test",
        ts(type = "\"started\" | \"refused\" | \"waiting\" | \"not_sent\" | \"unknown\"")
    )]
    pub(crate) outcome: &'static str,
    pub(crate) look: Look,
    pub(crate) told: Told,
    pub(crate) session_id: Option<u64>,
    pub(crate) recorded: Vec<String>,
}

impl Ended {
    /// `outcome` as in `latchet start --json`.
    pub(crate) fn new(outcome: &'static str, told: Told) -> Self {
        let look = match (outcome, told.code) {
            // Nothing was sent, as was wanted.
            ("started", _) | (_, "cancelled" | "not_started") => Look::Good,
            ("waiting", _) => Look::Wait,
            _ => Look::Bad,
        };
        Self { outcome, look, told, session_id: None, recorded: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{json, to_value};

    use super::*;

    #[test]
    fn errors_cross_in_the_shape_that_the_page_knows() {
        let error = IpcError::new("zero_length", "no".to_owned()).at(Field::LockedBy);
        assert_eq!(
            to_value(&error).unwrap(),
            json!({ "code": "zero_length", "message": "no", "field": "locked_by" })
        );
        let error = IpcError { field: None, ..error };
        assert_eq!(to_value(&error).unwrap(), json!({ "code": "zero_length", "message": "no" }));
        assert_eq!(to_value(error.clone().at(Field::Token)).unwrap()["field"], "token");
        let choice = Choice { label: "a".to_owned(), text: "b".to_owned() };
        let choices = vec![choice];
        assert_eq!(
            to_value(IpcError { choices, ..error.clone() }).unwrap()["choices"],
            json!([{ "label": "a", "text": "b" }])
        );
        assert_eq!(to_value(error.at(Field::Session)).unwrap()["field"], "session");
    }

    #[test]
    fn what_is_told_crosses_in_the_shape_that_the_page_knows() {
        let told = wording::Told {
            code: "token_invalid",
            what: "a".to_owned(),
            meaning: vec!["b".to_owned()],
            next: None,
            field: None,
        };
        assert_eq!(
            to_value(Told::from(told)).unwrap(),
            json!({ "code": "token_invalid", "what": "a", "meaning": ["b"], "next": null, "field": "token" })
        );
    }

    fn told() -> Told {
        Told { code: "c", what: "a".to_owned(), meaning: Vec::new(), next: None, field: None }
    }

    #[test]
    fn a_start_that_is_not_settled_crosses_with_its_number_and_what_can_be_done() {
        let pending = Pending {
            id: 7,
            told: told(),
            can: vec![Can::Send, Can::Look, Can::Cancel, Can::Settle],
        };
        let shown = to_value(&pending).unwrap();
        assert_eq!(shown["can"], json!(["send", "look", "cancel", "settle"]));
        assert_eq!((&shown["id"], &shown["told"]), (&json!(7), &to_value(told()).unwrap()));
        assert_eq!(shown.as_object().unwrap().len(), 3);
    }

    #[test]
    fn a_start_is_answered_with_its_end_or_with_questions() {
        let recorded = vec!["r".to_owned()];
        let ended = Ended { recorded, ..Ended::new("waiting", told()) };
        let told_value = to_value(told()).unwrap();
        assert_eq!(
            to_value(Answer::Ended(ended)).unwrap(),
            json!({ "outcome": "waiting", "look": "wait", "told": told_value, "session_id": null, "recorded": ["r"] })
        );
        let questions = vec![Asked { name: "zone", told: told() }];
        assert_eq!(
            to_value(Answer::Asks(Asks { outcome: "asks", questions })).unwrap(),
            json!({ "outcome": "asks", "questions": [{ "name": "zone", "told": told_value }] })
        );
    }

    #[test]
    fn a_question_is_answered_by_the_name_that_it_was_asked_with() {
        use latchet_core::intention::Question;
        for question in Question::ALL {
            assert_eq!(to_value(question).unwrap(), question.name());
        }
    }
}

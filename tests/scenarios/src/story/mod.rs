//! Stories: what a student does and sees, told in JSON (`stories/*.json`), the same in every language. A new one needs no code.
//!
//! What a step or an expectation means is said here; each language has a runner that reads the same files.

mod expect;
mod library;
mod screen_name;
mod sight;

pub use expect::Expect;
pub use library::{Library, StoryError};
pub use screen_name::ScreenName;
pub use sight::Sight;

use serde::Deserialize;
use std::collections::BTreeMap;

/// A story. `$name` in what is filled in or expected stands for a value of the play.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Story {
    /// What it shows, in a sentence.
    pub told: String,
    /// Whose it is: a place in the cast.
    pub student: usize,
    /// In which language the app speaks.
    pub locale: Language,
    /// What happens, in turn.
    pub steps: Vec<Step>,
}

/// A language of the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub enum Language {
    /// Simplified Chinese.
    #[serde(rename = "zh-CN")]
    ZhCn,
    /// English.
    #[serde(rename = "en")]
    En,
}

/// What a form is filled in with, by the fields' keys; fields that are not named keep what stands in them.
pub type Filled = BTreeMap<String, String>;

/// One thing that happens.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The form that is shown is filled in and sent.
    Fill(Filled),
    /// The same is done to ask for a one-time code; from then on `$code` is the code that was sent.
    Code(Filled),
    /// The button of this id, which must be enabled, is pressed, and all that follows is waited for.
    Press(String),
    /// The same, without waiting for anything.
    Begin(String),
    /// The photo of this name is given to the capture screen that is shown.
    Photo(String),
    /// Something that has no button.
    Send(Unprompted),
    /// It holds, sooner or later: within a minute.
    Wait(Expect),
    /// It holds now.
    Expect(Expect),
    /// The app is killed and opened again on the same folder.
    Restart(Yes),
    /// The network goes or comes.
    Network(Network),
    /// The platform's sessions run out.
    Expire(Yes),
}

/// An action that has no button.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // named after the actions
pub enum Unprompted {
    Refresh,
    Back,
    Cancel,
    Dismiss,
}

/// The network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Network {
    /// Nothing passes.
    Down,
    /// All is as usual.
    Up,
}

/// `true`: a step that only happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "bool")]
pub struct Yes;

impl TryFrom<bool> for Yes {
    type Error = &'static str;

    fn try_from(yes: bool) -> Result<Self, Self::Error> {
        if yes { Ok(Self) } else { Err("a step that is not taken need not be told: write true") }
    }
}

/// `text` with every `$name` replaced by what `values` has for it.
///
/// # Errors
/// The first name that has no value.
pub fn fill_in(text: &str, values: &BTreeMap<String, String>) -> Result<String, String> {
    let mut parts = text.split('$');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_lowercase() && c != '_').unwrap_or(part.len());
        let (name, rest) = part.split_at(end);
        filled.push_str(values.get(name).ok_or_else(|| format!("${name} has no value"))?);
        filled.push_str(rest);
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(json: &str) -> Result<Step, String> {
        serde_json::from_str(json).map_err(|error| error.to_string())
    }

    #[test]
    fn a_step_is_one_known_thing_and_says_no_more_than_it_knows() {
        assert!(matches!(step(r#"{"press": "submit"}"#), Ok(Step::Press(id)) if id == "submit"));
        assert!(matches!(step(r#"{"restart": true}"#), Ok(Step::Restart(Yes))));
        for wrong in [
            r#"{"shout": "submit"}"#,
            r#"{"press": "submit", "photo": "portrait"}"#,
            r#"{"restart": false}"#,
            r#"{"network": "slow"}"#,
            r#"{"send": "submit"}"#,
            r#"{"expect": {"shows": "home"}}"#,
            r#"{"expect": {"screen": "lobby"}}"#,
            "{}",
        ] {
            assert!(step(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn names_are_replaced_wherever_they_stand_and_must_have_a_value() {
        let values = [("name", "样本"), ("new_password", "kite")].map(|(a, b)| (a.into(), b.into())).into();
        assert_eq!(fill_in("$name：$new_password。", &values).unwrap(), "样本：kite。");
        assert_eq!(fill_in("none", &values).unwrap(), "none");
        assert!(fill_in("$nobody", &values).unwrap_err().contains("nobody"));
    }
}

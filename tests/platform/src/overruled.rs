//! What the student overruled of the phone's own refusals, as the submission tells it.

use crate::uploads::Purpose;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

/// As many are taken: more than any phone has kinds of findings, in three photos.
const MOST: usize = 200;

/// Characters of the name of a kind.
const LONGEST: usize = 40;

/// A refusal of the phone's that the student overruled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Overruled {
    slot: Purpose,
    /// Not the rules' kind: a newer app may find what this platform has no name for, and shall not be refused for it.
    #[serde(deserialize_with = "kind")]
    kind: String,
}

impl Overruled {
    /// The photo: `portrait_side`, `emblem_side` or `portrait`.
    pub fn slot(&self) -> &'static str {
        self.slot.as_str()
    }

    /// What the phone refused it for, by the phone's name.
    pub fn kind(&self) -> &str {
        &self.kind
    }
}

fn kind<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let name = String::deserialize(from)?;
    let is_name =
        (1..=LONGEST).contains(&name.len()) && name.bytes().all(|byte| byte == b'_' || byte.is_ascii_lowercase());
    if is_name { Ok(name) } else { Err(D::Error::custom("not the name of a kind")) }
}

/// All of a submission.
pub(crate) fn list<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Overruled>, D::Error> {
    // serde would take a list of the members' values for an object as well.
    let all = Vec::<Map<String, Value>>::deserialize(from)?;
    if all.len() > MOST {
        return Err(D::Error::custom("too many"));
    }
    all.into_iter().map(|one| serde_json::from_value(one.into()).map_err(D::Error::custom)).collect()
}

use super::{ScreenName, Sight, fill_in};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What is to be seen; what is not named is not looked at.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Expect {
    /// This screen.
    pub screen: Option<ScreenName>,
    /// Each of these stands in one of its texts.
    pub says: Vec<String>,
    /// None of these does.
    pub silent: Vec<String>,
    /// Buttons of these ids are there and enabled.
    pub offers: Vec<String>,
    /// Buttons of these ids are not there, or not enabled.
    pub withholds: Vec<String>,
    /// So many chances are shown to be left.
    pub chances: Option<u64>,
    /// The screen is about this photo.
    pub slot: Option<String>,
    /// Each of these kinds was found in a photo.
    pub kind: Vec<String>,
}

impl Expect {
    /// Whether `sight` is as expected, `$name` standing for what `values` has.
    ///
    /// # Errors
    /// Everything that is not as expected.
    pub fn check(&self, sight: &Sight, values: &BTreeMap<String, String>) -> Result<(), String> {
        let mut wrong = Vec::new();
        let mut hold = |holds: bool, expected: String| {
            if !holds {
                wrong.push(expected)
            }
        };
        if let Some(name) = self.screen {
            hold(name == sight.name(), format!("the screen {name:?}"));
        }
        for text in &self.says {
            let text = fill_in(text, values)?;
            hold(sight.says(&text), format!("the text “{text}”"));
        }
        for text in &self.silent {
            let text = fill_in(text, values)?;
            hold(!sight.says(&text), format!("no text “{text}”"));
        }
        for id in &self.offers {
            hold(sight.offers(id), format!("the button {id}"));
        }
        for id in &self.withholds {
            hold(!sight.offers(id), format!("no button {id}"));
        }
        if let Some(chances) = self.chances {
            hold(sight.chances() == Some(chances), format!("{chances} chances"));
        }
        if let Some(slot) = &self.slot {
            hold(sight.slot() == Some(slot), format!("the slot {slot}"));
        }
        for kind in &self.kind {
            hold(sight.kinds().contains(&kind.as_str()), format!("the finding {kind}"));
        }
        if wrong.is_empty() { Ok(()) } else { Err(format!("expected {}", wrong.join(", "))) }
    }
}

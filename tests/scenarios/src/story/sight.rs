use super::ScreenName;
use ruxue::view::{ButtonView, Screen};
use serde_json::Value;
use std::fmt;

/// A screen as a runner sees it: walked through without knowing what it is made of, so that a new one needs no code.
pub struct Sight {
    screen: Screen,
    tree: Value,
}

impl Sight {
    /// What `screen` shows.
    ///
    /// # Errors
    /// Where it can't be told as JSON, which would be a mistake in its types.
    pub fn of(screen: Screen) -> Result<Self, serde_json::Error> {
        Ok(Self { tree: serde_json::to_value(&screen)?, screen })
    }

    /// Which screen it is.
    pub fn name(&self) -> ScreenName {
        ScreenName::from(&self.screen)
    }

    /// The screen itself.
    pub fn screen(&self) -> &Screen {
        &self.screen
    }

    /// The button of that id, enabled or not.
    pub fn button(&self, id: &str) -> Option<&ButtonView> {
        self.screen.buttons().find(|button| button.id == id)
    }

    /// Whether the button of that id is there and enabled.
    pub fn offers(&self, id: &str) -> bool {
        self.button(id).is_some_and(|button| button.enabled)
    }

    /// Whether `text` stands in one of the screen's texts.
    pub fn says(&self, text: &str) -> bool {
        self.texts().iter().any(|shown| shown.contains(text))
    }

    /// The chances left, where the screen shows them.
    pub fn chances(&self) -> Option<u64> {
        let left = |_, object: &Value| object.get("left").filter(|_| object.get("all").is_some())?.as_u64();
        find(&self.tree, &left)
    }

    /// The photo that the screen is about, where it is about one.
    pub fn slot(&self) -> Option<&str> {
        self.tree.get("view")?.get("slot")?.as_str()
    }

    /// The kinds of what was found in photos.
    pub fn kinds(&self) -> Vec<&str> {
        let mut kinds = Vec::new();
        walk(&self.tree, &mut |_, value| {
            if value.get("refuses").is_some() {
                kinds.extend(value.get("kind").and_then(Value::as_str));
            }
        });
        kinds
    }

    /// Every text.
    fn texts(&self) -> Vec<&str> {
        let mut texts = Vec::new();
        walk(&self.tree, &mut |key, value| {
            texts.extend(value.as_str().filter(|text| is_shown(key) && !text.is_empty()))
        });
        texts
    }
}

/// Whether what stands under `key` is for the student to read, and not a name of ours.
fn is_shown(key: &str) -> bool {
    const OURS: [&str; 13] =
        ["screen", "id", "key", "kind", "do", "slot", "page", "state", "task", "role", "tone", "verdict", "consent"];
    !OURS.contains(&key)
}

/// Calls `see` with every value, the key that it stands under, and its whole subtree.
fn walk<'a>(tree: &'a Value, see: &mut impl FnMut(&'a str, &'a Value)) {
    fn below<'a>(key: &'a str, value: &'a Value, see: &mut impl FnMut(&'a str, &'a Value)) {
        see(key, value);
        match value {
            Value::Array(items) => items.iter().for_each(|item| below(key, item, see)),
            Value::Object(fields) => fields.iter().for_each(|(key, value)| below(key, value, see)),
            _ => {}
        }
    }
    below("", tree, see);
}

fn find<'a, T>(tree: &'a Value, look: &impl Fn(&'a str, &'a Value) -> Option<T>) -> Option<T> {
    let mut found = None;
    walk(tree, &mut |key, value| found = found.take().or_else(|| look(key, value)));
    found
}

/// What is shown, for who looks for the reason of a failure.
impl fmt::Display for Sight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let buttons = self.screen.buttons().map(|button| match button.enabled {
            true => button.id.clone(),
            false => format!("({})", button.id),
        });
        writeln!(f, "{:?}, buttons {}", self.name(), buttons.collect::<Vec<_>>().join(" "))?;
        write!(f, "{}", self.texts().join(" | "))
    }
}

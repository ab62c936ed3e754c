//! The stories as they are written; `ruxue-bindings` plays them.

use ruxue_scenarios::story::{Library, ScreenName, Step, Story, StoryError};
use std::collections::BTreeSet;

fn all() -> Result<Vec<Story>, StoryError> {
    Library.names()?.iter().map(|name| Library.read(name)).collect()
}

#[test]
fn every_story_is_in_the_format_and_ends_with_what_is_to_be_seen() {
    let stories = all().unwrap();
    assert!(!stories.is_empty());
    for story in stories {
        assert!(matches!(story.steps.last(), Some(Step::Expect(_) | Step::Wait(_))), "{}", story.told);
    }
}

#[test]
fn every_screen_is_reached_by_a_story() {
    let stories = all().unwrap();
    let steps = stories.iter().flat_map(|story| &story.steps);
    let reached: BTreeSet<ScreenName> = steps
        .filter_map(|step| match step {
            Step::Expect(expect) | Step::Wait(expect) => expect.screen,
            _ => None,
        })
        .collect();
    let missed: Vec<_> = ScreenName::ALL.iter().filter(|screen| !reached.contains(screen)).collect();
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn no_story_is_read_from_outside_the_library() {
    for name in ["nobody", "../Cargo", "", "passed.json"] {
        assert!(Library.read(name).is_err(), "{name}");
    }
}

//! The stories, played through the bindings.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // helpers fail as tests do

use ruxue_bindings::screens::{Action, FieldValue, FieldView, Screen};
use ruxue_bindings::{Config, Observer, Ruxue, ShellError, Vault, VaultFailure};
use ruxue_platform::Secret;
use ruxue_scenarios::stage::{Play, Stage};
use ruxue_scenarios::story::{Expect, Filled, Language, Library, Network, Sight, Step, Story, Unprompted, fill_in};
use ruxue_store::{KeyVault, Vault as _, VaultError};
use std::collections::BTreeMap;
use std::fmt::Display;
use std::fs;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// How long a story waits for what it expects, and how often it looks.
const PATIENCE: Duration = Duration::from_secs(60);
const GLANCE: Duration = Duration::from_millis(50);

/// Plays every story, or the one that `STORY` in the environment names.
#[test]
fn every_story_goes_as_it_is_told() {
    let runtime = Runtime::new().unwrap();
    let only = std::env::var("STORY").ok();
    let mut failed = Vec::new();
    for name in Library.names().unwrap().into_iter().filter(|name| only.as_ref().is_none_or(|only| only == name)) {
        let start = Instant::now();
        let done = Library.read(&name).map_err(told).and_then(|story| play(&runtime, &story));
        let outcome = done.as_ref().map_or_else(|wrong| format!("FAILED\n  {wrong}\n "), |()| "ok".to_owned());
        println!("story {name} ... {outcome} ({:.1} s)", start.elapsed().as_secs_f32());
        failed.extend(done.err().map(|_| name));
    }
    assert!(failed.is_empty(), "failed: {}", failed.join(", "));
}

#[test]
fn a_story_fails_at_the_step_that_does_not_go_as_told() {
    let runtime = Runtime::new().unwrap();
    let log_in = r#"{ "fill": { "account": "$number", "password": "$password" } }"#;
    for (step, wrong) in [
        (r#"{ "press": "jump" }"#, "no button jump"),
        (r#"{ "begin": "jump" }"#, "no button jump"),
        (r#"{ "photo": "holiday" }"#, "no photo holiday"),
        (r#"{ "photo": "portrait" }"#, "现在不能这样做"),
        (r#"{ "fill": {} }"#, "no form"),
        (r#"{ "send": "back" }"#, "现在不能这样做"),
        (r#"{ "expect": { "screen": "outcome" } }"#, "the screen Outcome"),
        (r#"{ "expect": { "says": ["审核通过"] } }"#, "the text “审核通过”"),
        (r#"{ "expect": { "says": ["$nobody"] } }"#, "$nobody has no value"),
        (r#"{ "expect": { "silent": ["$student_number"] } }"#, "no text “S2022"),
        (r#"{ "expect": { "offers": ["submit"] } }"#, "the button submit"),
        (r#"{ "expect": { "withholds": ["next"] } }"#, "no button next"),
        (r#"{ "expect": { "chances": 2 } }"#, "2 chances"),
        (r#"{ "expect": { "slot": "portrait" } }"#, "the slot portrait"),
        (r#"{ "expect": { "kind": ["glare"] } }"#, "the finding glare"),
    ] {
        let story = format!(r#"{{ "told": "", "student": 0, "locale": "zh-CN", "steps": [{log_in}, {step}] }}"#);
        let failed = play(&runtime, &serde_json::from_str(&story).unwrap()).unwrap_err();
        assert!(failed.starts_with("step 2") && failed.contains(wrong) && failed.contains("shown: Home"), "{failed}");
    }
    let unknown_field = r#"{ "told": "", "student": 0, "locale": "en", "steps": [{ "fill": { "shoe": "43" } }] }"#;
    let failed = play(&runtime, &serde_json::from_str(unknown_field).unwrap()).unwrap_err();
    assert!(failed.contains("no field shoe"), "{failed}");
}

/// Plays the story to its end, or to the step that fails.
fn play(runtime: &Runtime, story: &Story) -> Result<(), String> {
    static STAGE: LazyLock<Result<Arc<Stage>, String>> = LazyLock::new(|| Stage::open().map(Arc::new).map_err(told));
    let stage = STAGE.as_ref().map_err(String::clone)?;
    let mut player = Player::begin(runtime, stage, story)?;
    for (number, step) in (1..).zip(&story.steps) {
        player.take(step).map_err(|wrong| {
            let shown = player.sight().map_or_else(|error| error, |sight| sight.to_string());
            format!("step {number}, {step:?}: {wrong}\n  shown: {shown}")
        })?;
    }
    player.was_shown_the_last_screen()
}

/// A keystore that nothing happens to.
struct Keystore(KeyVault);

impl Vault for Keystore {
    fn wrap(&self, name: String, key: Vec<u8>) -> Result<Vec<u8>, VaultFailure> {
        self.0.wrap(&name, &key).map_err(failure)
    }

    fn unwrap(&self, name: String, wrapped: Vec<u8>) -> Result<Vec<u8>, VaultFailure> {
        self.0.unwrap(&name, &wrapped).map(|key| key.to_vec()).map_err(failure)
    }

    fn forget(&self, name: String) -> Result<(), VaultFailure> {
        self.0.forget(&name).map_err(failure)
    }
}

fn failure(error: VaultError) -> VaultFailure {
    VaultFailure::Unavailable { reason: error.to_string() }
}

/// Keeps the screen that it was shown last.
#[derive(Default)]
struct Shown(Mutex<Option<Screen>>);

impl Shown {
    fn screen(&self) -> MutexGuard<'_, Option<Screen>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Observer for Shown {
    fn show(&self, screen: Screen) -> Result<(), ShellError> {
        *self.screen() = Some(screen);
        Ok(())
    }
}

/// A story while it is played.
struct Player<'a> {
    runtime: &'a Runtime,
    play: Play,
    values: BTreeMap<String, String>,
    config: Config,
    vault: Arc<Keystore>,
    shown: Arc<Shown>,
    app: Arc<Ruxue>,
    _folder: TempDir,
}

impl<'a> Player<'a> {
    fn begin(runtime: &'a Runtime, stage: &Arc<Stage>, story: &Story) -> Result<Self, String> {
        let play = runtime.block_on(stage.begin(story)).map_err(told)?;
        let folder = TempDir::new().map_err(told)?;
        let config = Config {
            address: play.bill().platform.clone(),
            folder: folder.path().to_string_lossy().into_owned(),
            language: match story.locale {
                Language::ZhCn => ruxue_bindings::Language::ZhCn,
                Language::En => ruxue_bindings::Language::En,
            },
            weights: Some(stage.weights().to_string_lossy().into_owned()),
            roots: vec![],
            pins: vec![],
        };
        let (vault, shown) = (Arc::new(Keystore(KeyVault::new([7; 32]))), Arc::new(Shown::default()));
        let app = Ruxue::new(config.clone(), Arc::clone(&vault) as _, Arc::clone(&shown) as _).map_err(told)?;
        let values = play.bill().values.clone();
        Ok(Self { runtime, play, values, config, vault, shown, app, _folder: folder })
    }

    fn take(&mut self, step: &Step) -> Result<(), String> {
        match step {
            Step::Fill(filled) => self.perform(Action::Send { values: self.filled(filled)? }),
            Step::Code(filled) => self.ask_for_code(filled),
            Step::Press(id) => self.perform(self.button(id)?),
            Step::Begin(id) => self.app.dispatch(self.button(id)?).map_err(told),
            Step::Photo(name) => self.perform(Action::Photo { file: self.file(name)? }),
            Step::Send(what) => self.perform(unprompted(*what)),
            Step::Wait(expect) => self.wait(expect),
            Step::Expect(expect) => expect.check(&self.sight()?, &self.values),
            Step::Restart(_) => self.restart(),
            Step::Network(Network::Down) => {
                self.runtime.block_on(self.play.network_down());
                Ok(())
            }
            Step::Network(Network::Up) => self.runtime.block_on(self.play.network_up()).map_err(told),
            Step::Expire(_) => {
                self.play.expire();
                Ok(())
            }
        }
    }

    fn restart(&mut self) -> Result<(), String> {
        self.app.stop().map_err(told)?;
        let (vault, shown) = (Arc::clone(&self.vault), Arc::clone(&self.shown));
        self.app = Ruxue::new(self.config.clone(), vault as _, shown as _).map_err(told)?;
        Ok(())
    }

    fn perform(&self, action: Action) -> Result<(), String> {
        self.runtime.block_on(self.app.perform(action, None)).map(drop).map_err(told)
    }

    fn sight(&self) -> Result<Sight, String> {
        Sight::of(self.app.screen().map_err(told)?).map_err(told)
    }

    /// The form that is shown, as it stands but for what `filled` says of it.
    fn filled(&self, filled: &Filled) -> Result<Vec<FieldValue>, String> {
        let sight = self.sight()?;
        let form = sight.screen().form().ok_or("no form is shown")?;
        if let Some(key) = filled.keys().find(|key| form.fields.iter().all(|field| field.key != **key)) {
            return Err(format!("the form has no field {key}"));
        }
        let value = |field: &FieldView| {
            let text = match filled.get(&field.key) {
                Some(text) => fill_in(text, &self.values)?,
                None => field.value.clone(),
            };
            Ok(FieldValue { key: field.key.clone(), text: Secret::new(text) })
        };
        form.fields.iter().map(value).collect()
    }

    fn ask_for_code(&mut self, filled: &Filled) -> Result<(), String> {
        self.perform(Action::RequestCode { values: self.filled(filled)? })?;
        self.values.extend(self.play.code(None).map(|code| ("code".to_owned(), code)));
        Ok(())
    }

    fn button(&self, id: &str) -> Result<Action, String> {
        match self.sight()?.button(id) {
            Some(button) if button.enabled => Ok(button.action.clone()),
            Some(_) => Err(format!("the button {id} is not enabled")),
            None => Err(format!("there is no button {id}")),
        }
    }

    fn file(&self, name: &str) -> Result<Vec<u8>, String> {
        let file = self.play.bill().photos.get(name).ok_or_else(|| format!("there is no photo {name}"))?;
        fs::read(file).map_err(told)
    }

    fn wait(&self, expect: &Expect) -> Result<(), String> {
        patiently(|| expect.check(&self.sight()?, &self.values))
    }

    /// Whether the observer got to see what the story ended with.
    fn was_shown_the_last_screen(&self) -> Result<(), String> {
        patiently(|| {
            let last = self.app.screen().map_err(told)?;
            if *self.shown.screen() == Some(last) {
                Ok(())
            } else {
                Err("the observer was not shown the last screen".into())
            }
        })
    }
}

fn unprompted(what: Unprompted) -> Action {
    match what {
        Unprompted::Refresh => Action::Refresh,
        Unprompted::Back => Action::Back,
        Unprompted::Cancel => Action::Cancel,
        Unprompted::Dismiss => Action::Dismiss,
    }
}

/// Looks until it is well, or patience is at its end.
fn patiently(look: impl Fn() -> Result<(), String>) -> Result<(), String> {
    let start = Instant::now();
    loop {
        match look() {
            Err(_) if start.elapsed() < PATIENCE => sleep(GLANCE),
            seen => return seen,
        }
    }
}

fn told(error: impl Display) -> String {
    error.to_string()
}

//! The stories, played.

use ruxue::view::{Action, Desk, Screen, Value};
use ruxue::{App, SystemHost};
use ruxue_platform::{Config, HttpPlatform, Secret};
use ruxue_rules::Locale;
use ruxue_scenarios::stage::{Play, Stage};
use ruxue_scenarios::story::{Expect, Filled, Language, Library, Network, Sight, Step, Story, Unprompted, fill_in};
use ruxue_scenarios::weights;
use ruxue_store::{KeyVault, Store};
use ruxue_vision::Models;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;

/// The app on a phone: what is played with.
struct Phone {
    desk: Desk,
}

impl Phone {
    async fn start(folder: &TempDir, platform: &str, language: Language) -> Result<Self, String> {
        static EYES: OnceLock<Arc<Models>> = OnceLock::new();
        let eyes = EYES.get_or_init(|| Arc::new(weights::load().unwrap()));
        let client = HttpPlatform::new(&Config::new(platform)).map_err(told)?;
        let store = Store::open(folder.path(), Arc::new(KeyVault::new([7; 32]))).map_err(told)?;
        let app = App::new(Arc::new(client), Arc::clone(eyes) as _, Arc::new(SystemHost), store).map_err(told)?;
        let locale = match language {
            Language::ZhCn => Locale::ZhCn,
            Language::En => Locale::En,
        };
        Ok(Self { desk: Desk::open(app, locale).await.map_err(told)? })
    }

    async fn perform(&self, action: Action) -> Result<(), String> {
        let pending = self.desk.perform(action).map_err(told)?;
        pending.done(&CancellationToken::new()).await.map(drop).map_err(told)
    }

    fn dispatch(&self, action: Action) -> Result<(), String> {
        self.desk.dispatch(action).map_err(told)
    }

    fn screen(&self) -> Result<Screen, String> {
        Ok(self.desk.screen())
    }

    fn stop(self) -> Result<(), String> {
        drop(self.desk);
        Ok(())
    }
}

fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// A story while it is played.
struct Player {
    play: Play,
    values: BTreeMap<String, String>,
    language: Language,
    folder: TempDir,
    phone: Option<Phone>,
}

/// How long a story waits for what it expects, and how often it looks.
const PATIENCE: Duration = Duration::from_secs(60);
const GLANCE: Duration = Duration::from_millis(50);

impl Player {
    async fn begin(stage: &Arc<Stage>, story: &Story) -> Result<Self, String> {
        let play = stage.begin(story).await.map_err(told)?;
        let values = play.bill().values.clone();
        let folder = TempDir::new().map_err(told)?;
        let mut player = Self { play, values, language: story.locale, folder, phone: None };
        player.restart().await?;
        Ok(player)
    }

    async fn restart(&mut self) -> Result<(), String> {
        if let Some(phone) = self.phone.take() {
            phone.stop()?;
        }
        self.phone = Some(Phone::start(&self.folder, &self.play.bill().platform, self.language).await?);
        Ok(())
    }

    fn phone(&self) -> Result<&Phone, String> {
        self.phone.as_ref().ok_or_else(|| "the app is not open".into())
    }

    fn sight(&self) -> Result<Sight, String> {
        Sight::of(self.phone()?.screen()?).map_err(told)
    }

    async fn take(&mut self, step: &Step) -> Result<(), String> {
        match step {
            Step::Fill(filled) => self.phone()?.perform(Action::Send { values: self.filled(filled)? }).await,
            Step::Code(filled) => self.ask_for_code(filled).await,
            Step::Press(id) => self.phone()?.perform(self.button(id)?).await,
            Step::Begin(id) => self.phone()?.dispatch(self.button(id)?),
            Step::Photo(name) => self.phone()?.perform(Action::Photo { file: self.file(name)? }).await,
            Step::Send(what) => self.phone()?.perform(unprompted(*what)).await,
            Step::Wait(expect) => self.wait(expect).await,
            Step::Expect(expect) => expect.check(&self.sight()?, &self.values),
            Step::Restart(_) => self.restart().await,
            Step::Network(Network::Down) => {
                self.play.network_down().await;
                Ok(())
            }
            Step::Network(Network::Up) => self.play.network_up().await.map_err(told),
            Step::Expire(_) => {
                self.play.expire();
                Ok(())
            }
        }
    }

    /// The form that is shown, as it stands but for what `filled` says of it.
    fn filled(&self, filled: &Filled) -> Result<Vec<Value>, String> {
        let sight = self.sight()?;
        let form = sight.screen().form().ok_or("no form is shown")?;
        if let Some(key) = filled.keys().find(|key| form.fields.iter().all(|field| field.key != **key)) {
            return Err(format!("the form has no field {key}"));
        }
        let value = |field: &ruxue::view::FormField| {
            let text = match filled.get(&field.key) {
                Some(text) => fill_in(text, &self.values)?,
                None => field.value.clone(),
            };
            Ok(Value { key: field.key.clone(), text: Secret::new(text) })
        };
        form.fields.iter().map(value).collect()
    }

    async fn ask_for_code(&mut self, filled: &Filled) -> Result<(), String> {
        self.phone()?.perform(Action::RequestCode { values: self.filled(filled)? }).await?;
        self.values.extend(self.play.code(None).map(|code| ("code".to_owned(), code)));
        Ok(())
    }

    fn button(&self, id: &str) -> Result<Action, String> {
        let sight = self.sight()?;
        match sight.button(id) {
            Some(button) if button.enabled => Ok(button.action.clone()),
            Some(_) => Err(format!("the button {id} is not enabled")),
            None => Err(format!("there is no button {id}")),
        }
    }

    fn file(&self, name: &str) -> Result<Vec<u8>, String> {
        let file = self.play.bill().photos.get(name).ok_or_else(|| format!("there is no photo {name}"))?;
        std::fs::read(file).map_err(told)
    }

    async fn wait(&self, expect: &Expect) -> Result<(), String> {
        let start = Instant::now();
        loop {
            match expect.check(&self.sight()?, &self.values) {
                Err(_) if start.elapsed() < PATIENCE => tokio::time::sleep(GLANCE).await,
                seen => return seen,
            }
        }
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

/// Plays the story to its end, or to the step that fails.
async fn play(stage: &Arc<Stage>, name: &str) -> Result<(), String> {
    let story = Library.read(name).map_err(told)?;
    let mut player = Player::begin(stage, &story).await?;
    for (number, step) in (1..).zip(&story.steps) {
        if let Err(wrong) = player.take(step).await {
            let shown = player.sight().map_or_else(|error| error, |sight| sight.to_string());
            return Err(format!("step {number}, {step:?}: {wrong}\n  shown: {shown}"));
        }
    }
    Ok(())
}

/// `STORY` in the environment names the only one to play.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_story_goes_as_it_is_told() {
    let stage = Arc::new(tokio::task::spawn_blocking(|| Stage::open().unwrap()).await.unwrap());
    let only = std::env::var("STORY").ok();
    let mut failed = Vec::new();
    for name in Library.names().unwrap().into_iter().filter(|name| only.as_ref().is_none_or(|only| only == name)) {
        let start = Instant::now();
        let done = play(&stage, &name).await;
        let outcome = done.as_ref().map_or_else(|wrong| format!("FAILED: {wrong}"), |()| "ok".to_owned());
        println!("story {name} ... {outcome} ({:.1} s)", start.elapsed().as_secs_f32());
        failed.extend(done.err().map(|_| name));
    }
    assert!(failed.is_empty(), "failed: {}", failed.join(", "));
}

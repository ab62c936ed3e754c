//! The whole review of one student, through the same use-cases as on a phone: every photo is judged before anything is sent.

mod headline;
mod progress;

use crate::eyes::Eyes;
use crate::failure::Failure;
use crate::judged::{Judged, Subject};
use crate::page::{Page, Step};
use crate::words::both;
use jiff::Timestamp;
use jiff::tz::offset;
use progress::Progress;
use ruxue::{App, Error, SystemHost};
use ruxue_platform::{Config, HttpPlatform, Secret, Student, Transfer};
use ruxue_rules::{Account, CardProblem, CardReport, ConsentKind, Locale, Outcome, Refusal, Side, Stage, Verdict};
use ruxue_store::{KeyVault, Store};
use serde::Serialize;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// What a review is made of. Nothing of it is kept on this machine when it has ended.
pub(crate) struct Review<'a> {
    pub(crate) eyes: Arc<Eyes>,
    /// The platform's address.
    pub(crate) platform: &'a str,
    pub(crate) account: &'a Account,
    pub(crate) password: &'a Secret,
    pub(crate) portrait_side: &'a Path,
    pub(crate) emblem_side: &'a Path,
    pub(crate) portrait: &'a Path,
}

/// What came of it.
pub(crate) struct Reviewed {
    pub(crate) student: Student,
    pub(crate) photos: Vec<Judged>,
    pub(crate) ending: Ending,
    /// Reviews left at the end.
    pub(crate) chances_left: u8,
    pub(crate) steps: Vec<Step>,
}

/// Where a review ended.
pub(crate) enum Ending {
    /// A photo is not good enough: nothing was sent, no chance spent.
    Refused,
    /// The card's fields can't be confirmed as they were read: nothing was sent.
    Unconfirmed(Vec<CardProblem>),
    /// The platform judged it.
    Decided(Outcome),
}

impl Review<'_> {
    /// Takes the student through the review, up to its outcome or to the first thing that must be mended. What was read
    /// from the card is confirmed as it is, and both consents are given: whoever starts this has done so.
    pub(crate) async fn run(self) -> Result<Reviewed, Failure> {
        let mut progress = Progress::start();
        let folder = tempfile::tempdir()?;
        let store = Store::open(folder.path(), Arc::new(vault_of_this_run()?)).map_err(Error::from)?;
        let platform = HttpPlatform::new(&Config::new(self.platform)).map_err(Error::from)?;
        let app = App::new(Arc::new(platform), Arc::clone(&self.eyes) as _, Arc::new(SystemHost), store)?;
        let account = String::from(self.account.clone());
        progress.step(both("登录", "log in"), app.log_in(&account, self.password)).await?;
        let student = app.student().await?;
        let photos = self.take_all(&app, &mut progress).await?;
        let ending = match photos.iter().any(|judged| judged.report().verdict == Verdict::Refuse) {
            true => Ending::Refused,
            false => submit(&app, &mut progress).await?,
        };
        let chances_left = app.review().await?.chances().left();
        Ok(Reviewed { student, photos, ending, chances_left, steps: progress.finish() })
    }

    async fn take_all(&self, app: &App, progress: &mut Progress) -> Result<Vec<Judged>, Failure> {
        let photos = [
            (self.portrait_side, Subject::Card(Side::Portrait)),
            (self.emblem_side, Subject::Card(Side::Emblem)),
            (self.portrait, Subject::Person),
        ];
        let mut judged = Vec::new();
        for (file, subject) in photos {
            let photo = fs::read(file).map_err(|source| Failure::File { file: file.into(), source })?;
            let name = subject.name();
            let name = both(format!("检查{}", name.zh), format!("check: {}", name.en));
            let report = progress.step(name, async {
                match subject {
                    Subject::Card(side) => app.take_card(side, photo).await,
                    Subject::Person => app.take_portrait(photo).await.map(CardReport::without_card),
                }
            });
            judged.push(Judged::new(file, subject, report.await?, self.eyes.take_sight()));
        }
        Ok(judged)
    }
}

/// A vault whose key nobody knows and that is gone with this process, as is all that was stored.
fn vault_of_this_run() -> Result<KeyVault, Failure> {
    let mut key = [0; 32];
    getrandom::fill(&mut key).map_err(io::Error::other)?;
    Ok(KeyVault::new(key))
}

/// Confirms and sends the card, submits the portrait and waits for the outcome.
async fn submit(app: &App, progress: &mut Progress) -> Result<Ending, Failure> {
    match app.confirm_card(app.review().await?.draft()).await {
        Err(Error::Refused(Refusal::Fields(problems))) => return Ok(Ending::Unconfirmed(problems)),
        confirmed => confirmed?,
    };
    for kind in ConsentKind::ALL {
        app.give_consent(kind).await?;
    }
    let transfer = Transfer::default();
    progress.step(both("上传身份证", "send the card"), app.send_card(&transfer)).await?;
    progress.step(both("提交半身照", "submit the portrait"), app.submit(&transfer)).await?;
    let waiting = CancellationToken::new();
    let review = progress.step(both("等待结果", "wait for the outcome"), app.await_outcome(&waiting)).await?;
    Ok(Ending::Decided(match review.stage() {
        Stage::Decided { outcome, .. } => outcome.clone(),
        Stage::Preparing | Stage::Submitting { .. } | Stage::Waiting { .. } => Outcome::Pending,
    }))
}

/// What `--json` prints after the photos.
#[derive(Serialize)]
pub(crate) struct Line<'a> {
    /// None where nothing was submitted.
    outcome: Option<&'a Outcome>,
    chances_left: u8,
}

impl Reviewed {
    pub(crate) fn line(&self) -> Line<'_> {
        let outcome = match &self.ending {
            Ending::Decided(outcome) => Some(outcome),
            Ending::Refused | Ending::Unconfirmed(_) => None,
        };
        Line { outcome, chances_left: self.chances_left }
    }

    /// Writes what came of it for a person at a terminal.
    pub(crate) fn write_text(&self, out: &mut impl Write, locale: Locale) -> io::Result<()> {
        let headline = self.headline();
        let score = self.score().map(|score| format!(" ({score:.0})")).unwrap_or_default();
        writeln!(out, "{}{score}", headline.text.of(locale))?;
        for reason in &headline.reasons {
            writeln!(out, "  {}", reason.of(locale))?;
        }
        let left = both("剩余次数", "chances left");
        writeln!(out, "{}: {} / 3", left.of(locale), self.chances_left)
    }

    /// The review as one HTML page.
    pub(crate) fn page(&self) -> String {
        let made = offset(8).to_datetime(Timestamp::now()).strftime("%Y-%m-%d %H:%M").to_string();
        Page { headline: self.headline(), photos: &self.photos, steps: &self.steps, made }.render()
    }

    /// Writes the page to `file`, its folder made if need be.
    pub(crate) fn write_page(&self, file: &Path) -> Result<(), Failure> {
        let fail = |source| Failure::File { file: file.into(), source };
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(fail)?;
        }
        fs::write(file, self.page()).map_err(fail)
    }
}

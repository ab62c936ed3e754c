//! The whole review of one student: every photo is judged here before anything is sent.

mod headline;
mod progress;

use crate::check::{Checker, today};
use crate::failure::Failure;
use crate::judged::{Judged, Subject};
use crate::page::{Page, Step};
use crate::words::both;
use bytes::Bytes;
use jiff::Timestamp;
use jiff::tz::offset;
use progress::Progress;
use ruxue_platform::{Attempt, Config, HttpPlatform, Platform, Secret, Student, Transfer};
use ruxue_rules::{
    Account, CardDraft, CardFields, CardProblem, ConfirmedCard, IdNumber, Locale, Outcome, Side, Verdict,
};
use ruxue_vision::Models;
use serde::Serialize;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;
use uuid::Uuid;

/// How long to wait between two questions for the outcome.
const PATIENCE: Duration = Duration::from_millis(300);

/// What a review is made of.
pub(crate) struct Review<'a> {
    pub(crate) models: &'a Models,
    pub(crate) platform: &'a str,
    pub(crate) account: &'a Account,
    pub(crate) password: Secret,
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
    /// The card's fields can't be confirmed as they were read.
    Unconfirmed(Vec<CardProblem>),
    /// The platform judged it.
    Decided(Outcome),
}

impl Review<'_> {
    /// Takes the student through the review, up to its outcome or to the first thing that must be mended.
    pub(crate) async fn run(self) -> Result<Reviewed, Failure> {
        let mut progress = Progress::start();
        let platform = HttpPlatform::new(&Config::new(self.platform))?;
        let student = progress
            .step(both("登录", "log in"), async {
                platform.log_in(self.account, &self.password).await?;
                Ok(platform.student().await?)
            })
            .await?;
        let photos = self.check_all(&mut progress)?;
        let mut reviewed = Reviewed {
            chances_left: student.chances_left.left(),
            student,
            photos,
            ending: Ending::Refused,
            steps: Vec::new(),
        };
        if reviewed.photos.iter().all(|judged| judged.report.verdict != Verdict::Refuse) {
            reviewed.ending = match self.confirm(&reviewed.photos) {
                Ok(card) => Ending::Decided(self.submit(&platform, &card, &mut progress).await?),
                Err(problems) => Ending::Unconfirmed(problems),
            };
            reviewed.chances_left = platform.history().await?.chances_left.left();
        }
        reviewed.steps = progress.finish();
        Ok(reviewed)
    }

    fn number(&self) -> Option<IdNumber> {
        match self.account {
            Account::IdNumber(number) => Some(number.clone()),
            Account::Mobile(_) | Account::Email(_) => None,
        }
    }

    fn check_all(&self, progress: &mut Progress) -> Result<Vec<Judged>, Failure> {
        let checker = Checker { models: self.models, account_number: self.number(), today: today(), previews: true };
        let photos = [
            (self.portrait_side, Subject::Card(Side::Portrait)),
            (self.emblem_side, Subject::Card(Side::Emblem)),
            (self.portrait, Subject::Person),
        ];
        let check = |(file, subject): (&Path, Subject)| {
            let name = subject.name();
            let name = both(format!("检查{}", name.zh), format!("check: {}", name.en));
            progress.block(name, || {
                checker.check(file, subject)?.map_err(|source| Failure::Photo { file: file.into(), source })
            })
        };
        photos.into_iter().map(check).collect()
    }

    /// What a student does who finds every field read right.
    fn confirm(&self, photos: &[Judged]) -> Result<ConfirmedCard, Vec<CardProblem>> {
        let mut draft = CardDraft::default();
        for fields in photos.iter().filter_map(|judged| judged.fields.clone()) {
            match fields {
                CardFields::Portrait(read) => draft.portrait = read,
                CardFields::Emblem(read) => draft.emblem = read,
            }
        }
        draft.confirm(self.number().as_ref(), today())
    }

    async fn submit(
        &self,
        platform: &HttpPlatform,
        card: &ConfirmedCard,
        progress: &mut Progress,
    ) -> Result<Outcome, Failure> {
        for (side, file) in [(Side::Portrait, self.portrait_side), (Side::Emblem, self.emblem_side)] {
            let name = Subject::Card(side).name();
            let photo = read(file)?;
            let name = both(format!("上传{}", name.zh), format!("upload: {}", name.en));
            let sent = progress.step(name, async {
                platform.upload_side(side, photo, &Transfer::default()).await?;
                Ok(())
            });
            sent.await?;
        }
        let portrait = read(self.portrait)?;
        progress
            .step(both("确认身份证信息", "confirm the card"), async { Ok(platform.confirm_card(card).await?) })
            .await?;
        let attempt = progress
            .step(both("提交半身照", "submit the portrait"), async {
                Ok(platform.submit(Uuid::new_v4(), portrait, &Transfer::default()).await?)
            })
            .await?;
        progress.step(both("等待结果", "wait for the outcome"), outcome(platform, attempt)).await
    }
}

async fn outcome(platform: &HttpPlatform, mut attempt: Attempt) -> Result<Outcome, Failure> {
    while attempt.outcome == Outcome::Pending {
        tokio::time::sleep(PATIENCE).await;
        attempt = platform.attempt(attempt.id).await?;
    }
    Ok(attempt.outcome)
}

fn read(file: &Path) -> Result<Bytes, Failure> {
    fs::read(file).map(Bytes::from).map_err(|source| Failure::Photo { file: file.into(), source })
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
        let fail = |source| Failure::Report { file: file.into(), source };
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).map_err(fail)?;
        }
        fs::write(file, self.page()).map_err(fail)
    }
}

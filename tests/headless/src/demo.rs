//! Three students go through the review: one passes, one is stopped on the phone, one fails the comparison.

use crate::eyes::Eyes;
use crate::failure::Failure;
use crate::review::{Ending, Review, Reviewed};
use ruxue_platform::Secret;
use ruxue_reference_platform::{PhotoExaminer, TestPlatform};
use ruxue_rules::{Account, Locale, Outcome};
use ruxue_samples::{Assets, Defect, Portrait, PortraitDefect};
use ruxue_scenarios::cast::Actor;
use ruxue_scenarios::weights;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One student's way through the review.
struct Story {
    /// Name of its files.
    name: &'static str,
    told: &'static str,
    actor: Actor,
    /// How it must end, or the demonstration is broken.
    ends_well: fn(&Ending) -> bool,
}

/// Plays all stories against a reference platform of its own; photos and reports go to `folder`.
pub(crate) async fn play(folder: &Path, locale: Locale) -> Result<(), Failure> {
    let mut out = io::stdout();
    writeln!(out, "Three students and the entrance review. Cards are specimens, people computer-generated.")?;
    let assets = Assets::load()?;
    let platform = TestPlatform::start(PhotoExaminer::new(weights::load()?)).await?;
    writeln!(out, "Reference platform: {} (its comparison of faces is a stand-in)", platform.url())?;
    let eyes = Arc::new(Eyes::new(weights::load()?, true));
    for story in stories()? {
        writeln!(out, "\n{}: {}", story.actor.sample.specimen.name, story.told)?;
        story.actor.enrol(platform.register(), story.actor.registered.draw(&assets)?.jpeg).await?;
        let photos = story.draw(&folder.join("photos"), &assets)?;
        let reviewed = story.review(&photos, &platform.url(), Arc::clone(&eyes)).await?;
        let report = folder.join(format!("{}.html", story.name));
        reviewed.write_page(&report)?;
        write(&mut out, &reviewed, locale)?;
        writeln!(out, "report: {}", report.display())?;
        if !(story.ends_well)(&reviewed.ending) {
            return Err(Failure::Demo(story.name));
        }
    }
    platform.stop().await;
    Ok(writeln!(out, "\nOpen the reports in a browser: {}", folder.display())?)
}

/// Steps with their times, each photo's findings, the outcome.
fn write(out: &mut impl Write, reviewed: &Reviewed, locale: Locale) -> io::Result<()> {
    for step in &reviewed.steps {
        writeln!(out, "  {:>5.1} s  {}", step.time.as_secs_f32(), step.name.of(locale))?;
    }
    for judged in &reviewed.photos {
        crate::text::write(out, judged, locale)?;
    }
    reviewed.write_text(out, locale)
}

fn stories() -> Result<[Story; 3], Failure> {
    let Ok([passes, mut refused, mut fails]) = <[Actor; 3]>::try_from(Actor::all()) else {
        return Err(Failure::Demo("the cast is not complete"));
    };
    let stranger = passes.sample.portrait.person;
    refused.sample.portrait_side = refused.sample.portrait_side.with(Defect::Glare { share: 0.06, at: [0.6, 0.85] });
    refused.sample.portrait = refused.sample.portrait.with(PortraitDefect::EyesClosed);
    fails.sample.portrait = Portrait { person: stranger, ..fails.sample.portrait };
    Ok([
        Story {
            name: "1-passed",
            told: "good photos of both sides and a good portrait",
            actor: passes,
            ends_well: |ending| matches!(ending, Ending::Decided(Outcome::Passed { .. })),
        },
        Story {
            name: "2-refused-on-the-phone",
            told: "a lamp shines in the card, and the eyes are closed in the portrait: that spends no chance",
            actor: refused,
            ends_well: |ending| matches!(ending, Ending::Refused),
        },
        Story {
            name: "3-failed-the-comparison",
            told: "the card is good, the portrait shows somebody else",
            actor: fails,
            ends_well: |ending| matches!(ending, Ending::Decided(Outcome::Failed { .. })),
        },
    ])
}

impl Story {
    /// The photos' files: portrait side, emblem side, portrait.
    fn draw(&self, folder: &Path, assets: &Assets) -> Result<[PathBuf; 3], Failure> {
        let sample = &self.actor.sample;
        let photos = [
            ("portrait-side", sample.portrait_side.draw(assets)?.jpeg),
            ("emblem-side", sample.emblem_side.draw(assets)?.jpeg),
            ("portrait", sample.portrait.draw(assets)?.jpeg),
        ];
        let folder = folder.join(self.name);
        let fail = |file: &Path, source| Failure::File { file: file.into(), source };
        fs::create_dir_all(&folder).map_err(|e| fail(&folder, e))?;
        let files = photos.each_ref().map(|(name, _)| folder.join(format!("{name}.jpg")));
        for (file, (_, jpeg)) in files.iter().zip(&photos) {
            fs::write(file, jpeg).map_err(|e| fail(file, e))?;
        }
        Ok(files)
    }

    async fn review(&self, photos: &[PathBuf; 3], platform: &str, eyes: Arc<Eyes>) -> Result<Reviewed, Failure> {
        let [portrait_side, emblem_side, portrait] = photos;
        let review = Review {
            eyes,
            platform,
            account: &Account::IdNumber(self.actor.number.clone()),
            password: &Secret::new(self.actor.password().to_owned()),
            portrait_side,
            emblem_side,
            portrait,
        };
        review.run().await
    }
}

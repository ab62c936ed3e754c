//! A student's phone as a process, for being killed: goes on with the review where it was left, until its end.

use clap::Parser;
use jiff::Timestamp;
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use ruxue::{App, SystemHost};
use ruxue_platform::{Config, HttpPlatform};
use ruxue_reference_platform::NotedStudent;
use ruxue_rules::Stage;
use ruxue_scenarios::act::perform;
use ruxue_scenarios::eyes::NoteReader;
use ruxue_scenarios::ledger::{Deed, key_of};
use ruxue_scenarios::student::{Student, asks_to_log_in};
use ruxue_store::{KeyVault, Store};
use std::error::Error;
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

/// Failures in one life after which something is wrong.
const PATIENCE: usize = 5;

/// Goes on with a review.
#[derive(Parser)]
struct Arguments {
    /// The phone's folder.
    folder: PathBuf,
    /// The platform's address.
    platform: String,
    /// Which invented student.
    student: u16,
    /// Where to write down, before and after, what was done.
    deeds: PathBuf,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments = Arguments::parse();
    let noted = NotedStudent::new(arguments.student).ok_or("no such student")?;
    let seed = Timestamp::now().as_nanosecond() as u64;
    let mut student = Student::new(noted, ChaCha8Rng::seed_from_u64(seed));
    let mut deeds = File::options().append(true).create(true).open(arguments.deeds)?;
    // The last line of an earlier life may be torn.
    writeln!(deeds)?;
    let mut deed = |deed: Deed| {
        let mut line = serde_json::to_vec(&deed).unwrap_or_default();
        line.push(b'\n');
        // A deed that is not on record would make the check fail: better no phone than a silent one.
        if deeds.write_all(&line).is_err() {
            std::process::abort();
        }
    };
    let store = Store::open(&arguments.folder, Arc::new(KeyVault::new([7; 32])))?;
    let platform = HttpPlatform::new(&Config::new(arguments.platform))?;
    let app = App::new(Arc::new(platform), Arc::new(NoteReader), Arc::new(SystemHost), store)?;
    let (mut asked_to_log_in, mut failures) = (false, 0);
    loop {
        let review = app.review().await;
        if let Some((key, stage)) =
            review.as_ref().ok().and_then(|review| Some((key_of(review.stage())?, review.stage())))
        {
            deed(Deed::Seen { key, decided: matches!(stage, Stage::Decided { .. }) });
        }
        let Some(act) = student.decide(&review, asked_to_log_in, true) else {
            return Ok(());
        };
        let done = perform(&app, &act, &student, &mut deed, &|| {}).await;
        asked_to_log_in = done.as_ref().is_err_and(asks_to_log_in);
        // What the app refuses because of what came before the last death it has learnt by now.
        if done.is_err() && !asked_to_log_in {
            failures += 1;
            if failures > PATIENCE {
                done?;
            }
        }
    }
}

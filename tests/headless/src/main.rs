//! The program ruxue: the whole review without a phone.

mod arguments;
mod check;
mod demo;
mod eyes;
mod failure;
mod judged;
mod page;
mod platform;
mod preview;
mod review;
mod text;
mod words;

use arguments::{Arguments, CheckCard, CheckPortrait, ReviewArguments, Task};
use check::Checker;
use clap::Parser;
use eyes::{Eyes, Sight};
use failure::Failure;
use judged::{Judged, Line, Subject};
use review::Review;
use ruxue_rules::{CardReport, Finding, IdNumber, Kind, Locale, Report, Severity};
use ruxue_scenarios::weights;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use tokio::runtime::Runtime;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let locale = arguments.lang.map_or_else(|| words::locale(|name| std::env::var(name).ok()), Locale::from);
    let done = match arguments.task {
        Task::CheckCard(task) => check_card(task, locale),
        Task::CheckPortrait(task) => check_portrait(task, locale),
        Task::Review(task) => review(&task, locale),
        Task::Platform { listen, data } => wait_for(platform::serve(listen, data.as_deref())).map(|()| true),
        Task::Demo { folder } => wait_for(demo::play(&folder, locale)).map(|()| true),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // Whoever reads our output has had enough of it.
        Err(Failure::Output(e)) if e.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(e) => {
            say(&e.text(locale));
            ExitCode::FAILURE
        }
    }
}

fn check_card(task: CheckCard, locale: Locale) -> Result<bool, Failure> {
    check_all(&task.photos, Subject::Card(task.side.into()), task.account_number, task.json, locale)
}

fn check_portrait(task: CheckPortrait, locale: Locale) -> Result<bool, Failure> {
    check_all(&task.photos, Subject::Person, None, task.json, locale)
}

fn wait_for<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    Runtime::new()?.block_on(work)
}

fn review(task: &ReviewArguments, locale: Locale) -> Result<bool, Failure> {
    let review = Review {
        eyes: Arc::new(Eyes::new(weights::load()?, task.report.is_some())),
        platform: &task.platform,
        account: &task.account,
        password: &task.password,
        portrait_side: &task.portrait_side,
        emblem_side: &task.emblem_side,
        portrait: &task.portrait,
    };
    let reviewed = wait_for(review.run())?;
    if let Some(file) = &task.report {
        reviewed.write_page(file)?;
    }
    for judged in &reviewed.photos {
        print(judged, task.json, locale)?;
    }
    let mut out = io::stdout().lock();
    match task.json {
        true => {
            serde_json::to_writer(&mut out, &reviewed.line()).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        false => reviewed.write_text(&mut out, locale)?,
    }
    Ok(true)
}

/// Judges and prints photo by photo. Whether every file could be read.
fn check_all(
    photos: &[PathBuf],
    subject: Subject,
    account_number: Option<IdNumber>,
    json: bool,
    locale: Locale,
) -> Result<bool, Failure> {
    let eyes = Eyes::new(weights::load()?, false);
    let checker = Checker { eyes: &eyes, subject, account_number };
    let mut all_read = true;
    for file in photos {
        let judged = checker.check(file)?.unwrap_or_else(|e| {
            say(&format!("{}: {e}", file.display()));
            all_read = false;
            let report = Report::new(vec![Finding::new(Kind::Undecodable, Severity::Refuse)]);
            Judged::new(file, subject, CardReport::without_card(report), Sight::default())
        });
        print(&judged, json, locale)?;
    }
    Ok(all_read)
}

fn print(judged: &Judged, json: bool, locale: Locale) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match json {
        true => {
            serde_json::to_writer(&mut out, &Line::from(judged))?;
            writeln!(out)?;
        }
        false => text::write(&mut out, judged, locale)?,
    }
    out.flush()
}

/// Standard error; nobody listening is no error.
fn say(line: &str) {
    let _ = writeln!(io::stderr(), "ruxue: {line}");
}

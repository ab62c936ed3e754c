//! Why the program can't do what it was asked.

use ruxue_reference_platform::{PlatformStartError, RegisterError};
use ruxue_rules::Locale;
use ruxue_samples::SampleError;
use ruxue_scenarios::weights::LoadError;
use ruxue_vision::VisionError;
use std::io;
use std::path::PathBuf;
use thiserror::Error;

/// What ends the program early.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    /// There are no networks to look at photos with.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The networks don't run.
    #[error(transparent)]
    Vision(#[from] VisionError),
    /// The review can't go on.
    #[error(transparent)]
    Review(#[from] ruxue::Error),
    /// A file can't be read or written.
    #[error("{file}: {source}", file = file.display())]
    File {
        /// The file.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The reference platform does not start.
    #[error(transparent)]
    Platform(#[from] PlatformStartError),
    /// The reference platform does not take a student in.
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// A sample can't be drawn.
    #[error(transparent)]
    Sample(#[from] SampleError),
    /// The demonstration went another way than it should.
    #[error("the demonstration did not go as it should: {0}")]
    Demo(&'static str),
    /// A result can't be written, or nothing can be listened on.
    #[error(transparent)]
    Output(#[from] io::Error),
}

impl Failure {
    /// What happened, and what to do where the student can do something.
    pub(crate) fn text(&self, locale: Locale) -> String {
        let Self::Review(error) = self else { return self.to_string() };
        let text = error.text(locale);
        match locale {
            Locale::ZhCn => format!("{}。{}。", text.wrong, text.mend),
            Locale::En => format!("{}. {}.", text.wrong, text.mend),
        }
    }
}

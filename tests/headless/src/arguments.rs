//! The command line.

use clap::{Args, Parser, Subcommand, ValueEnum};
use ruxue_platform::Secret;
use ruxue_rules::{Account, IdNumber, Locale, Side};
use std::convert::Infallible;
use std::net::SocketAddr;
use std::path::PathBuf;

/// 入学: takes a student through the entrance review without a phone.
#[derive(Parser)]
#[command(name = "ruxue", version)]
pub(crate) struct Arguments {
    /// Language of texts; by default the one that LANG names.
    #[arg(long, global = true, value_enum)]
    pub(crate) lang: Option<Language>,
    #[command(subcommand)]
    pub(crate) task: Task,
}

#[derive(Subcommand)]
pub(crate) enum Task {
    /// Judge photos of an ID card.
    CheckCard(CheckCard),
    /// Judge half-length portraits.
    CheckPortrait(CheckPortrait),
    /// Take a student through the whole review.
    Review(ReviewArguments),
    /// Serve the reference platform, with a few invented students, until interrupted.
    Platform {
        /// Where to listen.
        #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0")]
        listen: SocketAddr,
        /// Folder to keep its data in; by default all is forgotten at the end.
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
    },
    /// Show three reviews; photos and reports go to FOLDER.
    #[command(hide = true)]
    Demo { folder: PathBuf },
}

#[derive(Args)]
pub(crate) struct CheckCard {
    /// The side that the photos show: portrait (人像面) or emblem (国徽面).
    #[arg(long, value_enum)]
    pub(crate) side: SideName,
    /// The ID number that the card must bear.
    #[arg(long, value_name = "N", value_parser = IdNumber::parse)]
    pub(crate) account_number: Option<IdNumber>,
    /// Print one line of JSON a photo.
    #[arg(long)]
    pub(crate) json: bool,
    /// The photos.
    #[arg(required = true, value_name = "PHOTO")]
    pub(crate) photos: Vec<PathBuf>,
}

#[derive(Args)]
pub(crate) struct CheckPortrait {
    /// Print one line of JSON a photo.
    #[arg(long)]
    pub(crate) json: bool,
    /// The photos.
    #[arg(required = true, value_name = "PHOTO")]
    pub(crate) photos: Vec<PathBuf>,
}

#[derive(Args)]
pub(crate) struct ReviewArguments {
    /// ID number, mobile number or e-mail address.
    #[arg(long, value_name = "A", value_parser = Account::parse)]
    pub(crate) account: Account,
    /// The account's password; at first the last six characters of the ID number.
    #[arg(long, value_name = "P", value_parser = secret)]
    pub(crate) password: Secret,
    /// Photo of the card's portrait side (人像面).
    #[arg(long, value_name = "FILE")]
    pub(crate) portrait_side: PathBuf,
    /// Photo of the card's emblem side (国徽面).
    #[arg(long, value_name = "FILE")]
    pub(crate) emblem_side: PathBuf,
    /// The half-length portrait.
    #[arg(long, value_name = "FILE")]
    pub(crate) portrait: PathBuf,
    /// Address of the platform.
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8600")]
    pub(crate) platform: String,
    /// Write the report here, one HTML page.
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
    /// Print one line of JSON a photo, then one of the outcome.
    #[arg(long)]
    pub(crate) json: bool,
}

fn secret(text: &str) -> Result<Secret, Infallible> {
    Ok(Secret::new(text.to_owned()))
}

/// A language as the command line names it.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Language {
    Zh,
    En,
}

impl From<Language> for Locale {
    fn from(language: Language) -> Self {
        match language {
            Language::Zh => Self::ZhCn,
            Language::En => Self::En,
        }
    }
}

/// A side as the command line names it.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum SideName {
    Portrait,
    Emblem,
}

impl From<SideName> for Side {
    fn from(name: SideName) -> Self {
        match name {
            SideName::Portrait => Self::Portrait,
            SideName::Emblem => Self::Emblem,
        }
    }
}

//! The core's log, handed to the shell. It names steps, stages and kinds of errors, and nothing of the student.

use crate::error::caught;
use crate::{Language, RuxueError, ShellError};
use std::fmt::{self, Write};
use std::sync::{Arc, PoisonError, RwLock};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

/// Takes lines of the log.
#[uniffi::export(with_foreign)]
pub trait LogSink: Send + Sync {
    /// A line. Called from any thread of the core's; must return soon and must not call back in. What it throws is forgotten.
    fn log(&self, level: LogLevel, text: String) -> Result<(), ShellError>;
}

/// How much a line matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, uniffi::Enum)]
pub enum LogLevel {
    /// Something failed that the student sees.
    Error,
    /// Something failed that the student does not see.
    Warn,
    /// A step of the review.
    Info,
    /// More, for developers.
    Debug,
}

/// The sink of this process and the least that matters to it.
static SINK: RwLock<Option<(Arc<dyn LogSink>, LogLevel)>> = RwLock::new(None);

/// Hands the log of all instances in this process to `sink` from now on, up to `most`; none stops it. Only lines of the core's
/// own are handed over, only with the fields that are known to hold nothing personal. Where the process has a subscriber of
/// `tracing` already, that one is left alone and no line comes.
///
/// # Errors
/// [`RuxueError::Panicked`].
#[uniffi::export]
pub fn set_log_sink(sink: Option<Arc<dyn LogSink>>, most: LogLevel) -> Result<(), RuxueError> {
    caught(Language::En, || {
        *SINK.write().unwrap_or_else(PoisonError::into_inner) = sink.map(|sink| (sink, most));
        // The second time it is ours already.
        let _ = tracing::subscriber::set_global_default(Lines);
        Ok(())
    })
}

/// The fields that are handed over, as the core writes them: names, stages, counts and errors without anything personal.
const FIELDS: [&str; 6] = ["message", "event", "stage", "chances", "error", "status"];

/// Makes lines of events; knows no spans.
struct Lines;

impl Subscriber for Lines {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        let sink = SINK.read().unwrap_or_else(PoisonError::into_inner);
        let wanted = sink.as_ref().is_some_and(|(_, most)| level(metadata.level()).is_some_and(|level| level <= *most));
        wanted && metadata.is_event() && metadata.target().split("::").next().is_some_and(is_ours)
    }

    fn event(&self, event: &Event<'_>) {
        let sink = SINK.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let (Some((sink, _)), Some(level)) = (sink, level(event.metadata().level())) {
            let mut line = Line::default();
            event.record(&mut line);
            let _ = sink.log(level, line.0);
        }
    }

    fn new_span(&self, _span: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _span: &Id, _values: &Record<'_>) {}
    fn record_follows_from(&self, _span: &Id, _follows: &Id) {}
    fn enter(&self, _span: &Id) {}
    fn exit(&self, _span: &Id) {}
}

fn is_ours(target: &str) -> bool {
    target == "ruxue" || target.starts_with("ruxue_")
}

fn level(level: &Level) -> Option<LogLevel> {
    Some(match *level {
        Level::ERROR => LogLevel::Error,
        Level::WARN => LogLevel::Warn,
        Level::INFO => LogLevel::Info,
        Level::DEBUG => LogLevel::Debug,
        Level::TRACE => return None,
    })
}

/// A line being written.
#[derive(Default)]
struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        if !FIELDS.contains(&field.name()) {
            return;
        }
        let blank = if self.0.is_empty() { "" } else { " " };
        // Writing to a text can't fail.
        let _ = match field.name() {
            "message" => write!(self.0, "{blank}{value:?}"),
            name => write!(self.0, "{blank}{name}={value:?}"),
        };
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.record_debug(field, &format_args!("{value}"));
    }
}

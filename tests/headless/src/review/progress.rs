//! Steps, timed, and shown while they run where somebody looks.

use crate::page::Step;
use crate::words::Both;
use indicatif::{ProgressBar, ProgressStyle};
use std::time::{Duration, Instant};

/// The steps of one review. Shown on standard error where that is a terminal.
pub(crate) struct Progress {
    start: Instant,
    steps: Vec<Step>,
    bar: ProgressBar,
}

impl Progress {
    pub(crate) fn start() -> Self {
        let bar = ProgressBar::new_spinner().with_style(ProgressStyle::default_spinner());
        bar.enable_steady_tick(Duration::from_millis(100));
        Self { start: Instant::now(), steps: Vec::new(), bar }
    }

    /// Runs one step.
    pub(crate) async fn step<T, E>(&mut self, name: Both, work: impl Future<Output = Result<T, E>>) -> Result<T, E> {
        let start = self.begin(&name);
        let done = work.await;
        self.end(name, start);
        done
    }

    fn begin(&self, name: &Both) -> Duration {
        self.bar.set_message(format!("{} {}", name.zh, name.en));
        self.start.elapsed()
    }

    fn end(&mut self, name: Both, start: Duration) {
        let time = self.start.elapsed() - start;
        self.bar.println(format!("  {} {} {:.1} s", name.zh, name.en, time.as_secs_f32()));
        self.steps.push(Step { name, start, time });
    }

    pub(crate) fn finish(self) -> Vec<Step> {
        self.bar.finish_and_clear();
        self.steps
    }
}

use crate::app::blocking;
use crate::{App, Error, Unseen};
use ruxue_rules::{Event, PhotoId, Report, Verdict, judge_fault, judge_portrait};
use std::sync::Arc;
use uuid::Uuid;

impl App {
    /// Judges a portrait and keeps it if it is good enough. A refused one spends nothing and leaves an earlier good one where
    /// it is.
    ///
    /// # Errors
    /// [`Error::Refused`] where no portrait may be taken now, [`Error::Vision`], [`Error::Store`], [`Error::LoggedOut`].
    pub async fn take_portrait(&self, photo: Vec<u8>) -> Result<Report, Error> {
        self.review().await?;
        let vision = Arc::clone(&self.vision);
        let (photo, seen) = blocking(move || {
            let seen = vision.portrait(&photo);
            (photo, seen)
        })
        .await?;
        let report = match seen {
            Ok((file, portrait)) => judge_portrait(&file, &portrait),
            Err(Unseen::Fault(fault)) => judge_fault(fault),
            Err(Unseen::Failed(error)) => return Err(error.into()),
        };
        if report.verdict != Verdict::Refuse {
            let id = PhotoId(Uuid::new_v4());
            self.apply(Event::PortraitTaken { photo: id, report: report.clone() }, vec![(id, photo)]).await?;
        }
        Ok(report)
    }
}

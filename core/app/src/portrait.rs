use crate::app::blocking;
use crate::card::keep;
use crate::{App, Error, Unseen};
use ruxue_rules::{Event, PhotoId, Report, judge_fault, judge_portrait};
use std::sync::Arc;

impl App {
    /// Judges a portrait and keeps it if it is good enough. A refused one spends nothing and leaves an earlier good one where
    /// it is.
    ///
    /// # Errors
    /// [`Error::Refused`] where no portrait may be taken now, [`Error::Vision`], [`Error::Store`], [`Error::LoggedOut`].
    pub async fn take_portrait(&self, photo: Vec<u8>) -> Result<Report, Error> {
        self.review().await?;
        let vision = Arc::clone(&self.vision);
        let judged = blocking(move || {
            let (file, portrait) = vision.portrait(&photo)?;
            let report = judge_portrait(&file, &portrait);
            let kept = keep(report.verdict, &photo, vision.as_ref())?;
            Ok((report, kept))
        })
        .await?;
        let (report, kept) = match judged {
            Ok(judged) => judged,
            Err(Unseen::Fault(fault)) => (judge_fault(fault), None),
            Err(Unseen::Failed(error)) => return Err(error.into()),
        };
        if let Some(photo) = kept {
            let id = PhotoId(self.host.uuid());
            self.apply(Event::PortraitTaken { photo: id, report: report.clone() }, vec![(id, photo)]).await?;
        }
        Ok(report)
    }
}

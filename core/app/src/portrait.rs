use crate::app::blocking;
use crate::card::same_student;
use crate::look::{Judged, Looked, look};
use crate::{App, Error};
use ruxue_rules::{Event, PhotoFault, PhotoId, Report, Verdict, judge_fault, judge_portrait};
use std::sync::Arc;

impl App {
    /// Judges a portrait and keeps it, in the form that is sent, if it is good enough. A refused one spends nothing and leaves
    /// an earlier good one where it is.
    ///
    /// After a failure the earlier portrait stands, and this one is to be taken again.
    ///
    /// # Errors
    /// [`Error::Refused`] where no portrait may be taken now, [`Error::Vision`], [`Error::Store`], [`Error::LoggedOut`], also
    /// where another student logged in meanwhile.
    #[tracing::instrument(target = "ruxue", skip_all, err(level = "info"))]
    pub async fn take_portrait(&self, photo: Vec<u8>) -> Result<Report, Error> {
        let review = self.review().await?;
        let vision = Arc::clone(&self.vision);
        let Looked { report, kept } = blocking(move || {
            look(&*vision, &photo, |vision, photo| {
                let (file, portrait) = vision.portrait(photo)?;
                Ok(judge_portrait(&file, &portrait))
            })
        })
        .await??;
        if let Some(jpeg) = kept {
            let id = PhotoId(self.new_id());
            let event = Event::PortraitTaken { photo: id, report: report.clone() };
            self.apply_if(same_student(&review), event, vec![(id, jpeg)]).await?;
        }
        Ok(report)
    }
}

impl Judged for Report {
    fn of_fault(fault: PhotoFault) -> Self {
        judge_fault(fault)
    }

    fn verdict(&self) -> Verdict {
        self.verdict
    }
}

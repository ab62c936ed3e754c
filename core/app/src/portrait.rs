use crate::app::blocking;
use crate::look::{Insists, Judged, look};
use crate::{App, Error};
use ruxue_rules::{Event, PhotoFault, Report, Slot, judge_fault, judge_portrait};
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
        self.look_at_portrait(photo, Insists::No).await
    }

    /// Keeps a portrait although it is refused. See [`Review::may_overrule`](ruxue_rules::Review::may_overrule) for when.
    ///
    /// # Errors
    /// [`Error::Refused`] where the student may not insist on it, and as [`App::take_portrait`].
    #[tracing::instrument(target = "ruxue", skip_all, err(level = "info"))]
    pub async fn insist_on_portrait(&self, photo: Vec<u8>) -> Result<Report, Error> {
        self.look_at_portrait(photo, Insists::Yes).await
    }

    async fn look_at_portrait(&self, photo: Vec<u8>, insists: Insists) -> Result<Report, Error> {
        let review = self.review().await?;
        let vision = Arc::clone(&self.vision);
        let looked = blocking(move || {
            look(&*vision, &photo, insists, |vision, photo| {
                let (file, portrait) = vision.portrait(photo)?;
                Ok(judge_portrait(&file, &portrait))
            })
        })
        .await??;
        self.settle(&review, Slot::Portrait, looked, |photo, report| Event::PortraitTaken { photo, report }).await
    }
}

impl Judged for Report {
    fn of_fault(fault: PhotoFault) -> Self {
        judge_fault(fault)
    }

    fn report(&self) -> &Report {
        self
    }
}

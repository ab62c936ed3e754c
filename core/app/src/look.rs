//! A photo that was just taken: judged, and brought to the form that is kept.

use crate::card::same_student;
use crate::{App, Error, Unseen, Vision};
use ruxue_rules::{Event, PhotoFault, PhotoId, Report, Review, Slot, Verdict};
use std::hash::{DefaultHasher, Hasher};

/// Whether a photo is kept that is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Insists {
    /// As everyone begins: it is not.
    No,
    /// The student overrules what it is refused for, as far as the rules let them.
    Yes,
}

/// What came of looking at a photo.
pub(crate) struct Looked<R> {
    report: R,
    fate: Fate,
}

/// What becomes of a photo.
enum Fate {
    /// This is stored and sent of it.
    Kept(Vec<u8>),
    /// It is only counted; the number tells it from others.
    Refused(u64),
}

/// A report on a photo.
pub(crate) trait Judged: Clone {
    /// The report on a file that is no photo.
    fn of_fault(fault: PhotoFault) -> Self;
    fn report(&self) -> &Report;
}

/// Looks at `photo`. Takes its time.
pub(crate) fn look<R: Judged>(
    vision: &dyn Vision,
    photo: &[u8],
    insists: Insists,
    judge: impl FnOnce(&dyn Vision, &[u8]) -> Result<R, Unseen>,
) -> Result<Looked<R>, Error> {
    let looked = judge(vision, photo).and_then(|report| {
        let keeps = insists == Insists::Yes || report.report().verdict != Verdict::Refuse;
        let fate = if keeps { Fate::Kept(vision.sendable(photo)?) } else { Fate::Refused(print(photo)) };
        Ok(Looked { report, fate })
    });
    match looked {
        Ok(looked) => Ok(looked),
        Err(Unseen::Fault(fault)) => Ok(Looked { report: R::of_fault(fault), fate: Fate::Refused(print(photo)) }),
        Err(Unseen::Failed(error)) => Err(error.into()),
    }
}

impl App {
    /// Stores what became of a photo of `slot` that was looked at for `review`'s student; `taken` is what happens if it is kept.
    pub(crate) async fn settle<R: Judged>(
        &self,
        review: &Review,
        slot: Slot,
        Looked { report, fate }: Looked<R>,
        taken: impl FnOnce(PhotoId, R) -> Event,
    ) -> Result<R, Error> {
        let (event, photos) = match fate {
            Fate::Kept(jpeg) => {
                let id = PhotoId(self.new_id());
                (taken(id, report.clone()), vec![(id, jpeg)])
            }
            Fate::Refused(print) => (Event::PhotoRefused { slot, print, report: report.report().clone() }, vec![]),
        };
        self.apply_if(same_student(review), event, photos).await?;
        Ok(report)
    }
}

fn print(photo: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(photo);
    hasher.finish()
}

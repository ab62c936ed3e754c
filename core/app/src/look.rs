//! A photo that was just taken: judged, and brought to the form that is kept.

use crate::{Error, Unseen, Vision};
use ruxue_rules::{PhotoFault, Verdict};

/// What came of looking at a photo.
pub(crate) struct Looked<R> {
    pub(crate) report: R,
    /// What is stored and sent of it; none where the photo is refused.
    pub(crate) kept: Option<Vec<u8>>,
}

/// A report on a photo.
pub(crate) trait Judged {
    /// The report on a file that is no photo.
    fn of_fault(fault: PhotoFault) -> Self;
    fn verdict(&self) -> Verdict;
}

/// Looks at `photo`. Takes its time.
pub(crate) fn look<R: Judged>(
    vision: &dyn Vision,
    photo: &[u8],
    judge: impl FnOnce(&dyn Vision, &[u8]) -> Result<R, Unseen>,
) -> Result<Looked<R>, Error> {
    let looked = judge(vision, photo).and_then(|report| {
        let kept = match report.verdict() {
            Verdict::Pass | Verdict::Advise => Some(vision.sendable(photo)?),
            Verdict::Refuse => None,
        };
        Ok(Looked { report, kept })
    });
    match looked {
        Ok(looked) => Ok(looked),
        Err(Unseen::Fault(fault)) => Ok(Looked { report: R::of_fault(fault), kept: None }),
        Err(Unseen::Failed(error)) => Err(error.into()),
    }
}

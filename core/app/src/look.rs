//! A photo that was just taken: judged, and brought to the form that is kept.

use crate::{Error, Unseen, Vision};
use ruxue_rules::{PhotoFault, Report, Verdict};
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
    pub(crate) report: R,
    /// What is stored and sent of it; none where the photo is refused.
    pub(crate) kept: Option<Vec<u8>>,
    /// Tells the photo from others.
    pub(crate) print: u64,
}

/// A report on a photo.
pub(crate) trait Judged {
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
    let print = print(photo);
    let looked = judge(vision, photo).and_then(|report| {
        let keeps = insists == Insists::Yes || report.report().verdict != Verdict::Refuse;
        let kept = keeps.then(|| vision.sendable(photo)).transpose()?;
        Ok(Looked { report, kept, print })
    });
    match looked {
        Ok(looked) => Ok(looked),
        Err(Unseen::Fault(fault)) => Ok(Looked { report: R::of_fault(fault), kept: None, print }),
        Err(Unseen::Failed(error)) => Err(error.into()),
    }
}

fn print(photo: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(photo);
    hasher.finish()
}

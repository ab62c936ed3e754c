use super::{Refusal, Review};
use crate::{Kind, Report, Slot};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// On so many different photos a finding has to refuse before the student may overrule it: no measure is always right, and nobody
/// shall be kept from the review by one that is wrong about their card, their phone or their face.
const REPEATS: usize = 3;

/// As many refused photos of a slot are remembered.
const REMEMBERED: usize = 16;

/// The photos of a slot that were refused since one was last kept, the latest at the end.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct RefusedPhotos(Vec<RefusedPhoto>);

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct RefusedPhoto {
    /// Tells photos apart.
    print: u64,
    kinds: BTreeSet<Kind>,
}

impl RefusedPhotos {
    /// A photo that is shown again is the same one, and does not speak twice.
    fn add(&mut self, print: u64, kinds: BTreeSet<Kind>) {
        self.0.retain(|photo| photo.print != print);
        self.0.push(RefusedPhoto { print, kinds });
        let forgotten = self.0.len().saturating_sub(REMEMBERED);
        self.0.drain(..forgotten);
    }

    fn count(&self, kind: Kind) -> usize {
        self.0.iter().filter(|photo| photo.kinds.contains(&kind)).count()
    }
}

impl Kind {
    /// Whether it may be overruled once it was found often enough. Not where there is no photo, and not where the review could only
    /// fail: something else is on it, or somebody else.
    pub const fn can_be_overruled(self) -> bool {
        !matches!(
            self,
            Self::Undecodable
                | Self::TooLarge
                | Self::NotACard
                | Self::WrongSide
                | Self::NumberMismatch
                | Self::NoFace
                | Self::SeveralFaces
        )
    }
}

/// A refusal of the phone's that the student overruled: the platform is told with the submission, so that whoever judges there knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Overruled {
    /// The photo.
    pub slot: Slot,
    /// What it was refused for.
    pub kind: Kind,
}

impl Review {
    /// Whether the student may use a photo of `slot` although `report` refuses it: each of its refusals can be overruled and has
    /// stood on three different photos, this one among them.
    pub fn may_overrule(&self, slot: Slot, report: &Report) -> bool {
        let refused = self.refused.get(&slot);
        let repeats =
            |kind: Kind| kind.can_be_overruled() && refused.is_some_and(|photos| photos.count(kind) >= REPEATS);
        report.refusals().all(repeats)
    }

    /// What the student overruled in the photos as they are kept.
    pub fn overruled(&self) -> impl Iterator<Item = Overruled> {
        let cards = [(Slot::PortraitSide, &self.portrait_side), (Slot::EmblemSide, &self.emblem_side)];
        let cards = cards.into_iter().filter_map(|(slot, taken)| Some((slot, &taken.as_ref()?.report.report)));
        let portrait = self.portrait.as_ref().map(|taken| (Slot::Portrait, &taken.report));
        cards.chain(portrait).flat_map(|(slot, report)| report.refusals().map(move |kind| Overruled { slot, kind }))
    }

    pub(super) fn refuse(&mut self, slot: Slot, print: u64, report: &Report) -> Result<(), Refusal> {
        self.check_open()?;
        self.refused.entry(slot).or_default().add(print, report.refusals().collect());
        Ok(())
    }
}

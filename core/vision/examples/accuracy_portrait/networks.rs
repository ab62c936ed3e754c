//! The networks, and those of our own that have not seen a portrait: by these it is judged.

use crate::Outcome;
use crate::sample::Sample;
use ruxue_vision::Models;
use std::fs;
use std::path::Path;

/// Where the training scripts put, by quarter, the networks that did not learn from it.
const UNSEEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../models/trained/unseen");

pub(crate) struct Networks {
    shipped: Models,
    unseen: [Option<Models>; 4],
}

impl Networks {
    pub(crate) fn load() -> Outcome<Self> {
        let mut unseen = [const { None }; 4];
        for (quarter, models) in unseen.iter_mut().enumerate() {
            let folder = Path::new(UNSEEN).join(quarter.to_string());
            if folder.exists() {
                *models = Some(shipped()?.with_own(|file| fs::read(folder.join(file)))?);
            }
        }
        Ok(Self { shipped: shipped()?, unseen })
    }

    /// Those that did not learn from the portrait, where there are such.
    pub(crate) fn of(&self, sample: &Sample) -> &Models {
        self.unseen(sample).unwrap_or(&self.shipped)
    }

    fn unseen(&self, sample: &Sample) -> Option<&Models> {
        self.unseen.get(sample.quarter? as usize)?.as_ref()
    }

    /// Says of how many portraits the figures are too good.
    pub(crate) fn warn(&self, samples: &[Sample]) {
        let seen = samples.iter().filter(|s| s.quarter.is_some() && self.unseen(s).is_none()).count();
        if seen > 0 {
            println!("{seen} of {} portraits are judged by networks that learnt from them.\n", samples.len());
        }
    }
}

/// The networks as they are on a phone, one thread.
pub(crate) fn shipped() -> Outcome<Models> {
    let weights = ruxue_models::weights()?;
    Ok(Models::load(|file| fs::read(weights.join(file)), 1)?)
}

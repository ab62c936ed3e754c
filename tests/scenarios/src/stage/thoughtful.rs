use ruxue_reference_platform::SideFields;
use ruxue_reference_platform::{ExaminationFailed, Examiner, Judgement, PhotoExaminer, Portrait, Unusable};
use ruxue_rules::Side;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// How long it thinks before it judges: long enough that a phone sees an attempt wait.
const THOUGHT: Duration = Duration::from_millis(300);

/// An examiner that all platforms share, and that takes its time.
#[derive(Clone)]
pub(super) struct Thoughtful(Arc<PhotoExaminer>);

impl Thoughtful {
    pub(super) fn new(examiner: PhotoExaminer) -> Self {
        Self(Arc::new(examiner))
    }
}

impl Examiner for Thoughtful {
    fn read_card(&self, side: Side, jpeg: &[u8]) -> Result<SideFields, Unusable> {
        self.0.read_card(side, jpeg)
    }

    fn check_portrait(&self, jpeg: &[u8]) -> Result<(), Unusable> {
        self.0.check_portrait(jpeg)
    }

    fn judge(&self, portrait: &Portrait) -> Result<Judgement, ExaminationFailed> {
        thread::sleep(THOUGHT);
        self.0.judge(portrait)
    }
}

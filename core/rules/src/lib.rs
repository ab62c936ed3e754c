//! What the manual demands of a student's entrance review: ID number, card fields, limits, findings, verdicts,
//! chances, and the review itself as a pure state machine. No IO, clock, pixels or threads: time and ids are passed in.

pub mod limits;

mod account;
mod card;
mod chances;
mod consent;
mod finding;
mod geometry;
mod guidance;
mod guide;
mod id_number;
mod judge;
mod measure;
mod outcome;
mod password;
mod review;
mod sex;
mod slot;
mod text;

pub use account::{Account, AccountError};
pub use card::{
    CardDraft, CardFields, CardProblem, ConfirmedCard, EmblemFields, Ethnicity, Field, NoValidTo, PortraitFields,
    UnknownEthnicity, ValidTo,
};
pub use chances::Chances;
pub use consent::{Consent, ConsentKind};
pub use finding::{Detail, Finding, Kind, Report, Severity, Unit, Verdict};
pub use geometry::{Edge, Point, Quad, Rect, Region};
pub use guidance::Guidance;
pub use guide::Guide;
pub use id_number::{ID_NUMBER_LENGTH, IdNumber, IdNumberError, check_character};
pub use judge::{CardContext, CardReport, Reading, judge_card, judge_fault, judge_portrait};
pub use measure::{
    CardMeasures, CardText, Doubt, EmblemText, FaceMeasures, FieldText, FrameMeasures, HeadMeasures, Holder, Lens,
    LocatedCard, Patch, PhotoFault, PhotoMeasures, PictureLight, PortraitMeasures, PortraitText, Side,
};
pub use outcome::{Outcome, Reason};
pub use password::{PasswordProblem, check_password, is_first_password};
pub use review::{
    Attempt, AttemptKey, Event, Next, Overruled, PhotoId, Refusal, Review, Stage, TakenCard, TakenPortrait,
};
pub use sex::Sex;
pub use slot::Slot;
pub use text::{Locale, Subject, Text};

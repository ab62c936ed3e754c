//! What the manual demands of a student's entrance review: ID number, card fields, limits, findings, verdicts,
//! chances, and the review itself as a pure state machine. No IO, clock, pixels or threads: time and ids are passed in.

mod finding;
mod geometry;
mod measure;

pub use finding::{Finding, Kind, Report, Severity, Unit, Verdict};
pub use geometry::{Point, Quad, Rect, Region};
pub use measure::{
    CardMeasures, CardText, EmblemText, FaceMeasures, FieldText, Glare, HeadMeasures, Lens, LocatedCard, PhotoFault,
    PhotoMeasures, PortraitMeasures, PortraitText, Side,
};

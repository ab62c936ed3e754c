use crate::{Detail, Finding, Kind, PhotoFault, Report, Severity};

/// The report of a file that is no photo. It has no limit: what can be decoded is vision's to say.
pub fn judge_fault(fault: PhotoFault) -> Report {
    let kind = match fault {
        PhotoFault::Empty | PhotoFault::UnknownFormat | PhotoFault::Heic | PhotoFault::Damaged => Kind::Undecodable,
        PhotoFault::TooLarge { .. } => Kind::TooLarge,
    };
    Report::new(vec![Finding::new(kind, Severity::Refuse).about(Detail::Fault(fault))])
}

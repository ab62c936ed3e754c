//! The reference platform: our own implementation of the platform's contract (`openapi.json`), real enough to
//! demonstrate against and what tests run against. [`ReferencePlatform`] serves it, [`TestPlatform`] does so on a free
//! port, [`FaultyNetwork`] stands between it and a client and breaks things.

mod accounts;
mod app;
mod attempts;
mod bindings;
mod cards;
mod codes;
mod consents;
mod contact;
mod database;
mod examiner;
mod exchange;
pub mod face;
mod faults;
mod judge;
mod mask;
mod noted;
mod overruled;
mod passwords;
mod photo_examiner;
mod problem;
mod profile;
mod register;
mod request;
mod routes;
mod server;
mod sessions;
mod students;
mod test_platform;
mod uploads;

pub use app::{Clock, Policy};
pub use attempts::AttemptRecord;
pub use cards::SideFields;
pub use codes::{CodePurpose, SentCode};
pub use examiner::{ExaminationFailed, Examiner, Judgement, Portrait, Unusable};
pub use faults::{Fault, FaultyNetwork};
pub use judge::JudgingFailed;
pub use noted::{Note, NotedExaminer, NotedStudent};
pub use overruled::Overruled;
pub use passwords::Hashing;
pub use photo_examiner::PhotoExaminer;
pub use register::{Enrolment, Person, Register, RegisterError, Student};
pub use routes::operations;
pub use server::{PlatformStartError, ReferencePlatform};
pub use test_platform::TestPlatform;

//! The platform as the phone sees it: [`Platform`] is the port, [`HttpPlatform`] speaks the contract of
//! docs/platform-contract.md over https. An adapter for another platform is one more `impl Platform`.

mod account;
mod error;
mod http;
mod port;
mod profile;
mod secret;
mod text;
mod tls;
mod transfer;
mod wire;

pub use account::{Binding, BindingKind, CodePurpose, CodeSent, Contact, ContactKind, Proof, Registration};
pub use error::{PlatformError, Refusal};
pub use http::{Config, HttpPlatform, TimeLimits};
pub use port::{Attempt, CardStage, History, Platform, SavedSession, Student};
pub use profile::{Consents, Enrolment, PostalAddress, Profile};
pub use secret::Secret;
pub use transfer::{Progress, Transfer};

//! The platform as the phone sees it: [`Platform`] is the port, [`HttpPlatform`] speaks the contract of
//! docs/platform-contract.md over https. An adapter for another platform is one more `impl Platform`.

mod account;
mod config;
mod error;
mod http;
mod port;
mod profile;
mod retry;
mod secret;
mod text;
mod tls;
mod transfer;
mod transport;
mod wire;

pub use account::{Binding, BindingKind, CodePurpose, CodeSent, Contact, ContactKind, Proof, Registration};
pub use config::{Config, TimeLimits};
pub use error::{PlatformError, Refusal};
pub use http::HttpPlatform;
pub use port::{Attempt, CardStage, History, Platform, SavedSession, Student};
pub use profile::{Consents, Enrolment, PostalAddress, Profile};
pub use retry::Retry;
pub use secret::Secret;
pub use transfer::{Progress, Transfer};
pub use transport::{Transport, WebTransport};

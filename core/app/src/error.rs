use ruxue_platform::PlatformError;
use ruxue_rules::{AccountError, PasswordProblem, Refusal};
use ruxue_store::StoreError;
use ruxue_vision::VisionError;

/// Why a use-case came to nothing. Nothing that was stored is lost by any of them; [`Error::text`] says what to do.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The account as typed is none.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// The password that was chosen won't do; nothing was sent.
    #[error(transparent)]
    Password(#[from] PasswordProblem),
    /// Nobody is logged in.
    #[error("nobody is logged in")]
    LoggedOut,
    /// It can't be done now.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The platform was not reached, or refuses.
    #[error(transparent)]
    Platform(#[from] PlatformError),
    /// The phone's storage failed.
    #[error(transparent)]
    Store(StoreError),
    /// The networks don't run: the app is not whole.
    #[error(transparent)]
    Vision(#[from] VisionError),
    /// A photo that the review names is not in the store, or is damaged: take it again.
    #[error("a stored photo is missing")]
    PhotoLost,
    /// A mistake of the app's own, caught. What had been stored by then stands.
    #[error("the app has a mistake")]
    Panicked,
    /// The app is being shut down.
    #[error("the app is shutting down")]
    ShuttingDown,
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NobodyLoggedIn => Self::LoggedOut,
            error => Self::Store(error),
        }
    }
}

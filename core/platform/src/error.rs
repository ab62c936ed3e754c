use ruxue_rules::Field;
use std::time::Duration;

/// Why a call to the platform came to nothing. No text of it holds anything personal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PlatformError {
    /// The phone reaches no network, or the platform's name cannot be looked up.
    #[error("no network")]
    NoNetwork,
    /// The platform does not answer, or says that it cannot serve now (5xx).
    #[error("the platform is down")]
    ServerDown,
    /// No answer within the time allowed.
    #[error("the platform took too long")]
    TooSlow,
    /// The connection broke while the request or its answer was on the way.
    #[error("the connection was cut")]
    Cut,
    /// The platform asks for fewer requests (429).
    #[error("too many requests")]
    TooManyRequests {
        /// How long to wait, where it told.
        retry_after: Option<Duration>,
    },
    /// The account or the password is wrong.
    #[error("wrong account or password")]
    WrongPassword {
        /// Tries before the account is locked.
        tries_left: u32,
    },
    /// Too many wrong passwords.
    #[error("the account is locked")]
    Locked {
        /// How long the lock still lasts.
        retry_after: Duration,
    },
    /// Not logged in, or not any more.
    #[error("the session has expired")]
    SessionExpired,
    /// The platform understood and refuses.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// Something answered, but not as the contract says: another server, a captive portal, a newer platform.
    #[error("the answer cannot be understood")]
    NotUnderstood,
    /// The certificate proves no server that we trust.
    #[error("the server's certificate is not trusted")]
    Untrusted,
    /// Stopped by the person.
    #[error("cancelled")]
    Cancelled,
    /// The platform's address is neither https nor plain http on this machine itself.
    #[error("the platform's address is not secure")]
    InsecureAddress,
    /// The configuration (address, root certificate) makes no sense.
    #[error("the platform's configuration is wrong")]
    BadConfiguration,
}

/// What the platform refuses, and why: the contract's codes.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // each one's meaning is its text in `text.rs` and in the contract
pub enum Refusal {
    CardIncomplete,
    CardNotConfirmed,
    CardExpired,
    CardUnreadable,
    NotACard,
    WrongSide,
    PhotoUndecodable,
    PhotoTooLarge,
    NumberMismatch,
    FieldsDisagree(Vec<Field>),
    RegisterMismatch,
    NoChancesLeft,
    ReviewPending,
    AlreadyPassed,
    HandedOver,
    HandOverTooEarly,
    NothingToRestart,
    KeyReused,
    NotFound,
    ConsentMissing,
    UploadIncomplete,
    OffsetMismatch,
    WrongCode,
    NothingBound,
    Taken,
    NotEnrolled,
    AlreadyRegistered,
    WeakPassword,
    WrongCurrentPassword {
        /// Tries before the account is locked.
        tries_left: u32,
    },
    InvalidRequest,
}

impl PlatformError {
    /// Whether the same call may well succeed later without the person changing anything.
    pub fn is_retryable(&self) -> bool {
        matches!(
            self,
            Self::NoNetwork
                | Self::ServerDown
                | Self::TooSlow
                | Self::Cut
                | Self::TooManyRequests { .. }
                | Self::NotUnderstood
        )
    }

    /// Whether the platform may have acted although no answer came: a submission that ended so must be looked up by
    /// its key, or sent again under the same key, before anything else is made of it.
    pub fn outcome_unknown(&self) -> bool {
        matches!(self, Self::ServerDown | Self::TooSlow | Self::Cut | Self::NotUnderstood | Self::Cancelled)
    }

    /// How long the platform asks to wait, where it does.
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::TooManyRequests { retry_after } => *retry_after,
            Self::Locked { retry_after } => Some(*retry_after),
            _ => None,
        }
    }
}

use crate::Language;
use ruxue::Error;
use ruxue::view::Undone;
use ruxue_platform::PlatformError;
use ruxue_rules::{Locale, Text};
use ruxue_store::{StoreError, VaultError};
use ruxue_vision::VisionError;
use ruxue_vision::frame::FrameFault;
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Why a call came to nothing. Every case says why and what to do next, in the configured language, to be shown as it is;
/// nothing personal stands in it. What concerns the student alone is no error but stands on the screen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum RuxueError {
    /// The app was stopped: open another.
    #[error("{reason}")]
    Closed {
        /// Why.
        reason: String,
        /// What to do next.
        next_step: String,
    },
    /// The screen does not offer the action now; nothing was done.
    #[error("{reason}")]
    NotOffered {
        /// Why.
        reason: String,
        /// What to do next.
        next_step: String,
    },
    /// Cancelled by the caller; what had been stored or sent by then stands.
    #[error("{reason}")]
    Cancelled {
        /// Why.
        reason: String,
        /// What to do next.
        next_step: String,
    },
    /// The configuration makes no sense, or its address is not secure.
    #[error("{reason}")]
    Configuration {
        /// Why.
        reason: String,
        /// What to do next.
        next_step: String,
    },
    /// The networks' weights are not where they should be.
    #[error("{reason}")]
    Weights {
        /// Why.
        reason: String,
        /// What to do next.
        next_step: String,
    },
    /// Another instance or another process holds the folder.
    #[error("{reason}")]
    InUse {
        /// Why.
        reason: String,
        /// What to do next.
        next_step: String,
    },
    /// The phone's storage failed.
    #[error("{reason}")]
    Storage {
        /// Why.
        reason: String,
        /// What to do next.
        next_step: String,
    },
    /// The vault can't be used now.
    #[error("{reason}")]
    VaultUnavailable {
        /// Why.
        reason: String,
        /// What to do next.
        next_step: String,
    },
    /// A frame is not what its layout says.
    #[error("{reason}")]
    Frame {
        /// Why.
        reason: String,
        /// What to do next.
        next_step: String,
    },
    /// A mistake of the core's own, caught. What had been stored by then stands.
    #[error("{reason}")]
    Panicked {
        /// Why.
        reason: String,
        /// What to do next.
        next_step: String,
    },
}

/// The cases of [`RuxueError`], before they have a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    Closed,
    NotOffered,
    Cancelled,
    Configuration,
    Weights,
    InUse,
    Storage,
    VaultUnavailable,
    Panicked,
}

impl Case {
    /// The error in words of the language: the core's own, where it has some.
    pub(crate) fn error(self, language: Language) -> RuxueError {
        let core = |error: Error| error.text(Locale::from(language));
        let ours = |[zh_wrong, zh_mend]: [&'static str; 2], [en_wrong, en_mend]: [&'static str; 2]| match language {
            Language::ZhCn => Text { wrong: zh_wrong.into(), mend: zh_mend.into() },
            Language::En => Text { wrong: en_wrong.into(), mend: en_mend.into() },
        };
        self.with(match self {
            Self::Weights => core(VisionError::Weights { file: "", reason: String::new() }.into()),
            Self::InUse => core(StoreError::InUse.into()),
            Self::Storage => core(StoreError::Unavailable.into()),
            Self::VaultUnavailable => core(StoreError::Vault(VaultError::Unavailable).into()),
            Self::Panicked => core(Error::Panicked),
            Self::Closed => ours(["应用已关闭", "请重新打开"], ["The app was closed", "Open it again"]),
            Self::NotOffered => ours(
                ["现在不能这样做", "请按屏幕上的提示操作"],
                ["This can't be done now", "Do what the screen offers"],
            ),
            Self::Cancelled => ours(
                ["已取消", "需要时再试，已保存的内容都在"],
                ["Cancelled", "Try again when you like; what was saved is there"],
            ),
            Self::Configuration => {
                ours(["应用的设置不对", "请更新本应用"], ["The app is not set up right", "Update the app"])
            }
        })
    }

    fn with(self, Text { wrong, mend }: Text) -> RuxueError {
        let (reason, next_step) = (wrong.into_owned(), mend.into_owned());
        match self {
            Self::Closed => RuxueError::Closed { reason, next_step },
            Self::NotOffered => RuxueError::NotOffered { reason, next_step },
            Self::Cancelled => RuxueError::Cancelled { reason, next_step },
            Self::Configuration => RuxueError::Configuration { reason, next_step },
            Self::Weights => RuxueError::Weights { reason, next_step },
            Self::InUse => RuxueError::InUse { reason, next_step },
            Self::Storage => RuxueError::Storage { reason, next_step },
            Self::VaultUnavailable => RuxueError::VaultUnavailable { reason, next_step },
            Self::Panicked => RuxueError::Panicked { reason, next_step },
        }
    }
}

impl RuxueError {
    /// The one point where errors of the core become errors of the bindings.
    pub(crate) fn of(error: &Error, language: Language) -> Self {
        let case = match error {
            Error::Store(StoreError::InUse) => Case::InUse,
            Error::Store(StoreError::Vault(VaultError::Unavailable)) => Case::VaultUnavailable,
            Error::Store(_) | Error::PhotoLost | Error::LoggedOut => Case::Storage,
            Error::Vision(_) => Case::Weights,
            Error::ShuttingDown => Case::Closed,
            Error::Platform(PlatformError::Cancelled) => Case::Cancelled,
            Error::Platform(_) => Case::Configuration,
            _ => Case::Panicked,
        };
        case.with(error.text(Locale::from(language)))
    }

    /// A mistake of the shell's: its developers read why.
    pub(crate) fn frame(fault: &FrameFault, language: Language) -> Self {
        let next_step = match language {
            Language::ZhCn => "请更新本应用；也可以直接按快门拍照",
            Language::En => "Update the app; the shutter works even so",
        };
        Self::Frame { reason: fault.to_string(), next_step: next_step.into() }
    }

    pub(crate) fn undone(undone: Undone, language: Language) -> Self {
        let case = match undone {
            Undone::NotOffered(_) => Case::NotOffered,
            Undone::Cancelled => Case::Cancelled,
            Undone::Stopped => Case::Closed,
        };
        case.error(language)
    }
}

/// Turns a panic of `call` into an error: it must not unwind into a foreign language, which would crash the app.
pub(crate) fn caught<T>(language: Language, call: impl FnOnce() -> Result<T, RuxueError>) -> Result<T, RuxueError> {
    let panicked = |_: Box<dyn Any + Send>| Err(Case::Panicked.error(language));
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(panicked)
}

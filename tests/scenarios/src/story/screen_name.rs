use ruxue::view::Screen;
use serde::Deserialize;

/// A screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)] // named after the screens
pub enum ScreenName {
    LogIn,
    Home,
    CardCapture,
    CardReview,
    Consent,
    PortraitCapture,
    PortraitReview,
    Submitting,
    Outcome,
    Account,
}

impl ScreenName {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::LogIn,
        Self::Home,
        Self::CardCapture,
        Self::CardReview,
        Self::Consent,
        Self::PortraitCapture,
        Self::PortraitReview,
        Self::Submitting,
        Self::Outcome,
        Self::Account,
    ];
}

impl From<&Screen> for ScreenName {
    fn from(screen: &Screen) -> Self {
        match screen {
            Screen::LogIn { .. } => Self::LogIn,
            Screen::Home { .. } => Self::Home,
            Screen::CardCapture { .. } => Self::CardCapture,
            Screen::CardReview { .. } => Self::CardReview,
            Screen::Consent { .. } => Self::Consent,
            Screen::PortraitCapture { .. } => Self::PortraitCapture,
            Screen::PortraitReview { .. } => Self::PortraitReview,
            Screen::Submitting { .. } => Self::Submitting,
            Screen::Outcome { .. } => Self::Outcome,
            Screen::Account { .. } => Self::Account,
        }
    }
}

use serde::{Deserialize, Serialize};

/// Sex as the card prints it: 男 or 女.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Sex {
    /// 男.
    #[serde(rename = "男")]
    Male,
    /// 女.
    #[serde(rename = "女")]
    Female,
}

impl Sex {
    /// The sex that `text` prints, if it is one of the two characters.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "男" => Some(Self::Male),
            "女" => Some(Self::Female),
            _ => None,
        }
    }

    /// As printed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Male => "男",
            Self::Female => "女",
        }
    }
}

use ruxue_rules::Locale;

/// Where the app's things are, and how it speaks.
#[derive(Debug, Clone, uniffi::Record)]
pub struct Config {
    /// The platform's address, `https://…`; `http://` only for this machine itself. In ASCII: `xn--…` for other letters.
    pub address: String,
    /// A folder of the app's own, which no backup copies; made if need be. One [`Ruxue`](crate::Ruxue) at a time.
    pub folder: String,
    /// The language of every text.
    pub language: Language,
    /// The folder with the networks' weights; none where they are compiled in (feature `embedded-weights`).
    #[uniffi(default)]
    pub weights: Option<String>,
    /// Root certificates (DER) trusted besides the usual web authorities.
    #[uniffi(default)]
    pub roots: Vec<Vec<u8>>,
    /// SHA-256 of the SubjectPublicKeyInfo of each server key allowed, 32 bytes each; none allows any certified key. Pin a
    /// reserve key too, or a lost key locks every student out.
    #[uniffi(default)]
    pub pins: Vec<Vec<u8>>,
}

/// A language of the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Language {
    /// Simplified Chinese.
    ZhCn,
    /// English.
    En,
}

impl From<Language> for Locale {
    fn from(language: Language) -> Self {
        match language {
            Language::ZhCn => Self::ZhCn,
            Language::En => Self::En,
        }
    }
}

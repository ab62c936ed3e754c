//! What the student reads, in zh-CN and en. Every text says what is wrong and what to do next; shells show it as it is.

mod guidance;
mod kind;
mod name;
mod reason;
mod review;

use std::borrow::Cow;

/// A language of the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Locale {
    /// Simplified Chinese.
    #[default]
    ZhCn,
    /// English.
    En,
}

/// What a photo shows, where one kind of finding is said differently of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A side of the ID card.
    Card,
    /// The portrait.
    Portrait,
}

/// What is wrong, and what to do about it: a short sentence each, without the full stop at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// What is wrong.
    pub wrong: Cow<'static, str>,
    /// What to do.
    pub mend: Cow<'static, str>,
}

/// A text in both languages: what is wrong and what to do in Chinese, then the same in English.
type Both = [&'static str; 4];

fn text([zh_wrong, zh_mend, en_wrong, en_mend]: Both, locale: Locale) -> Text {
    let (wrong, mend) = match locale {
        Locale::ZhCn => (zh_wrong, zh_mend),
        Locale::En => (en_wrong, en_mend),
    };
    Text { wrong: wrong.into(), mend: mend.into() }
}

fn name([zh, en]: [&'static str; 2], locale: Locale) -> &'static str {
    match locale {
        Locale::ZhCn => zh,
        Locale::En => en,
    }
}

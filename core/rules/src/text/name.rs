use super::{Locale, name};
use crate::{Field, Severity, Side, Verdict};

impl Side {
    /// The side's name.
    pub fn name(self, locale: Locale) -> &'static str {
        let both = match self {
            Self::Portrait => ["人像面", "portrait side"],
            Self::Emblem => ["国徽面", "emblem side"],
        };
        name(both, locale)
    }
}

impl Field {
    /// The field's label, in Chinese as the card prints it.
    pub fn name(self, locale: Locale) -> &'static str {
        let both = match self {
            Self::Name => ["姓名", "Name"],
            Self::Sex => ["性别", "Sex"],
            Self::Ethnicity => ["民族", "Ethnicity"],
            Self::Birth => ["出生", "Birth date"],
            Self::Address => ["住址", "Address"],
            Self::IdNumber => ["公民身份号码", "ID number"],
            Self::Authority => ["签发机关", "Issuing authority"],
            Self::ValidFrom => ["有效期开始", "Valid from"],
            Self::ValidTo => ["有效期结束", "Valid to"],
        };
        name(both, locale)
    }
}

impl Verdict {
    /// What the verdict means for the student.
    pub fn name(self, locale: Locale) -> &'static str {
        let both = match self {
            Self::Pass => ["合格", "Good"],
            Self::Advise => ["可以用，建议重拍", "Usable, better taken again"],
            Self::Refuse => ["不合格，请重拍", "Not good enough, take it again"],
        };
        name(both, locale)
    }
}

impl Severity {
    /// How much a finding matters.
    pub fn name(self, locale: Locale) -> &'static str {
        let both = match self {
            Self::Advise => ["建议", "Advice"],
            Self::Refuse => ["必须改正", "Must be mended"],
        };
        name(both, locale)
    }
}

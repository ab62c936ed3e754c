//! What the program says, in both languages. The texts of findings and reasons are the rules' own.

use ruxue_rules::{Locale, Severity, Unit, Verdict};

/// One text in Chinese and in English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Both {
    pub(crate) zh: String,
    pub(crate) en: String,
}

impl Both {
    /// What the rules say, in either language.
    pub(crate) fn said<T: Into<String>>(say: impl Fn(Locale) -> T) -> Self {
        both(say(Locale::ZhCn), say(Locale::En))
    }

    pub(crate) fn of(&self, locale: Locale) -> &str {
        match locale {
            Locale::ZhCn => &self.zh,
            Locale::En => &self.en,
        }
    }
}

/// The locale of the first set variable of those that name one, English where none is set.
pub(crate) fn locale(variable: impl Fn(&str) -> Option<String>) -> Locale {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| variable(name).filter(|v| !v.is_empty()));
    if set.is_some_and(|locale| locale.starts_with("zh")) { Locale::ZhCn } else { Locale::En }
}

/// The text `zh`, in English `en`.
pub(crate) fn both(zh: impl Into<String>, en: impl Into<String>) -> Both {
    Both { zh: zh.into(), en: en.into() }
}

/// The CSS class that colours a verdict.
pub(crate) fn mood(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => "pass",
        Verdict::Advise => "advise",
        Verdict::Refuse => "refuse",
    }
}

/// The verdict that a finding alone would come to.
pub(crate) fn weight(severity: Severity) -> Verdict {
    match severity {
        Severity::Advise => Verdict::Advise,
        Severity::Refuse => Verdict::Refuse,
    }
}

/// `value` with its unit, as precise as a person needs it.
pub(crate) fn quantity(value: f32, unit: Option<Unit>) -> Both {
    let same = |text: String| both(text.clone(), text);
    match unit {
        Some(Unit::Share) => same(format!("{} %", tidy(value * 100.0))),
        Some(Unit::Degrees) => same(format!("{}°", tidy(value))),
        Some(Unit::Pixels) => both(format!("{value:.0} 像素"), format!("{value:.0} px")),
        Some(Unit::PixelsPerMm) => both(format!("{} 像素/毫米", tidy(value)), format!("{} px/mm", tidy(value))),
        Some(Unit::Days) => both(format!("{value:.0} 天"), format!("{value:.0} days")),
        Some(Unit::Count | Unit::Level) => same(format!("{value:.0}")),
        Some(Unit::Score) | None => same(tidy(value)),
    }
}

/// Three significant digits at most, two decimals at most, no trailing noughts.
fn tidy(value: f32) -> String {
    let decimals = match value.abs() {
        v if v >= 100.0 => 0,
        v if v >= 10.0 => 1,
        _ => 2,
    };
    let text = format!("{value:.decimals$}");
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_set_variable_names_the_locale() {
        for (lc_all, lang, expected) in [
            (Some("zh_CN.UTF-8"), Some("en_US"), Locale::ZhCn),
            (Some(""), Some("zh_TW"), Locale::ZhCn),
            (None, Some("de_DE.UTF-8"), Locale::En),
            (None, None, Locale::En),
        ] {
            let variable = |name: &str| match name {
                "LC_ALL" => lc_all.map(str::to_owned),
                "LANG" => lang.map(str::to_owned),
                _ => None,
            };
            assert_eq!(locale(variable), expected, "LC_ALL {lc_all:?}, LANG {lang:?}");
        }
    }

    #[test]
    fn quantities_are_as_precise_as_a_person_needs() {
        for (value, unit, en) in [
            (0.1234, Some(Unit::Share), "12.3 %"),
            (0.02, Some(Unit::Share), "2 %"),
            (1.0, Some(Unit::Share), "100 %"),
            (-12.34, Some(Unit::Degrees), "-12.3°"),
            (479.6, Some(Unit::Pixels), "480 px"),
            (8.0, Some(Unit::PixelsPerMm), "8 px/mm"),
            (0.456, Some(Unit::Score), "0.46"),
            (2.0, Some(Unit::Count), "2"),
            (30.0, Some(Unit::Days), "30 days"),
        ] {
            assert_eq!(quantity(value, unit).en, en);
        }
    }
}

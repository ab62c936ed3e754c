use super::{Locale, Text, text};
use crate::PasswordProblem;

impl PasswordProblem {
    /// Why the password is not taken, and what to choose instead.
    pub fn text(self, locale: Locale) -> Text {
        let both = match self {
            Self::TooShort => {
                ["密码太短", "请至少用 8 个字符", "The password is too short", "Use at least 8 characters"]
            }
            Self::TooLong => {
                ["密码太长", "请不要超过 64 个字符", "The password is too long", "Use at most 64 characters"]
            }
            Self::TooSimple => [
                "密码太简单",
                "请混用字母和数字，不要用连续或重复的字符",
                "The password is too simple",
                "Mix letters and digits; no rows and no repetitions",
            ],
            Self::IdNumber => [
                "密码不能取自身份证号码",
                "请换一个别人猜不到的密码",
                "The password is part of your ID number",
                "Choose one that nobody can guess",
            ],
        };
        text(both, locale)
    }
}

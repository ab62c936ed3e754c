use super::{Locale, Text, text};
use crate::{AccountError, CardProblem, Field, IdNumberError, Kind, Outcome, PasswordProblem, Reason, Subject};

impl IdNumberError {
    /// What to tell who gave such a number, typed or on a card.
    pub fn text(self, locale: Locale) -> Text {
        let both = match self {
            Self::Empty => {
                ["没有填身份证号码", "请输入 18 位号码", "The ID number is missing", "Enter all 18 characters"]
            }
            Self::FifteenDigits => [
                "15 位的旧号码已停用",
                "请用 18 位的公民身份号码",
                "Numbers of 15 digits are no longer valid",
                "Use the number of 18 characters",
            ],
            Self::Length => [
                "身份证号码位数不对",
                "应为 18 位，请核对",
                "The ID number has the wrong length",
                "It has 18 characters: check it",
            ],
            Self::Character => [
                "身份证号码里有不该有的字符",
                "前 17 位是数字，最后一位是数字或 X，请核对",
                "The ID number holds a wrong character",
                "It has 17 digits and then a digit or X: check it",
            ],
            Self::Province => [
                "身份证号码前两位的地区代码不存在",
                "请核对前两位",
                "The first two digits name no province",
                "Check the first two digits",
            ],
            Self::BirthDate => [
                "身份证号码里的出生日期不存在",
                "请核对第 7 到 14 位",
                "The birth date in the ID number does not exist",
                "Check digits 7 to 14",
            ],
            Self::Future => [
                "身份证号码里的出生日期还没到",
                "请核对第 7 到 14 位，并看看手机日期对不对",
                "The birth date in the ID number lies in the future",
                "Check digits 7 to 14, and the date of your phone",
            ],
            Self::CheckCharacter => [
                "身份证号码校验不通过，有一位不对",
                "请逐位核对",
                "The ID number has a wrong digit",
                "Check it digit by digit",
            ],
        };
        text(both, locale)
    }
}

impl AccountError {
    /// What to tell who typed such an account.
    pub fn text(self, locale: Locale) -> Text {
        let both = match self {
            Self::Empty => [
                "没有填账号",
                "请输入身份证号码、手机号或邮箱",
                "The account is missing",
                "Enter your ID number, mobile number or e-mail",
            ],
            Self::IdNumber(error) => return error.text(locale),
            Self::Mobile => [
                "手机号不对",
                "请输入 11 位大陆手机号",
                "This is no mainland mobile number",
                "Enter the 11 digits of a mainland mobile number",
            ],
            Self::Email => ["邮箱地址不对", "请核对邮箱地址", "This is no e-mail address", "Check the e-mail address"],
            Self::Unknown => [
                "账号格式不对",
                "请输入身份证号码、手机号或邮箱",
                "This is no account",
                "Enter your ID number, mobile number or e-mail",
            ],
        };
        text(both, locale)
    }
}

impl PasswordProblem {
    /// What to tell who chose such a password.
    pub fn text(self, locale: Locale) -> Text {
        let both = match self {
            Self::TooShort => [
                "密码太短",
                "请设置至少 8 个字符的密码",
                "The password is too short",
                "Choose one of at least 8 characters",
            ],
            Self::TooLong => [
                "密码太长",
                "请设置不超过 64 个字符的密码",
                "The password is too long",
                "Choose one of at most 64 characters",
            ],
            Self::TooSimple => [
                "密码太简单，容易被猜到",
                "不要用重复或连续的字符，可以混用字母和数字",
                "The password is easily guessed",
                "Avoid repeated or consecutive characters; mix letters and digits",
            ],
            Self::IdNumber => [
                "密码里不能用身份证号码",
                "号码别人可能知道，请换一个密码",
                "The password is part of your ID number",
                "Others may know the number: choose another password",
            ],
        };
        text(both, locale)
    }
}

impl CardProblem {
    /// What to tell who confirms such fields.
    pub fn text(self, locale: Locale) -> Text {
        let both = match self {
            Self::Missing(field) => return missing(field, locale),
            Self::Number(error) => return error.text(locale),
            Self::NumberMismatch => return Kind::NumberMismatch.text(Subject::Card, locale),
            Self::Expired { .. } => return Kind::Expired.text(Subject::Card, locale),
            Self::Disagrees(Field::Birth) => [
                "出生日期与身份证号码不一致",
                "对照身份证改正其中一项",
                "The birth date is not the one in the number",
                "Correct either by your card",
            ],
            Self::Disagrees(Field::Sex) => [
                "性别与身份证号码不一致",
                "对照身份证改正其中一项",
                "The sex is not the one in the number",
                "Correct either by your card",
            ],
            Self::Disagrees(_) => [
                "有效期限的结束早于开始",
                "对照身份证改正有效期限",
                "The validity ends before it begins",
                "Correct the validity by your card",
            ],
            Self::NotYetValid => [
                "有效期限还没有开始",
                "对照身份证核对开始日期，并看看手机日期对不对",
                "The card is not valid yet",
                "Check the first date by your card, and the date of your phone",
            ],
        };
        text(both, locale)
    }
}

fn missing(field: Field, locale: Locale) -> Text {
    let name = field.name(locale);
    match locale {
        Locale::ZhCn => {
            Text { wrong: format!("“{name}”没有填").into(), mend: "请对照身份证填写".into() }
        }
        Locale::En => Text { wrong: format!("{name} is missing").into(), mend: "Enter it as your card has it".into() },
    }
}

impl Reason {
    /// The manual's reason in the student's words.
    pub fn text(self, locale: Locale) -> Text {
        let both = match self {
            Self::IrregularPhoto => [
                "照片不规范，比对分数偏低",
                "用后置摄像头重拍正面半身照，不化浓妆、不美颜",
                "The photo is irregular and its score too low",
                "Take a frontal half-length photo with the rear camera, without heavy make-up or retouching",
            ],
            Self::HeadSize => [
                "头部过大、过小或不完整",
                "调整距离，让头部完整、居中",
                "The head is too large, too small or incomplete",
                "Change the distance so that the whole head is in the middle",
            ],
            Self::FaceUnclear => [
                "面部模糊、太暗或被遮挡",
                "在光线充足处拿稳手机，露出整张脸",
                "The face is blurred, dark or covered",
                "Hold the phone still in good light and show the whole face",
            ],
            Self::WrongRegistration => [
                "登记信息有误，或照片仍不清楚",
                "核对身份证信息；仍不通过请联系学校",
                "The registered data is wrong, or the photo still unclear",
                "Check the card's fields; if it fails again, ask your school",
            ],
        };
        text(both, locale)
    }
}

impl Outcome {
    /// What came of the submission, and what follows.
    pub fn text(&self, locale: Locale) -> Text {
        let both = match self {
            Self::Pending => [
                "审核中",
                "结果出来前不用重复提交",
                "The review is under way",
                "Wait for the result; there is no need to submit again",
            ],
            Self::Passed { .. } => ["审核通过", "入学资格审查已完成", "Passed", "Your entrance review is complete"],
            Self::Failed { .. } => {
                ["审核未通过", "看清原因，改正后重新审核", "Not passed", "Read the reasons, mend them and start again"]
            }
            Self::HandedOver { .. } => {
                ["已交学校人工审核", "请等候学校通知", "Handed to the school", "Wait for word from your school"]
            }
        };
        text(both, locale)
    }
}

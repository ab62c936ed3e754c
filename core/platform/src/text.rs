//! What the student reads when a call came to nothing: what happened, and what to do now.

use crate::{PlatformError, Refusal};
use ruxue_rules::{Field, Locale, Text};
use std::borrow::Cow;
use std::time::Duration;

impl PlatformError {
    /// What happened and what to do, for the student. Nothing personal stands in it.
    pub fn text(&self, locale: Locale) -> Text {
        match self {
            Self::NoNetwork => both(
                locale,
                ["没有网络连接", "请检查 WLAN 或移动数据后重试，已拍的照片不会丢失"],
                ["No network connection", "Check Wi-Fi or mobile data and try again; your photos are kept"],
            ),
            Self::ServerDown => both(
                locale,
                ["学校平台暂时无法服务", "请过几分钟再试，已拍的照片不会丢失"],
                ["The college's platform cannot serve right now", "Try again in a few minutes; your photos are kept"],
            ),
            Self::TooSlow => both(
                locale,
                ["网络太慢，等待超时", "请换到信号好的地方或连接 WLAN 后重试"],
                ["The network is too slow", "Go where reception is better or join a Wi-Fi network, then try again"],
            ),
            Self::Cut => both(
                locale,
                ["连接中断了", "请重试，中断不会多扣次数"],
                ["The connection was cut", "Try again; an interruption never costs a second chance"],
            ),
            Self::TooManyRequests { retry_after: Some(wait) } => {
                waiting(locale, *wait, ["请求太频繁", "请等待{}后再试"], ["Too many requests", "Wait {} and try again"])
            }
            Self::TooManyRequests { retry_after: None } => both(
                locale,
                ["请求太频繁", "请稍等几分钟再试"],
                ["Too many requests", "Wait a few minutes and try again"],
            ),
            Self::WrongPassword { tries_left } => wrong_password(*tries_left, locale),
            Self::Locked { retry_after } => waiting(
                locale,
                *retry_after,
                ["密码错误次数过多，账号已暂时锁定", "请在{}后再登录，忘记密码可在登录页找回"],
                [
                    "Too many wrong passwords: the account is locked",
                    "Log in again in {}, or reset the password on the log-in page",
                ],
            ),
            Self::SessionExpired => both(
                locale,
                ["登录已过期", "请重新登录，进度和照片都会保留"],
                ["You are logged out", "Log in again; your progress and photos are kept"],
            ),
            Self::Refused(refusal) => refusal.text(locale),
            Self::NotUnderstood => both(
                locale,
                [
                    "收到的不是学校平台的答复",
                    "如果连着需要登录的 WLAN，请先在浏览器完成认证；否则请稍后重试或更新本应用",
                ],
                [
                    "The answer did not come from the college's platform",
                    "If you are on a Wi-Fi network that asks you to sign in, do so in the browser first; otherwise try later or update this app",
                ],
            ),
            Self::Untrusted => both(
                locale,
                ["无法确认对方是学校平台，已停止连接", "请检查手机的日期和时间，或换一个网络再试"],
                [
                    "This may not be the college's platform, so nothing was sent",
                    "Check the phone's date and time, or use another network",
                ],
            ),
            Self::Cancelled => {
                both(locale, ["已取消", "需要时可以重新开始"], ["Cancelled", "Start again whenever you like"])
            }
            Self::InsecureAddress | Self::BadConfiguration => both(
                locale,
                ["平台地址设置有误", "请更新本应用，或联系学校"],
                ["The platform's address is set up wrongly", "Update this app, or ask the college"],
            ),
        }
    }
}

impl Refusal {
    /// What the platform refused and what to do, for the student.
    pub fn text(&self, locale: Locale) -> Text {
        let (zh, en) = match self {
            Self::FieldsDisagree(fields) => return fields_disagree(fields, locale),
            Self::WrongCurrentPassword { tries_left } => return wrong_current_password(*tries_left, locale),
            Self::CardIncomplete => (
                ["身份证两面还没有都上传", "请上传人像面和国徽面"],
                ["Both sides of the ID card are not uploaded yet", "Upload the portrait side and the emblem side"],
            ),
            Self::CardNotConfirmed => (
                ["身份证信息还没有确认", "请先核对并确认身份证信息，本次没有扣次数"],
                ["The ID card is not confirmed yet", "Check and confirm its fields first; no chance was spent"],
            ),
            Self::CardExpired => (
                ["身份证不在有效期内", "请使用有效的身份证，或联系学校"],
                ["The ID card is not valid today", "Use a valid card, or ask the college"],
            ),
            Self::CardUnreadable => (
                ["平台读不清身份证上的字", "请在光线好的地方重拍，避免模糊和反光"],
                ["The platform cannot read the card", "Take the photo again in good light, without blur or glare"],
            ),
            Self::NotACard => (
                ["照片里没有找到身份证", "请把身份证放在深色桌面上，拍全四边"],
                ["There is no ID card in the photo", "Lay the card on a dark desk and take it with all four edges"],
            ),
            Self::WrongSide => (
                ["身份证拍反了面", "请翻到另一面重拍"],
                ["This is the other side of the card", "Turn the card over and take it again"],
            ),
            Self::PhotoUndecodable => {
                (["平台打不开这张照片", "请重拍一张"], ["The platform cannot open this photo", "Take another one"])
            }
            Self::PhotoTooLarge => (
                ["照片文件太大", "请用本应用重拍一张"],
                ["The photo's file is too large", "Take another one with this app"],
            ),
            Self::NumberMismatch => (
                ["身份证号码与学籍不一致", "请使用本人的身份证，如学籍信息有误请联系学校"],
                [
                    "The card's number is not the one you are enrolled with",
                    "Use your own card; if your enrolment is wrong, ask the college",
                ],
            ),
            Self::RegisterMismatch => (
                ["姓名和号码与人口库不一致", "请核对姓名是否有误，确认无误请联系学校"],
                [
                    "Name and number are not in the population register",
                    "Check the name; if it is right, ask the college",
                ],
            ),
            Self::NoChancesLeft => (
                ["三次机会已经用完", "请联系学校人工处理"],
                ["All three chances are spent", "Ask the college for a manual check"],
            ),
            Self::ReviewPending => (
                ["上一次提交还在审核", "请等待结果，不要重复提交"],
                ["Your last submission is still being reviewed", "Wait for its outcome before you go on"],
            ),
            Self::AlreadyPassed => (
                ["入学资格审查已经通过", "无需再次提交"],
                ["You have passed the review already", "Nothing more is to be done"],
            ),
            Self::HandedOver => (
                ["结果已交由学校人工审核", "请等待学校通知"],
                ["Your result lies with the college for a manual check", "Wait for the college to tell you"],
            ),
            Self::HandOverTooEarly => (
                ["还不能交由学校审核", "两次比对未通过后才可以申请，请先再拍一次"],
                [
                    "It is too early for a manual check",
                    "It is open after two comparisons that fall short; take another portrait first",
                ],
            ),
            Self::NothingToRestart => (
                ["还没有未通过的审核", "请继续当前的步骤"],
                ["No review has failed yet", "Go on with the present step"],
            ),
            Self::KeyReused => (
                ["这次提交与之前的照片不一致", "请查看审核记录后重新提交"],
                ["This submission was made before with another photo", "Look at your attempts, then submit anew"],
            ),
            Self::NotFound => {
                (["平台上没有这条记录", "请刷新后再看"], ["The platform has no such record", "Refresh and look again"])
            }
            Self::ConsentMissing => (
                ["还没有同意处理这项信息", "请先阅读并同意个人信息处理说明，再上传照片"],
                ["You have not agreed to this use of your data yet", "Read and accept the consent first, then upload"],
            ),
            Self::UploadIncomplete | Self::OffsetMismatch => (
                ["照片没有传完", "请重试，会从中断的地方继续，本次没有扣次数"],
                ["The photo has not arrived whole", "Try again: it goes on from where it stopped; no chance was spent"],
            ),
            Self::WrongCode => (
                ["验证码不正确或已失效", "请核对最新收到的验证码；多次输错或超过 10 分钟需要重新获取"],
                [
                    "The code is wrong or no longer good",
                    "Check the newest code you got; after several wrong tries or 10 minutes, ask for another",
                ],
            ),
            Self::NothingBound => (
                ["账号还没有绑定可接收验证码的手机或邮箱", "请改用当前密码验证，或先绑定手机或邮箱"],
                [
                    "No such mobile number or e-mail address is bound to your account",
                    "Use your present password instead, or bind one first",
                ],
            ),
            Self::Taken => (
                ["已被其他账号绑定", "请换一个，或先在原账号解绑；如不是本人操作请联系学校"],
                [
                    "It is bound to another account",
                    "Use another one, or unbind it there first; if that was not you, ask the college",
                ],
            ),
            Self::NotEnrolled => (
                ["学校名单里没有这个姓名和身份证号码", "请核对是否与报名时一致，确认无误请联系学校"],
                [
                    "Nobody with this name and ID number is on the college's list",
                    "Check that both are as you applied with; if they are, ask the college",
                ],
            ),
            Self::AlreadyRegistered => (
                ["您已经注册过了", "请直接登录，忘记密码可在登录页找回"],
                ["You are registered already", "Log in; if you forgot the password, reset it on the log-in page"],
            ),
            Self::WeakPassword => (
                ["密码太简单", "请用 8 到 64 个字符，不要用连续数字或身份证号码中的数字"],
                [
                    "The password is too simple",
                    "Use 8 to 64 characters, neither a plain sequence nor part of your ID number",
                ],
            ),
            Self::InvalidRequest => (
                ["填写的内容不符合要求", "请检查后重新填写，仍有问题请更新本应用"],
                ["Something that you entered is not as it must be", "Check it and try again, or update this app"],
            ),
        };
        both(locale, zh, en)
    }
}

fn both(locale: Locale, zh: [&'static str; 2], en: [&'static str; 2]) -> Text {
    let [wrong, mend] = match locale {
        Locale::ZhCn => zh,
        Locale::En => en,
    };
    Text { wrong: wrong.into(), mend: mend.into() }
}

/// As [`both`], with the time to wait in the place of `{}`.
fn waiting(locale: Locale, wait: Duration, zh: [&'static str; 2], en: [&'static str; 2]) -> Text {
    let text = both(locale, zh, en);
    Text { mend: text.mend.replace("{}", &time(wait, locale)).into(), ..text }
}

/// A time to wait, rounded up so that nobody comes too early.
fn time(wait: Duration, locale: Locale) -> String {
    let seconds = wait.as_secs().max(1);
    let minutes = seconds.div_ceil(60);
    match (locale, seconds < 60) {
        (Locale::ZhCn, true) => format!(" {seconds} 秒"),
        (Locale::ZhCn, false) => format!(" {minutes} 分钟"),
        (Locale::En, true) => format!("{seconds} s"),
        (Locale::En, false) => format!("{minutes} min"),
    }
}

fn wrong_password(tries_left: u32, locale: Locale) -> Text {
    let (wrong, mend) = match locale {
        Locale::ZhCn => ("账号或密码错误", format!("初始密码为身份证号码后六位；再错 {tries_left} 次账号将被暂时锁定")),
        Locale::En => (
            "Wrong account or password",
            format!(
                "The first password is the last six characters of your ID number; after {tries_left} more wrong tries the account is locked for a while"
            ),
        ),
    };
    Text { wrong: wrong.into(), mend: mend.into() }
}

fn wrong_current_password(tries_left: u32, locale: Locale) -> Text {
    let (wrong, mend) = match locale {
        Locale::ZhCn => {
            ("当前密码不正确", format!("请重新输入，或改用验证码验证；再错 {tries_left} 次账号将被暂时锁定"))
        }
        Locale::En => (
            "Your present password is wrong",
            format!(
                "Enter it again or use a code instead; after {tries_left} more wrong tries the account is locked for a while"
            ),
        ),
    };
    Text { wrong: wrong.into(), mend: mend.into() }
}

fn fields_disagree(fields: &[Field], locale: Locale) -> Text {
    let names: Vec<&str> = fields.iter().map(|field| field.name(locale)).collect();
    let (wrong, mend): (String, Cow<'static, str>) = match locale {
        Locale::ZhCn => {
            (format!("{}与身份证照片不一致", names.join("、")), "请对照身份证核对后再确认，或重拍身份证".into())
        }
        Locale::En => (
            format!("Not what the card shows: {}", names.join(", ")),
            "Compare with your card and confirm again, or take the card again".into(),
        ),
    };
    Text { wrong: wrong.into(), mend }
}

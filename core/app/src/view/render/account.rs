//! The account's pages.

use super::super::state::{Place, State};
use super::super::{AccountView, Action, ButtonView, FormView, Page, RowView, Screen, SectionView};
use crate::china;
use jiff::Timestamp;
use ruxue_platform::{Attempt, BindingKind, Enrolment, Profile};
use ruxue_rules::{ConsentKind, Outcome, Review};

/// What a page holds below its head.
#[derive(Default)]
struct Body {
    sections: Vec<SectionView>,
    form: Option<FormView>,
    buttons: Vec<ButtonView>,
}

impl State {
    /// The page that is open; `review` of who is logged in.
    pub(super) fn account_page(&self, review: Option<&Review>) -> Screen {
        let page = match self.place {
            Place::Page(page) => page,
            _ => Page::Account,
        };
        let (title, body) = self.page(page, review);
        Screen::Account {
            view: AccountView {
                head: self.head(title),
                page,
                sections: body.sections,
                form: body.form,
                buttons: body.buttons,
            },
        }
    }

    fn page(&self, page: Page, review: Option<&Review>) -> (String, Body) {
        let form = |form| Body { form: Some(form), ..Body::default() };
        match page {
            Page::Register => (self.say("注册", "Register"), form(self.register_form())),
            Page::ForgottenPassword => (self.say("忘记密码", "Forgotten password"), form(self.reset_form())),
            Page::Account => (self.say("账号中心", "Account"), self.account(review)),
            Page::Profile => (self.say("个人信息", "Personal data"), self.profile()),
            Page::PostalAddress => (self.say("收货地址", "Postal address"), self.postal_address_page()),
            Page::Bindings => (self.say("账号绑定", "Bound to the account"), self.bindings()),
            Page::Bind { kind } => (self.binding_name(kind), form(self.bind_form(kind))),
            Page::Password => (self.say("修改密码", "Password"), form(self.password_form())),
            Page::Enrolment => (self.say("我的学籍", "Enrolment"), self.enrolment()),
            Page::Attempts => (self.say("审核记录", "Attempts"), self.attempts()),
            Page::Privacy => (self.say("隐私", "Privacy"), self.privacy(review)),
        }
    }

    fn account(&self, review: Option<&Review>) -> Body {
        let pages = [
            ("profile", "个人信息", "Personal data", Page::Profile),
            ("bindings", "账号绑定", "Bound to the account", Page::Bindings),
            ("password", "修改密码", "Password", Page::Password),
            ("postal_address", "收货地址", "Postal address", Page::PostalAddress),
            ("enrolment", "我的学籍", "Enrolment", Page::Enrolment),
            ("attempts", "审核记录", "Attempts", Page::Attempts),
            ("privacy", "隐私", "Privacy", Page::Privacy),
        ];
        let link = |(id, zh, en, page)| self.link(id, self.say(zh, en), Action::Open { page });
        let log_out = self.danger("log_out", self.say("退出登录", "Log out"), Action::LogOut);
        let text = match review.and_then(Review::under_way) {
            Some(_) => self.say(
                "有一次提交还在进行，退出不影响它，结果在下次登录后可见。手机里的照片和信息会清除。",
                "A submission is under way: it goes on, and you see its result at your next log-in. Photos and data on this phone are erased.",
            ),
            None => self.say(
                "手机里还没提交的照片和信息会清除。",
                "Photos and data on this phone that were not submitted are erased.",
            ),
        };
        let log_out = self.asking(log_out, self.say("退出登录？", "Log out?"), text);
        Body { buttons: pages.into_iter().map(link).chain([log_out]).collect(), ..Body::default() }
    }

    fn profile(&self) -> Body {
        let rows = |profile: &Profile| {
            vec![
                self.row("姓名", "Name", &profile.masked_name),
                self.row("身份证号码", "ID number", &profile.masked_number),
                self.row("性别", "Sex", profile.sex.as_str()),
            ]
        };
        self.told_section(self.told.profile.as_ref().map(rows))
    }

    fn enrolment(&self) -> Body {
        let rows = |enrolment: &Enrolment| {
            vec![
                self.row("学号", "Student number", &enrolment.student_number),
                self.row("班级", "Class", &enrolment.class),
                self.row("院校", "College", &enrolment.college),
                self.row("专业", "Programme", &enrolment.programme),
                self.row("层次", "Level", &enrolment.level),
                self.row("学习形式", "Form of study", &enrolment.form),
                self.row("入学日期", "Enrolled on", &enrolment.enrolled_on.to_string()),
                self.row("学籍状态", "Status", &enrolment.status),
            ]
        };
        self.told_section(self.told.enrolment.as_ref().map(rows))
    }

    fn postal_address_page(&self) -> Body {
        // Not before the platform has told: an empty form would be saved over what stands there.
        let form = |profile: &Profile| self.postal_address_form(profile.postal_address.as_ref());
        Body { form: self.told.profile.as_ref().map(form), ..Body::default() }
    }

    fn bindings(&self) -> Body {
        let rows = |profile: &Profile| {
            let unbound = || self.say("未绑定", "None");
            let wechat = if profile.wechat { self.say("已绑定", "Bound") } else { unbound() };
            let said = |text: &Option<String>| text.clone().unwrap_or_else(unbound);
            vec![
                self.binding_row(BindingKind::Mobile, said(&profile.mobile), profile.mobile.is_some()),
                self.binding_row(BindingKind::Email, said(&profile.email), profile.email.is_some()),
                self.binding_row(BindingKind::WeChat, wechat, profile.wechat),
            ]
        };
        self.told_section(self.told.profile.as_ref().map(rows))
    }

    fn binding_row(&self, kind: BindingKind, value: String, bound: bool) -> RowView {
        let label = self.binding_name(kind);
        let id = match kind {
            BindingKind::Mobile => "mobile",
            BindingKind::Email => "email",
            BindingKind::WeChat => "wechat",
        };
        let button = match (bound, kind) {
            (true, _) => {
                let unbind =
                    self.danger(&format!("unbind_{id}"), self.say("解除绑定", "Remove"), Action::Unbind { kind });
                let title = self.say(&format!("解除绑定{label}？"), &format!("Remove {label}?"));
                let text = self
                    .say("之后不能再用它登录或找回密码。", "You can't log in or reset your password by it any more.");
                Some(self.asking(unbind, title, text))
            }
            // WeChat's own app has to begin that.
            (false, BindingKind::WeChat) => None,
            (false, _) => {
                let action = Action::Open { page: Page::Bind { kind } };
                Some(self.link(&format!("bind_{id}"), self.say("绑定", "Bind"), action))
            }
        };
        RowView { label, value, button }
    }

    fn binding_name(&self, kind: BindingKind) -> String {
        match kind {
            BindingKind::Mobile => self.say("手机号", "Mobile number"),
            BindingKind::Email => self.say("邮箱", "E-mail"),
            BindingKind::WeChat => self.say("微信", "WeChat"),
        }
    }

    fn attempts(&self) -> Body {
        let Some(history) = &self.told.attempts else { return self.told_section(None) };
        if history.attempts.is_empty() {
            let none = RowView {
                label: self.say("还没有提交过", "Nothing was submitted yet"),
                value: String::new(),
                button: None,
            };
            return self.told_section(Some(vec![none]));
        }
        let sections = history.attempts.iter().enumerate().map(|(index, attempt)| SectionView {
            title: self.say(&format!("第 {} 次", index + 1), &format!("Attempt {}", index + 1)),
            rows: self.attempt(attempt),
        });
        Body { sections: sections.collect(), ..Body::default() }
    }

    fn attempt(&self, attempt: &Attempt) -> Vec<RowView> {
        let score = |score: &f32| self.row("得分", "Score", &format!("{score:.0}"));
        let (score, reasons) = match &attempt.outcome {
            Outcome::Pending => (None, &[][..]),
            Outcome::Passed { score: told } => (Some(score(told)), &[][..]),
            Outcome::Failed { score: told, reasons } | Outcome::HandedOver { score: told, reasons } => {
                (told.as_ref().map(score), &reasons[..])
            }
        };
        let reasons = reasons.iter().map(|reason| self.row("原因", "Reason", &reason.text(self.locale).wrong));
        [
            self.row("提交时间", "Submitted", &minute(attempt.submitted_at)),
            self.row("结果", "Result", &attempt.outcome.text(self.locale).wrong),
        ]
        .into_iter()
        .chain(score)
        .chain(reasons)
        .collect()
    }

    fn privacy(&self, review: Option<&Review>) -> Body {
        let free = review.is_some_and(|review| review.may_change_consent().is_ok());
        let consents = review.map(|review| ConsentKind::ALL.map(|kind| self.consent_row(review, kind, free)).into());
        let everywhere = self.danger(
            "log_out_everywhere",
            self.say("在所有设备上退出登录", "Log out everywhere"),
            Action::LogOutEverywhere,
        );
        let everywhere = self.asking(
            everywhere,
            self.say("在所有设备上退出登录？", "Log out everywhere?"),
            self.say("手机里的照片和信息会清除。", "Photos and data on this phone are erased."),
        );
        let erase = self.danger("erase", self.say("删除我的数据", "Erase my data"), Action::Erase);
        let erase = self.asking(
            ButtonView { enabled: erase.enabled && free, ..erase },
            self.say("删除我的数据？", "Erase my data?"),
            self.say(
                "平台和手机上的身份证、人像和账号资料都会删除，不能恢复；已用的审核次数不会退回。",
                "Your card, portrait and account data are erased on the platform and this phone, for good; chances spent don't come back.",
            ),
        );
        Body { buttons: vec![everywhere, erase], ..self.told_section(consents) }
    }

    fn consent_row(&self, review: &Review, kind: ConsentKind, free: bool) -> RowView {
        let (id, label) = match kind {
            ConsentKind::Card => ("revoke_card", self.say("处理身份证信息", "Processing of the ID card")),
            ConsentKind::Face => ("revoke_face", self.say("处理人脸信息", "Processing of the face")),
        };
        let consent = review.consent(kind).filter(|_| review.agrees_to(kind));
        let value = match consent {
            Some(consent) => {
                let given = minute(consent.given_at);
                self.say(&format!("已同意（{given}）"), &format!("Agreed ({given})"))
            }
            None => self.say("未同意", "Not agreed"),
        };
        let revoke = consent.map(|_| {
            let button = self.danger(id, self.say("撤回", "Take back"), Action::Revoke { kind });
            self.asking(
                ButtonView { enabled: button.enabled && free, ..button },
                self.say("撤回同意？", "Take it back?"),
                self.say(
                    "平台会删除相应的照片和信息；没有同意就不能在线完成审查。",
                    "The platform deletes what it holds by it; without it the review can't be done online.",
                ),
            )
        });
        RowView { label, value, button: revoke }
    }

    /// One group of rows; none before the platform has told.
    fn told_section(&self, rows: Option<Vec<RowView>>) -> Body {
        let section = rows.map(|rows| SectionView { title: String::new(), rows });
        Body { sections: section.into_iter().collect(), ..Body::default() }
    }

    fn row(&self, zh: &str, en: &str, value: &str) -> RowView {
        RowView { label: self.say(zh, en), value: value.into(), button: None }
    }
}

/// A time in China to the minute.
fn minute(time: Timestamp) -> String {
    china().to_datetime(time).strftime("%Y-%m-%d %H:%M").to_string()
}

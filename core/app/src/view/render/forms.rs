//! The forms and their fields.

use super::super::form::{bound_by, key};
use super::super::state::State;
use super::super::work::Task;
use super::super::{Action, ButtonLook, ButtonView, FieldKind, FieldView, FormView, RevealView};
use ruxue_platform::{BindingKind, PostalAddress};
use ruxue_rules::{CardDraft, Ethnicity, Field, Review, Sex};

impl State {
    pub(super) fn log_in_form(&self) -> FormView {
        let fields = vec![
            FieldView {
                hint: self.say("身份证号码、手机号或邮箱", "ID number, mobile number or e-mail"),
                ..self.field("account", "账号", "Account", FieldKind::Account)
            },
            FieldView {
                hint: self.say("初始密码为身份证号码后六位", "At first the last six characters of your ID number"),
                ..self.field("password", "密码", "Password", FieldKind::Password)
            },
        ];
        self.form(fields, "log_in", self.say("登录", "Log in"))
    }

    pub(super) fn register_form(&self) -> FormView {
        let fields = vec![
            self.field("name", "姓名", "Name", FieldKind::Name),
            self.field("id_number", "身份证号码", "ID number", FieldKind::IdNumber),
            self.field("mobile", "手机号", "Mobile number", FieldKind::Mobile),
            self.field("code", "验证码", "Code", FieldKind::Code),
            self.new_password(),
        ];
        self.with_code(self.form(fields, "send", self.say("注册", "Register")))
    }

    pub(super) fn reset_form(&self) -> FormView {
        let fields = vec![
            self.field("contact", "绑定的手机号或邮箱", "Mobile number or e-mail", FieldKind::Account),
            self.field("code", "验证码", "Code", FieldKind::Code),
            self.new_password(),
        ];
        self.with_code(self.form(fields, "send", self.say("重置密码", "Set the password")))
    }

    pub(super) fn password_form(&self) -> FormView {
        let current = self.field("current_password", "当前密码", "Current password", FieldKind::Password);
        self.form(vec![current, self.new_password()], "send", self.say("修改密码", "Change the password"))
    }

    pub(super) fn bind_form(&self, kind: BindingKind) -> FormView {
        let contact = match kind {
            BindingKind::Email => self.field(bound_by(kind), "邮箱", "E-mail", FieldKind::Email),
            _ => self.field(bound_by(kind), "手机号", "Mobile number", FieldKind::Mobile),
        };
        let code = self.field("code", "验证码", "Code", FieldKind::Code);
        self.with_code(self.form(vec![contact, code], "send", self.say("绑定", "Bind")))
    }

    pub(super) fn postal_address_form(&self, address: Option<&PostalAddress>) -> FormView {
        let told = |field: fn(&PostalAddress) -> &String| address.map(field).cloned().unwrap_or_default();
        let fields = vec![
            self.filled(self.field("recipient", "收件人", "Recipient", FieldKind::Name), told(|a| &a.recipient)),
            self.filled(self.field("mobile", "手机号", "Mobile number", FieldKind::Mobile), told(|a| &a.mobile)),
            self.filled(self.field("region", "省市区", "Province, city, county", FieldKind::Text), told(|a| &a.region)),
            self.filled(
                self.field("street", "详细地址", "Street, house, room", FieldKind::LongText),
                told(|a| &a.street),
            ),
        ];
        self.form(fields, "send", self.say("保存", "Save"))
    }

    pub(super) fn card_form(&self, review: &Review) -> FormView {
        let CardDraft { portrait, emblem } = review.draft();
        let text = |value: &Option<String>| value.clone().unwrap_or_default();
        let said = |value: Option<String>| value.unwrap_or_default();
        let day = self.say("例如 2000-01-31", "Such as 2000-01-31");
        let ethnicities = Ethnicity::all().map(|ethnicity| ethnicity.as_str().to_owned()).collect();
        let fields = vec![
            self.card_field(Field::Name, FieldKind::Name, text(&portrait.name)),
            FieldView {
                choices: [Sex::Male, Sex::Female].map(|sex| sex.as_str().to_owned()).into(),
                ..self.card_field(Field::Sex, FieldKind::Choice, said(portrait.sex.map(|sex| sex.as_str().into())))
            },
            FieldView {
                choices: ethnicities,
                ..self.card_field(
                    Field::Ethnicity,
                    FieldKind::Choice,
                    said(portrait.ethnicity.map(|ethnicity| ethnicity.as_str().into())),
                )
            },
            FieldView {
                hint: day.clone(),
                ..self.card_field(Field::Birth, FieldKind::Date, said(portrait.birth.map(|date| date.to_string())))
            },
            self.card_field(Field::Address, FieldKind::LongText, text(&portrait.address)),
            self.card_field(Field::IdNumber, FieldKind::IdNumber, text(&portrait.id_number)),
            self.card_field(Field::Authority, FieldKind::Text, text(&emblem.authority)),
            FieldView {
                hint: day.clone(),
                ..self.card_field(
                    Field::ValidFrom,
                    FieldKind::Date,
                    said(emblem.valid_from.map(|date| date.to_string())),
                )
            },
            FieldView {
                hint: self.say(&format!("{day}，或长期"), &format!("{day}, or 长期")),
                choices: vec!["长期".into()],
                ..self.card_field(Field::ValidTo, FieldKind::Date, said(emblem.valid_to.map(|to| to.to_string())))
            },
        ];
        self.form(fields, "confirm", self.say("信息无误，确认", "All is right: confirm"))
    }

    fn card_field(&self, field: Field, kind: FieldKind, read: String) -> FieldView {
        let label = field.name(self.locale);
        self.filled(self.field(key(field), label, label, kind), read)
    }

    fn new_password(&self) -> FieldView {
        FieldView {
            hint: self.say("至少 8 个字符", "At least 8 characters"),
            ..self.field("new_password", "新密码", "New password", FieldKind::NewPassword)
        }
    }

    fn field(&self, key: &str, zh: &str, en: &str, kind: FieldKind) -> FieldView {
        let typed = self.form.typed.iter().find(|(typed, _)| typed == key);
        let problem = self.form.problems.iter().find(|(wrong, _)| *wrong == key);
        FieldView {
            key: key.into(),
            label: self.say(zh, en),
            value: typed.map(|(_, text)| text.clone()).unwrap_or_default(),
            hint: String::new(),
            problem: problem.map(|(_, problem)| problem.clone()),
            kind,
            choices: vec![],
            reveal: matches!(kind, FieldKind::Password | FieldKind::NewPassword).then(|| self.reveal()),
        }
    }

    fn reveal(&self) -> RevealView {
        RevealView {
            show: self.say("显示密码", "Show the password"), hide: self.say("隐藏密码", "Hide the password")
        }
    }

    /// What was typed stays; `value` stands there before.
    fn filled(&self, field: FieldView, value: String) -> FieldView {
        let typed = self.form.typed.iter().any(|(typed, _)| *typed == field.key);
        if typed { field } else { FieldView { value, ..field } }
    }

    fn form(&self, fields: Vec<FieldView>, id: &str, text: String) -> FormView {
        FormView { fields, code: None, send: self.primary(id, text, Action::Send { values: vec![] }) }
    }

    fn with_code(&self, form: FormView) -> FormView {
        let wait = self.form.code_wait;
        let text = match (self.task, wait) {
            (Some(Task::RequestCode), _) => self.say("正在发送", "Sending"),
            (_, 0) => self.say("获取验证码", "Send me a code"),
            _ => self.say(&format!("{wait} 秒后可重新获取"), &format!("Another in {wait} s")),
        };
        let button = self.button("code", text, Action::RequestCode { values: vec![] });
        let code = ButtonView { look: ButtonLook::Secondary, enabled: button.enabled && wait == 0, ..button };
        FormView { code: Some(code), ..form }
    }
}

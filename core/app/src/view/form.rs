//! Forms as the student filled them in: read, or told what is wrong with them.

use super::state::{Place, State};
use super::work::Work;
use super::{FieldValue, Page};
use jiff::civil::Date;
use ruxue_platform::{Binding, BindingKind, CodePurpose, Contact, PostalAddress, Proof, Registration, Secret};
use ruxue_rules::{
    AccountError, CardDraft, CardProblem, EmblemFields, Ethnicity, Field, IdNumber, PortraitFields, Sex, Text, ValidTo,
};

/// What a form was filled in with.
pub(super) struct Filled(pub(super) Vec<FieldValue>);

/// A field and what is wrong with it.
type Problem = (&'static str, String);

impl Filled {
    /// What the field holds, blanks around it dropped; nothing where it is not there.
    fn text(&self, key: &str) -> &str {
        self.0.iter().find(|value| value.key == key).map_or("", |value| value.text.reveal().trim())
    }

    /// As typed.
    fn secret(&self, key: &str) -> Secret {
        let value = self.0.iter().find(|value| value.key == key);
        value.map_or_else(|| Secret::new(String::new()), |value| value.text.clone())
    }

    fn some(&self, key: &str) -> Option<String> {
        Some(self.text(key).to_owned()).filter(|text| !text.is_empty())
    }
}

impl State {
    /// Sends the form that is shown.
    pub(super) fn send(&mut self, filled: Filled) -> Option<Work> {
        self.remember(&filled);
        let read = match (self.logged_in().is_some(), self.place) {
            (false, Place::Page(Page::Register)) => self.registration(&filled),
            (false, Place::Page(Page::ForgottenPassword)) => self.reset(&filled),
            (false, _) => self.log_in(&filled),
            (true, Place::CardReview) => self.card(&filled),
            (true, Place::Page(Page::PostalAddress)) => self.postal_address(&filled),
            (true, Place::Page(Page::Password)) => self.password(&filled),
            (true, Place::Page(Page::Bind { kind })) => self.binding(kind, &filled),
            (true, _) => return None,
        };
        self.take_in(read)
    }

    /// Has a one-time code sent for the form that is shown.
    pub(super) fn request_code(&mut self, filled: Filled) -> Option<Work> {
        self.remember(&filled);
        let read = match self.place {
            Place::Page(Page::Register) => self.contact("mobile", &filled).map(CodePurpose::Registration),
            Place::Page(Page::ForgottenPassword) => self.contact("contact", &filled).map(CodePurpose::PasswordReset),
            Place::Page(Page::Bind { kind }) => self.contact(bound_by(kind), &filled).map(CodePurpose::Binding),
            _ => return None,
        };
        self.take_in(read.map(Work::RequestCode).map_err(|problem| vec![problem]))
    }

    fn take_in(&mut self, read: Result<Work, Vec<Problem>>) -> Option<Work> {
        match read {
            Ok(work) => Some(work),
            Err(problems) => {
                self.form.problems = problems;
                None
            }
        }
    }

    /// Keeps what was typed, but for secrets, so that it stands there still if the form is not taken.
    fn remember(&mut self, filled: &Filled) {
        let kept = |value: &&FieldValue| !SECRETS.contains(&value.key.as_str());
        let text = |value: &FieldValue| (value.key.clone(), value.text.reveal().to_owned());
        self.form.typed = filled.0.iter().filter(kept).map(text).collect();
        self.form.problems.clear();
    }

    fn log_in(&self, filled: &Filled) -> Result<Work, Vec<Problem>> {
        let account = filled.text("account").to_owned();
        let mut problems = Vec::new();
        if let Err(error) = ruxue_rules::Account::parse(&account) {
            problems.push(self.problem("account", error.text(self.locale)));
        }
        let password = filled.secret("password");
        if password.reveal().is_empty() {
            problems.push(("password", self.say("请输入密码", "Enter your password")));
        }
        if problems.is_empty() { Ok(Work::LogIn { account, password }) } else { Err(problems) }
    }

    fn registration(&self, filled: &Filled) -> Result<Work, Vec<Problem>> {
        let number = IdNumber::parse(filled.text("id_number"));
        let mobile = self.contact("mobile", filled);
        let mut problems = self.empty(&["name", "code", "new_password"], filled);
        match (number, mobile) {
            (Ok(number), Ok(mobile)) if problems.is_empty() => Ok(Work::Register(Registration {
                name: filled.text("name").to_owned(),
                number,
                mobile,
                code: filled.secret("code"),
                password: filled.secret("new_password"),
            })),
            (number, mobile) => {
                problems.extend(number.err().map(|error| self.problem("id_number", error.text(self.locale))));
                problems.extend(mobile.err());
                Err(problems)
            }
        }
    }

    fn reset(&self, filled: &Filled) -> Result<Work, Vec<Problem>> {
        let problems = self.empty(&["code", "new_password"], filled);
        match self.contact("contact", filled) {
            Ok(contact) if problems.is_empty() => {
                let (code, password) = (filled.secret("code"), filled.secret("new_password"));
                Ok(Work::ResetPassword { contact, code, password })
            }
            contact => Err(contact.err().into_iter().chain(problems).collect()),
        }
    }

    fn password(&self, filled: &Filled) -> Result<Work, Vec<Problem>> {
        let problems = self.empty(&["current_password", "new_password"], filled);
        let proof = Proof::CurrentPassword(filled.secret("current_password"));
        let password = filled.secret("new_password");
        if problems.is_empty() { Ok(Work::ChangePassword { proof, password }) } else { Err(problems) }
    }

    fn postal_address(&self, filled: &Filled) -> Result<Work, Vec<Problem>> {
        let mut problems = self.empty(&["recipient", "region", "street"], filled);
        let mobile = self.contact("mobile", filled);
        match mobile {
            Ok(mobile) if problems.is_empty() => Ok(Work::SetPostalAddress(PostalAddress {
                recipient: filled.text("recipient").to_owned(),
                mobile: mobile.as_str().to_owned(),
                region: filled.text("region").to_owned(),
                street: filled.text("street").to_owned(),
            })),
            mobile => {
                problems.extend(mobile.err());
                Err(problems)
            }
        }
    }

    fn binding(&self, kind: BindingKind, filled: &Filled) -> Result<Work, Vec<Problem>> {
        let problems = self.empty(&["code"], filled);
        let code = filled.secret("code");
        match (kind, self.contact(bound_by(kind), filled)) {
            (BindingKind::Mobile, Ok(mobile)) if problems.is_empty() => {
                Ok(Work::Bind(Binding::Mobile { mobile, code }))
            }
            (BindingKind::Email, Ok(email)) if problems.is_empty() => Ok(Work::Bind(Binding::Email { email, code })),
            (_, contact) => Err(contact.err().into_iter().chain(problems).collect()),
        }
    }

    /// A contact of the kind that the key names; `contact` takes either.
    fn contact(&self, key: &'static str, filled: &Filled) -> Result<Contact, Problem> {
        let wanted = match key {
            "mobile" => Some((ruxue_platform::ContactKind::Mobile, AccountError::Mobile)),
            "email" => Some((ruxue_platform::ContactKind::Email, AccountError::Email)),
            _ => None,
        };
        let read = Contact::parse(filled.text(key)).map_err(|error| wanted.map_or(error, |(_, wrong)| wrong));
        let read = read.and_then(|contact| match wanted {
            Some((kind, wrong)) if contact.kind() != kind => Err(wrong),
            _ => Ok(contact),
        });
        read.map_err(|error| match (error, wanted) {
            (AccountError::IdNumber(_) | AccountError::Unknown | AccountError::Empty, None) => {
                (key, self.say("请输入绑定的手机号或邮箱", "Enter the mobile number or e-mail bound to your account"))
            }
            (error, _) => self.problem(key, error.text(self.locale)),
        })
    }

    /// The keys that were left empty.
    fn empty(&self, keys: &[&'static str], filled: &Filled) -> Vec<Problem> {
        let empty = keys.iter().filter(|key| filled.text(key).is_empty());
        empty.map(|key| (*key, self.say("这一项没有填", "This is missing"))).collect()
    }

    fn card(&self, filled: &Filled) -> Result<Work, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut day = |key: &'static str| match (filled.some(key), date(filled.text(key))) {
            (Some(_), None) => {
                problems.push((
                    key,
                    self.say("日期不对，应为 2000-01-31 这样的格式", "Not a date: write it as 2000-01-31"),
                ));
                None
            }
            (_, date) => date,
        };
        let (birth, valid_from) = (day("birth"), day("valid_from"));
        let valid_to = match filled.text("valid_to") {
            "长期" => Some(ValidTo::LongTerm),
            text if text.eq_ignore_ascii_case("long-term") => Some(ValidTo::LongTerm),
            _ => day("valid_to").map(ValidTo::Day),
        };
        let ethnicity = filled.some("ethnicity").map(|text| Ethnicity::parse(&text));
        if let Some(Err(_)) = ethnicity {
            problems.push(("ethnicity", self.say("没有这个民族，请从列表中选", "Choose one of the list")));
        }
        let draft = CardDraft {
            portrait: PortraitFields {
                name: filled.some("name"),
                sex: Sex::parse(filled.text("sex")),
                ethnicity: ethnicity.and_then(Result::ok),
                birth,
                address: filled.some("address"),
                id_number: filled.some("id_number"),
            },
            emblem: EmblemFields { authority: filled.some("authority"), valid_from, valid_to },
        };
        if problems.is_empty() { Ok(Work::ConfirmCard(draft)) } else { Err(problems) }
    }

    /// Shows what speaks against the card's fields beside each of them.
    pub(super) fn mark(&mut self, problems: &[CardProblem]) {
        self.form.problems =
            problems.iter().map(|problem| self.problem(key_of(*problem), problem.text(self.locale))).collect();
    }

    fn problem(&self, key: &'static str, Text { wrong, mend }: Text) -> Problem {
        (key, self.say(&format!("{wrong}。{mend}"), &format!("{wrong}. {mend}")))
    }
}

/// Never kept or shown again.
const SECRETS: [&str; 4] = ["password", "current_password", "new_password", "code"];

/// The key under which a binding's contact is typed.
pub(super) fn bound_by(kind: BindingKind) -> &'static str {
    match kind {
        BindingKind::Mobile => "mobile",
        BindingKind::Email => "email",
        BindingKind::WeChat => "wechat",
    }
}

/// The key of a card's field: its contract name.
pub(super) fn key(field: Field) -> &'static str {
    match field {
        Field::Name => "name",
        Field::Sex => "sex",
        Field::Ethnicity => "ethnicity",
        Field::Birth => "birth",
        Field::Address => "address",
        Field::IdNumber => "id_number",
        Field::Authority => "authority",
        Field::ValidFrom => "valid_from",
        Field::ValidTo => "valid_to",
    }
}

fn key_of(problem: CardProblem) -> &'static str {
    key(match problem {
        CardProblem::Missing(field) | CardProblem::Disagrees(field) => field,
        CardProblem::Number(_) | CardProblem::NumberMismatch => Field::IdNumber,
        CardProblem::NotYetValid => Field::ValidFrom,
        CardProblem::Expired { .. } => Field::ValidTo,
    })
}

/// A day as people type it: 2000-01-31, 2000.1.31, 2000/1/31, 2000年1月31日.
fn date(text: &str) -> Option<Date> {
    let mut parts = text.split(['-', '.', '/', '年', '月', '日']).map(str::trim).filter(|part| !part.is_empty());
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

//! 个人信息 and 收货地址.

use crate::app::App;
use crate::contact::{Contact, ContactKind};
use crate::mask;
use crate::problem::Problem;
use crate::request::{Json, check_length};
use crate::sessions::Signed;
use crate::students;
use axum::extract::State;
use axum::http::StatusCode;
use rusqlite::{Transaction, params};
use ruxue_rules::Sex;
use serde::{Deserialize, Serialize};

/// Where the college sends books to.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PostalAddress {
    recipient: String,
    mobile: String,
    region: String,
    street: String,
}

impl PostalAddress {
    /// The same, its mobile number in one form.
    fn checked(self) -> Result<Self, Problem> {
        check_length(&self.recipient, 60)?;
        check_length(&self.region, 100)?;
        check_length(&self.street, 200)?;
        let mobile = Contact::parse_as(ContactKind::Mobile, &self.mobile)?.text;
        Ok(Self { mobile, ..self })
    }
}

#[derive(Serialize)]
pub(crate) struct Profile {
    masked_name: String,
    masked_number: String,
    sex: Sex,
    mobile: Option<String>,
    email: Option<String>,
    wechat: bool,
    postal_address: Option<PostalAddress>,
}

impl Profile {
    fn of(db: &Transaction<'_>, student: i64) -> Result<Self, Problem> {
        let number = students::number(db, student)?;
        let (name, wechat, postal_address): (String, bool, Option<String>) = db.query_row(
            "SELECT name, wechat IS NOT NULL, postal_address FROM students WHERE id = ?",
            [student],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        let masked = |kind| Ok::<_, Problem>(Contact::bound(db, student, kind)?.map(|contact| contact.masked()));
        Ok(Self {
            masked_name: mask::name(&name),
            masked_number: number.to_string(),
            sex: number.sex(),
            mobile: masked(ContactKind::Mobile)?,
            email: masked(ContactKind::Email)?,
            wechat,
            postal_address: postal_address.map(|json| serde_json::from_str(&json)).transpose()?,
        })
    }
}

pub(crate) async fn get(State(app): State<App>, signed: Signed) -> Result<axum::Json<Profile>, Problem> {
    app.transact(|db| Profile::of(db, signed.student).map(axum::Json))
}

pub(crate) async fn set_postal_address(
    State(app): State<App>,
    signed: Signed,
    Json(address): Json<PostalAddress>,
) -> Result<StatusCode, Problem> {
    let json = serde_json::to_string(&address.checked()?)?;
    app.transact(|db| {
        db.execute("UPDATE students SET postal_address = ? WHERE id = ?", params![json, signed.student])?;
        Ok(StatusCode::NO_CONTENT)
    })
}

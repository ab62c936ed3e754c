//! Both sides of the card: read when uploaded, compared when confirmed.

use crate::app::App;
use crate::attempts::Attempts;
use crate::consents;
use crate::problem::Problem;
use crate::request::{Json, Name, check_length};
use crate::sessions::Signed;
use crate::students;
use crate::uploads::{self, Arrived, Purpose, UploadRef};
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::offset;
use rusqlite::{OptionalExtension, Transaction, params};
use ruxue_rules::{
    CardDraft, CardProblem, ConfirmedCard, ConsentKind, EmblemFields, Ethnicity, Field, PortraitFields, Sex, Side,
    ValidTo,
};
use serde::{Deserialize, Serialize};
use std::ops::ControlFlow;
use uuid::Uuid;

/// What was read from a side: none where nothing could be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "side", rename_all = "snake_case")]
pub enum SideFields {
    /// 人像面.
    Portrait(PortraitFields),
    /// 国徽面.
    Emblem(EmblemFields),
}

/// The fields as the student confirmed them.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Confirmation {
    name: String,
    sex: Sex,
    ethnicity: Ethnicity,
    birth: Date,
    address: String,
    id_number: String,
    authority: String,
    valid_from: Date,
    valid_to: ValidTo,
}

impl Confirmation {
    fn check_lengths(&self) -> Result<(), Problem> {
        check_length(&self.name, 60)?;
        check_length(&self.address, 200)?;
        check_length(&self.authority, 60)
    }
}

impl From<Confirmation> for CardDraft {
    fn from(fields: Confirmation) -> Self {
        Self {
            portrait: PortraitFields {
                name: Some(fields.name),
                sex: Some(fields.sex),
                ethnicity: Some(fields.ethnicity),
                birth: Some(fields.birth),
                address: Some(fields.address),
                id_number: Some(fields.id_number),
            },
            emblem: EmblemFields {
                authority: Some(fields.authority),
                valid_from: Some(fields.valid_from),
                valid_to: Some(fields.valid_to),
            },
        }
    }
}

/// A student's card.
#[derive(Default, Serialize)]
pub(crate) struct Card {
    portrait: Option<SideFields>,
    emblem: Option<SideFields>,
    confirmed: bool,
}

impl Card {
    pub(crate) fn of(db: &Transaction<'_>, student: i64) -> Result<Self, Problem> {
        let row: Option<(Option<String>, Option<String>, bool)> = db
            .query_row(
                "SELECT portrait, emblem, confirmed IS NOT NULL FROM cards WHERE student = ?",
                [student],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .optional()?;
        let Some((portrait, emblem, confirmed)) = row else {
            return Ok(Self::default());
        };
        let side = |json: Option<String>| json.map(|json| serde_json::from_str(&json)).transpose();
        Ok(Self { portrait: side(portrait)?, emblem: side(emblem)?, confirmed })
    }

    pub(crate) fn is_confirmed(&self) -> bool {
        self.confirmed
    }

    /// How far it is, as the student's header has it.
    pub(crate) fn stage(&self) -> &'static str {
        match self {
            Self { confirmed: true, .. } => "confirmed",
            Self { portrait: Some(_), emblem: Some(_), .. } => "uploaded",
            _ => "missing",
        }
    }
}

/// Reads the photo of a side that has arrived, or answers once more what the same upload made.
pub(crate) async fn read_side(
    State(app): State<App>,
    signed: Signed,
    Name(side): Name,
    Json(UploadRef { upload }): Json<UploadRef>,
) -> Result<axum::Json<SideFields>, Problem> {
    let side = match side.as_str() {
        "portrait" => Side::Portrait,
        "emblem" => Side::Emblem,
        _ => return Err(Problem::NotFound),
    };
    let student = signed.student;
    let begun = app.transact(|db| match read_or_admitted(db, student, side, upload)? {
        Some(fields) => Ok(ControlFlow::Break(fields)),
        None => Arrived::find(db, student, upload, side.into(), app.now()).map(ControlFlow::Continue),
    })?;
    let photo = match begun {
        ControlFlow::Break(fields) => return Ok(axum::Json(fields)),
        ControlFlow::Continue(arrived) => arrived.checked(&app)?,
    };
    let fields = match app.examine(move |examiner| examiner.read_card(side, &photo)).await? {
        Ok(fields) => fields,
        Err(unusable) => {
            uploads::forget(&app, student, upload)?;
            return Err(unusable.into());
        }
    };
    app.transact(|db| match read_or_admitted(db, student, side, upload)? {
        Some(fields) => Ok(axum::Json(fields)),
        None => keep_side(db, student, side, upload, &fields).map(|()| axum::Json(fields)),
    })
}

fn column(side: Side) -> &'static str {
    match side {
        Side::Portrait => "portrait",
        Side::Emblem => "emblem",
    }
}

/// What this very upload was read as; none where it may be read now.
fn read_or_admitted(
    db: &Transaction<'_>,
    student: i64,
    side: Side,
    upload: Uuid,
) -> Result<Option<SideFields>, Problem> {
    let column = column(side);
    let read: Option<String> = db
        .query_row(
            &format!("SELECT {column} FROM cards WHERE student = ? AND {column}_upload = ?"),
            params![student, upload.to_string()],
            |row| row.get(0),
        )
        .optional()?;
    match read {
        Some(json) => Ok(Some(serde_json::from_str(&json)?)),
        None => {
            consents::check(db, student, ConsentKind::Card)?;
            Attempts::of(db, student)?.check_open().map(|()| None)
        }
    }
}

fn keep_side(db: &Transaction<'_>, student: i64, side: Side, upload: Uuid, fields: &SideFields) -> Result<(), Problem> {
    let column = column(side);
    uploads::forget_used(db, student, side.into())?;
    uploads::use_up(db, student, upload)?;
    db.execute("INSERT OR IGNORE INTO cards (student) VALUES (?)", [student])?;
    db.execute(
        &format!("UPDATE cards SET {column} = ?, {column}_upload = ?, confirmed = NULL WHERE student = ?"),
        params![serde_json::to_string(fields)?, upload.to_string(), student],
    )?;
    Ok(())
}

/// Takes the card back: it is to be taken anew.
pub(crate) fn clear(db: &Transaction<'_>, student: i64) -> Result<(), Problem> {
    db.execute("DELETE FROM cards WHERE student = ?", [student])?;
    uploads::forget_used(db, student, Purpose::PortraitSide)?;
    uploads::forget_used(db, student, Purpose::EmblemSide)
}

pub(crate) async fn get(State(app): State<App>, signed: Signed) -> Result<axum::Json<Card>, Problem> {
    app.transact(|db| Card::of(db, signed.student).map(axum::Json))
}

pub(crate) async fn confirm(
    State(app): State<App>,
    signed: Signed,
    Json(confirmation): Json<Confirmation>,
) -> Result<StatusCode, Problem> {
    confirmation.check_lengths()?;
    let today = day_in_china((app.clock)());
    app.transact(|db| {
        Attempts::of(db, signed.student)?.check_open()?;
        let card = Card::of(db, signed.student)?;
        let (Some(SideFields::Portrait(portrait)), Some(SideFields::Emblem(emblem))) = (card.portrait, card.emblem)
        else {
            return Err(Problem::CardIncomplete);
        };
        let number = students::number(db, signed.student)?;
        let confirmed = CardDraft::from(confirmation).confirm(Some(&number), today).map_err(|found| problem(&found))?;
        let disagreeing = disagreeing(&confirmed, &portrait, &emblem);
        if !disagreeing.is_empty() {
            return Err(Problem::FieldsDisagree(disagreeing));
        }
        check_register(db, &confirmed)?;
        db.execute(
            "UPDATE cards SET confirmed = ? WHERE student = ?",
            params![serde_json::to_string(&confirmed)?, signed.student],
        )?;
        Ok(StatusCode::NO_CONTENT)
    })
}

/// What the rules find against the fields, in the contract's codes: the most telling one first.
fn problem(found: &[CardProblem]) -> Problem {
    if found.contains(&CardProblem::NumberMismatch) {
        return Problem::NumberMismatch;
    }
    let fields: Vec<Field> = found
        .iter()
        .filter_map(|problem| match problem {
            CardProblem::Missing(field) | CardProblem::Disagrees(field) => Some(*field),
            CardProblem::Number(_) => Some(Field::IdNumber),
            CardProblem::NumberMismatch | CardProblem::NotYetValid | CardProblem::Expired { .. } => None,
        })
        .collect();
    if fields.is_empty() { Problem::CardExpired } else { Problem::FieldsDisagree(fields) }
}

fn check_register(db: &Transaction<'_>, confirmed: &ConfirmedCard) -> Result<(), Problem> {
    db.query_row(
        "SELECT 1 FROM persons WHERE number = ? AND name = ? AND sex = ?",
        params![confirmed.number().as_str(), confirmed.portrait().name, confirmed.number().sex().as_str()],
        |_| Ok(()),
    )
    .optional()?
    .ok_or(Problem::RegisterMismatch)
}

/// The fields that differ from what was read. Numbers, days and sex must be the same; of texts the student may have
/// mended misread characters. What could not be read is the student's word, which the register checks.
fn disagreeing(confirmed: &ConfirmedCard, portrait: &PortraitFields, emblem: &EmblemFields) -> Vec<Field> {
    let (front, back) = (confirmed.portrait(), confirmed.emblem());
    let checks = [
        (Field::Name, alike(&portrait.name, &front.name)),
        (Field::Sex, same(&portrait.sex, &front.sex)),
        (Field::Ethnicity, same(&portrait.ethnicity, &front.ethnicity)),
        (Field::Birth, same(&portrait.birth, &front.birth)),
        (Field::Address, alike(&portrait.address, &front.address)),
        (Field::IdNumber, same(&portrait.id_number, &front.id_number)),
        (Field::Authority, alike(&emblem.authority, &back.authority)),
        (Field::ValidFrom, same(&emblem.valid_from, &back.valid_from)),
        (Field::ValidTo, same(&emblem.valid_to, &back.valid_to)),
    ];
    checks.into_iter().filter_map(|(field, agrees)| (!agrees).then_some(field)).collect()
}

fn same<T: PartialEq>(read: &Option<T>, confirmed: &Option<T>) -> bool {
    read.is_none() || read == confirmed
}

fn alike(read: &Option<String>, confirmed: &Option<String>) -> bool {
    match (read, confirmed) {
        (Some(read), Some(confirmed)) => mostly_same(read, confirmed),
        _ => true,
    }
}

/// Whether at least half of the longer text's characters stand in both, in the same order.
fn mostly_same(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    2 * common_subsequence(&a, &b) >= a.len().max(b.len())
}

/// Length of the longest common subsequence, row by row.
fn common_subsequence(a: &[char], b: &[char]) -> usize {
    let mut above = vec![0; b.len() + 1];
    for x in a {
        let mut row = vec![0];
        for ((y, up_left), up) in b.iter().zip(&above).zip(above.iter().skip(1)) {
            let left = row.last().copied().unwrap_or_default();
            row.push(if x == y { up_left + 1 } else { left.max(*up) });
        }
        above = row;
    }
    above.last().copied().unwrap_or_default()
}

/// The day by Chinese time, whose offset has been the same since 1991.
fn day_in_china(now: Timestamp) -> Date {
    offset(8).to_datetime(now).date()
}

#[cfg(test)]
mod tests {
    use super::mostly_same;

    #[test]
    fn texts_are_alike_where_half_of_the_characters_agree() {
        for (read, confirmed, expected) in [
            ("样本省样本市样张路1号", "样本省样本市样张路1号", true),
            ("样木省样本市样张路1号", "样本省样本市样张路1号", true),
            ("张样", "张祥", true),
            ("张样", "李华", false),
            ("样本省样本市样张路1号", "1号", false),
            ("样", "", false),
        ] {
            assert_eq!(mostly_same(read, confirmed), expected, "{read} {confirmed}");
        }
    }
}

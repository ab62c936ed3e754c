use crate::app::App;
use crate::attempts::Attempts;
use crate::cards::Card;
use crate::problem::Problem;
use crate::sessions::Signed;
use axum::Json;
use axum::extract::State;
use ruxue_rules::Chances;
use serde::Serialize;

/// The header of the student's pages.
#[derive(Serialize)]
pub(crate) struct Header {
    student_number: String,
    class: String,
    masked_name: String,
    chances_left: Chances,
    card: &'static str,
}

pub(crate) async fn header(State(app): State<App>, signed: Signed) -> Result<Json<Header>, Problem> {
    app.transact(|db| {
        let (student_number, class, name): (_, _, String) =
            db.query_row("SELECT student_number, class, name FROM students WHERE id = ?", [signed.student], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?))
            })?;
        Ok(Json(Header {
            student_number,
            class,
            masked_name: mask(&name),
            chances_left: Attempts::of(db, signed.student)?.chances_left(),
            card: Card::of(db, signed.student)?.stage(),
        }))
    })
}

/// All characters but the last masked.
fn mask(name: &str) -> String {
    let shown = name.chars().count().saturating_sub(1);
    name.chars().enumerate().map(|(place, character)| if place < shown { '*' } else { character }).collect()
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[test]
    fn a_masked_name_shows_its_last_character_only() {
        for (name, masked) in [("张样", "*样"), ("欧阳样张", "***张"), ("张", "张"), ("", "")] {
            assert_eq!(mask(name), masked);
        }
    }
}

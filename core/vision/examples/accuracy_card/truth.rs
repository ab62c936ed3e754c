//! What was read and found beside what is true.

use ruxue_rules::{CardFields, Quad, ValidTo};
use ruxue_samples::Specimen;

/// Each field with what was read and what is true.
pub(crate) fn compared(fields: &CardFields, truth: &Specimen) -> Vec<(&'static str, Option<String>, String)> {
    match fields {
        CardFields::Portrait(f) => vec![
            ("name", f.name.clone(), truth.name.clone()),
            ("sex", f.sex.map(|s| s.as_str().to_owned()), truth.sex.to_owned()),
            ("ethnicity", f.ethnicity.map(|e| e.as_str().to_owned()), truth.ethnicity.to_owned()),
            ("birth", f.birth.map(|d| d.to_string()), truth.birth.to_string()),
            ("address", f.address.clone(), truth.address.concat()),
            ("number", f.id_number.clone(), truth.id_number.clone()),
        ],
        CardFields::Emblem(f) => vec![
            ("authority", f.authority.clone(), truth.authority.clone()),
            ("valid from", f.valid_from.map(|d| d.to_string()), truth.valid_from.to_string()),
            ("valid to", f.valid_to.map(until), truth.valid_to.map_or("长期".to_owned(), |d| d.to_string())),
        ],
    }
}

fn until(day: ValidTo) -> String {
    match day {
        ValidTo::Day(day) => day.to_string(),
        ValidTo::LongTerm => "长期".to_owned(),
    }
}

/// Largest distance of a corner from its true place, as a share of the card's diagonal.
pub(crate) fn corner_error(truth: &Quad, seen: &Quad) -> f32 {
    let [a, _, c, _] = truth.0;
    truth.0.iter().zip(&seen.0).map(|(p, q)| p.distance(*q)).fold(0.0, f32::max) / a.distance(c)
}

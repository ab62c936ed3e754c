//! A number with one doubtful character: put right only where the check character and the scores leave one way.

use crate::make::{NUMBER, TODAY, card, portrait_text};
use ruxue_rules::*;

/// The number read with `wrong` at `at`, and what else that character might be.
fn misread(at: usize, wrong: char, doubts: &[(char, f32)]) -> PortraitText {
    let mut text = portrait_text();
    text.id_number.text = NUMBER.chars().enumerate().map(|(i, c)| if i == at { wrong } else { c }).collect();
    text.id_number.doubts = doubts.iter().map(|&(instead, share)| Doubt { at, instead, share }).collect();
    text
}

fn number(text: &PortraitText) -> Option<String> {
    PortraitFields::from(text).id_number
}

#[test]
fn a_doubtful_character_is_put_right_where_one_way_is_valid() {
    let text = misread(16, '7', &[('1', 0.4), ('2', 0.1)]);
    assert_eq!(number(&text).as_deref(), Some(NUMBER));
}

#[test]
fn nothing_is_put_right_without_support() {
    for doubts in [&[][..], &[('1', 0.001)], &[('3', 0.9)]] {
        let text = misread(16, '7', doubts);
        assert_eq!(number(&text), Some(text.id_number.text.clone()), "{doubts:?}");
    }
}

#[test]
fn of_two_ways_neither_is_taken() {
    // The check character of both is 6: places 16 and 17 weigh 4 and 2, so that 0 → 2 at the one is 1 → 5 at the other.
    let mut text = misread(16, '7', &[('1', 0.4)]);
    let other = (0..17).flat_map(|at| ('0'..='9').map(move |instead| Doubt { at, instead, share: 0.4 }));
    let valid = |doubt: &Doubt| {
        let changed = |(i, c)| if i == doubt.at { doubt.instead } else { c };
        let number: String = text.id_number.text.chars().enumerate().map(changed).collect();
        number != NUMBER && IdNumber::parse(&number).is_ok_and(|number| number.birth() == jiff::civil::date(1990, 1, 2))
    };
    let other = other.into_iter().find(valid).unwrap();
    text.id_number.doubts.push(other);
    assert_eq!(number(&text), Some(text.id_number.text.clone()));
}

#[test]
fn a_repair_that_contradicts_the_birth_date_is_none() {
    // A digit of the birth date is doubted: only the date beside the number can tell.
    let mut text = misread(13, '7', &[('2', 0.4)]);
    assert_eq!(number(&text).as_deref(), Some(NUMBER));
    text.birth.text = "1990年1月7日".into();
    assert_ne!(number(&text).as_deref(), Some(NUMBER));
}

#[test]
fn a_number_put_right_is_marked_and_advised_to_be_checked() {
    let context = CardContext { wanted: Side::Portrait, account_number: None, today: TODAY };
    let measures = crate::make::measures(card(CardText::Portrait(misread(16, '7', &[('1', 0.4)]))));
    let judged = judge_card(&crate::make::photo(), &measures, &context);
    assert_eq!(judged.report.verdict, Verdict::Advise);
    let advised: Vec<_> = judged.report.findings.iter().map(|f| (f.kind, f.detail)).collect();
    assert_eq!(advised, [(Kind::Unreadable, Some(Detail::Field(Field::IdNumber)))]);
    let repaired: Vec<_> = judged.readings.iter().filter(|r| r.repaired).map(|r| r.field).collect();
    assert_eq!(repaired, [Field::IdNumber]);
}

//! The examiner on drawn photos: it reads what the card says, and tells one person from another.
#![allow(clippy::unwrap_used, clippy::panic)] // helpers of tests are tests

use ruxue_reference_platform::{Examiner, Judgement, PhotoExaminer, Portrait, SideFields, Unusable};
use ruxue_rules::{Reason, Side};
use ruxue_samples::portrait::{PortraitDefect, Setting};
use ruxue_samples::set::Student;
use ruxue_samples::{Assets, Portrait as Sample};
use ruxue_vision::Models;
use std::sync::LazyLock;

static ASSETS: LazyLock<Assets> = LazyLock::new(|| Assets::load().unwrap());

static EXAMINER: LazyLock<PhotoExaminer> = LazyLock::new(|| {
    let folder = ruxue_models::weights().unwrap();
    PhotoExaminer::new(Models::load(|file| std::fs::read(folder.join(file)), 2).unwrap())
});

fn draw(portrait: &Sample) -> Vec<u8> {
    portrait.draw(&ASSETS).unwrap().jpeg
}

/// Good portraits before a wall or in a studio, of as many people.
fn people() -> Vec<Sample> {
    let mut people: Vec<Sample> = vec![];
    for portrait in (0..).map(Sample::good).filter(|portrait| portrait.setting != Setting::Outdoors) {
        if people.iter().all(|known| known.person != portrait.person) {
            people.push(portrait);
        }
        if people.len() == 4 {
            return people;
        }
    }
    people
}

/// The photo that the register has: of the same person, taken at another time.
fn registered(person: &Sample) -> Vec<u8> {
    draw(&Sample {
        head: 0.33,
        roll: 0.0,
        size: (1440, 1920),
        setting: Setting::Studio,
        exposure: 1.0,
        ..person.clone()
    })
}

#[test]
fn both_sides_are_read_as_they_were_printed() {
    for seed in [1, 2] {
        let student = Student::new(seed);
        let front = student.portrait_side.draw(&ASSETS).unwrap().jpeg;
        let SideFields::Portrait(read) = EXAMINER.read_card(Side::Portrait, &front).unwrap() else { panic!() };
        assert_eq!(read.name.as_deref(), Some(student.specimen.name.as_str()));
        assert_eq!(read.id_number.as_deref(), Some(student.specimen.id_number.as_str()));
        let back = student.emblem_side.draw(&ASSETS).unwrap().jpeg;
        let SideFields::Emblem(read) = EXAMINER.read_card(Side::Emblem, &back).unwrap() else { panic!() };
        assert_eq!(read.valid_from.map(|day| day.to_string()), Some(student.specimen.valid_from.to_string()));
        assert_eq!(EXAMINER.read_card(Side::Emblem, &front), Err(Unusable::WrongSide));
    }
}

#[test]
fn what_is_no_card_is_told_apart_from_what_is_no_picture() {
    let portrait = draw(&people().remove(0));
    assert_eq!(EXAMINER.read_card(Side::Portrait, &portrait), Err(Unusable::NotACard));
    assert_eq!(EXAMINER.read_card(Side::Portrait, b"\xff\xd8\xff"), Err(Unusable::Undecodable));
    assert_eq!(EXAMINER.check_portrait(&portrait), Ok(()));
    assert_eq!(EXAMINER.check_portrait(&portrait[..portrait.len() / 3]), Err(Unusable::Undecodable));
}

#[test]
fn the_same_person_passes_and_another_falls_short() {
    let people = people();
    for (me, next) in people.iter().zip(people.iter().cycle().skip(1)) {
        let jpeg = draw(me);
        let same = EXAMINER.judge(&Portrait { jpeg: jpeg.clone(), register: registered(me) }).unwrap();
        assert!(matches!(same, Judgement::Passed { .. }), "{:?} {same:?}", me.person);
        let other = EXAMINER.judge(&Portrait { jpeg, register: registered(next) }).unwrap();
        let Judgement::Failed { score: Some(_), reasons } = other else { panic!("{:?} {other:?}", me.person) };
        assert_eq!(reasons, [Reason::IrregularPhoto]);
    }
}

#[test]
fn a_bad_portrait_fails_for_its_faults() {
    let me = people().remove(0);
    let register = registered(&me);
    for (defect, reason) in
        [(PortraitDefect::TooNear(0.75), Reason::HeadSize), (PortraitDefect::Dark(0.12), Reason::FaceUnclear)]
    {
        let jpeg = draw(&me.clone().with(defect));
        let judgement = EXAMINER.judge(&Portrait { jpeg, register: register.clone() }).unwrap();
        let Judgement::Failed { reasons, .. } = judgement else { panic!("{judgement:?}") };
        assert!(reasons.contains(&reason), "{reasons:?}");
    }
}

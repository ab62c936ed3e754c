//! Things of a card's size that are no ID card.

use crate::assets::Assets;
use crate::card::{Ink, Sheet};
use crate::chance::{chance, pick};
use crate::defect::Impostor;
use image::Rgb;

/// Draws one, `fineness` pixels a millimetre.
pub(crate) fn draw(kind: Impostor, seed: u64, fineness: f32, assets: &Assets) -> Sheet {
    match kind {
        Impostor::BankCard => bank_card(seed, fineness, assets),
        Impostor::Blank | Impostor::Nothing => plastic([238.0, 238.0, 236.0], fineness),
    }
}

fn plastic(colour: [f32; 3], fineness: f32) -> Sheet {
    Sheet::paint(fineness, |u, v| colour.map(|c| (c * (1.12 - 0.15 * (u + v))).min(250.0)))
}

fn bank_card(seed: u64, fineness: f32, assets: &Assets) -> Sheet {
    let chance = &mut chance(seed, 9);
    let colours = [[36.0, 74.0, 140.0], [150.0, 34.0, 40.0], [34.0, 110.0, 84.0], [60.0, 60.0, 66.0]];
    let mut sheet = plastic(pick(chance, &colours), fineness);
    let groups: [String; 4] =
        std::array::from_fn(|_| (0..4).map(|_| pick(chance, &['0', '2', '3', '6', '8', '9'])).collect());
    let ([chinese, ..], [digits, ..]) = (&assets.chinese, &assets.digits);
    let name = Ink { typeface: chinese, weight: 0.03, colour: Rgb([232, 226, 206]) };
    let number = Ink { typeface: digits, ..name };
    sheet.write(name, "云溪银行 储蓄卡", (0.07, 0.14), 5.0, None);
    sheet.write(number, &groups.join(" "), (0.08, 0.6), 5.6, None);
    sheet.write(number, "VALID THRU 09/31", (0.4, 0.75), 2.6, None);
    chip(&mut sheet);
    sheet
}

fn chip(sheet: &mut Sheet) {
    let (width, height) = (sheet.across(1.0), sheet.down(1.0));
    for (x, y, pixel) in sheet.picture.enumerate_pixels_mut() {
        let (u, v) = (crate::cast::float(x) / width, crate::cast::float(y) / height);
        if (0.09..0.22).contains(&u) && (0.3..0.48).contains(&v) {
            let groove = (u - 0.155).abs() < 0.003 || (v * 30.0).rem_euclid(1.8) < 0.12;
            *pixel = if groove { Rgb([120, 96, 50]) } else { Rgb([212, 178, 104]) };
        }
    }
}

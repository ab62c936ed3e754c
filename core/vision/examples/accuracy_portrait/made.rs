//! Pictures with something wrong, made of good ones.

mod light;
mod place;
mod surface;

use crate::Outcome;
use crate::judged::Judged;
use crate::sample::{Sample, photo};
use image::RgbImage;
use ruxue_rules::Kind::{self, *};
use ruxue_rules::{Point, Rect, Region};
use ruxue_vision::Photo;

/// A good picture, and where things are in it, pixels.
pub(crate) struct Subject {
    pub(crate) picture: RgbImage,
    /// From crown to chin, ear to ear.
    pub(crate) head: Rect,
    pub(crate) eyes: [Point; 2],
    /// Outline of the face.
    pub(crate) oval: Region,
}

impl Subject {
    /// Nothing where no head was seen.
    pub(crate) fn of(sample: &Sample, judged: &Judged) -> Outcome<Option<Self>> {
        let Some(head) = &judged.measures.head else { return Ok(None) };
        let picture = sample.small()?;
        let scale = picture.width() as f32 / sample.photo()?.measures.width as f32;
        let at = |p: Point| Point::new(p.x * scale, p.y * scale);
        let [x, y, width, height] = [head.head.x, head.head.y, head.head.width, head.head.height].map(|v| v * scale);
        let head_box = Rect { x, y, width, height };
        let oval = head.oval.iter().copied().map(at).collect();
        Ok(Some(Self { picture, head: head_box, eyes: head.eyes.map(at), oval }))
    }

    /// What is made of it, as a photo.
    pub(crate) fn photo(&self, making: &Making) -> Outcome<Photo> {
        photo(&(making.make)(self))
    }
}

/// How bad a made thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grade {
    /// Has to be refused.
    Clear,
    /// Some would take it, some not.
    Mild,
    /// Has to be accepted like the good one that it was made of.
    Fine,
}

/// A way to make a picture of a good one.
pub(crate) struct Making {
    pub(crate) name: &'static str,
    pub(crate) grade: Grade,
    /// What should be told.
    pub(crate) kinds: &'static [Kind],
    pub(crate) make: fn(&Subject) -> RgbImage,
}

const fn clear(name: &'static str, kinds: &'static [Kind], make: fn(&Subject) -> RgbImage) -> Making {
    Making { name, grade: Grade::Clear, kinds, make }
}

const fn mild(name: &'static str, kinds: &'static [Kind], make: fn(&Subject) -> RgbImage) -> Making {
    Making { name, grade: Grade::Mild, kinds, make }
}

const fn fine(name: &'static str, make: fn(&Subject) -> RgbImage) -> Making {
    Making { name, grade: Grade::Fine, kinds: &[], make }
}

/// What may be told of a head that is not whole.
const CUT: &[Kind] = &[HeadCut, NoFace, HeadTooLarge, NotHalfLength, FaceCovered];

/// All of them. Lengths are shares of the head's height, light is over the picture's own.
pub(crate) const MAKINGS: [Making; 48] = [
    clear("defocus, σ 2 %", &[Blur], |s| surface::defocus(s, 0.02)),
    mild("defocus, σ 1.2 %", &[Blur], |s| surface::defocus(s, 0.012)),
    clear("motion along x, 6 %", &[Blur], |s| surface::motion(s, 0.06, 0.0)),
    clear("motion at 35°, 6 %", &[Blur], |s| surface::motion(s, 0.06, 35.0)),
    clear("motion along y, 6 %", &[Blur], |s| surface::motion(s, 0.06, 90.0)),
    clear("motion along x, 4 %", &[Blur], |s| surface::motion(s, 0.04, 0.0)),
    mild("motion along x, 3 %", &[Blur], |s| surface::motion(s, 0.03, 0.0)),
    clear("a tenth of the light", &[TooDark], |s| light::exposed(s, 0.1)),
    mild("a third of the light", &[TooDark], |s| light::exposed(s, 0.33)),
    clear("four times the light", &[TooBright], |s| light::exposed(s, 4.0)),
    mild("twice the light", &[TooBright], |s| light::exposed(s, 2.0)),
    fine("0.7 of the light", |s| light::exposed(s, 0.7)),
    fine("a white wall behind", light::before_wall),
    clear("light behind, 25 times that on the person", &[BackLight, TooDark], |s| light::behind(s, 0.12, 3.0)),
    mild("light behind, 12 times", &[BackLight, TooDark], |s| light::behind(s, 0.25, 3.0)),
    mild("light behind, 5 times", &[BackLight, TooDark], |s| light::behind(s, 0.5, 2.5)),
    mild("a fifth of the light on one side", &[UnevenLight], |s| light::from_side(s, 0.2)),
    mild("light of a tungsten lamp", &[ColourCast], |s| light::coloured(s, [1.35, 1.0, 0.5])),
    mild("light of a candle", &[ColourCast], |s| light::coloured(s, [1.6, 1.0, 0.25])),
    mild("greenish light", &[ColourCast], |s| light::coloured(s, [0.7, 1.1, 0.75])),
    mild("green light", &[ColourCast], |s| light::coloured(s, [0.5, 1.2, 0.55])),
    mild("bluish light", &[ColourCast], |s| light::coloured(s, [0.6, 0.9, 1.5])),
    mild("blue light", &[ColourCast], |s| light::coloured(s, [0.4, 0.8, 1.8])),
    clear("greyscale", &[Greyscale], |s| light::toned(s, [1.0; 3])),
    clear("sepia", &[Greyscale], |s| light::toned(s, [1.08, 0.98, 0.8])),
    clear("a quarter of the head cut off above", CUT, |s| place::cut_above(s, 0.25)),
    mild("an eighth cut off above", CUT, |s| place::cut_above(s, 0.125)),
    clear("half of the face cut off at the side", CUT, |s| place::cut_left(s, 0.5)),
    mild("a fifth of the head's width cut off at the side", CUT, |s| place::cut_left(s, 0.2)),
    clear("cut off at the chin", CUT, |s| place::cut_below(s, -0.08)),
    clear("cut off at the neck", CUT, |s| place::cut_below(s, 0.12)),
    clear("near: the head all over", CUT, |s| place::near(s, 1.02)),
    mild("near: the head 80 % of the height", CUT, |s| place::near(s, 1.25)),
    clear("far: a head of 15 %", &[HeadTooSmall], |s| place::far(s, 0.15)),
    mild("far: a head of 22 %", &[HeadTooSmall], |s| place::far(s, 0.22)),
    clear("off centre by 30 %", &[OffCentre], |s| place::shifted(s, 0.3)),
    mild("off centre by 15 %", &[OffCentre], |s| place::shifted(s, 0.15)),
    clear("two side by side", &[SeveralFaces], place::beside),
    clear("a second face, half as large, behind", &[SeveralFaces], |s| place::hung(s, 0.5)),
    clear("upside down", &[Tilted, NoFace], |s| place::turned(s, 180)),
    clear("on its side, clockwise", &[Tilted, NoFace], |s| place::turned(s, 90)),
    clear("on its side, anticlockwise", &[Tilted, NoFace], |s| place::turned(s, 270)),
    clear("nobody: what is below the chin", &[NoFace], place::body),
    clear("a drawn mask", &[FaceCovered], surface::masked),
    mild("looking aside by 0.2 of the eye's width", &[LooksAway], |s| surface::looking_aside(s, 0.2)),
    mild("smoothed as by a beauty mode", &[Retouched], surface::smoothed),
    fine("a small face on a poster behind", |s| place::hung(s, 0.25)),
    fine("an ID card held before the chest", place::card),
];

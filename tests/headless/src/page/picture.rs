//! A photo with what was found on it drawn over.

use crate::judged::Judged;
use crate::words::{both, mood, weight};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use maud::{Markup, PreEscaped, html};
use ruxue_rules::{Point, Region};
use std::fmt::Write;

/// The photo and its drawing; a word in its place where it could not be decoded.
pub(crate) fn picture(judged: &Judged) -> Markup {
    let Some(preview) = &judged.sight.preview else {
        let text = both("这张照片打不开", "This photo cannot be opened");
        return html! { figure.missing { div { (text.zh) br; span lang="en" { (text.en) } } } };
    };
    let (width, height) = judged.sight.size;
    let unit = width.max(height) as f32 / 100.0; // a hundredth of the photo: what dots and numbers are sized by
    html! {
        figure {
            img width=(width) height=(height) alt=(judged.subject.name().en)
                src={ "data:image/jpeg;base64," (BASE64_STANDARD.encode(preview)) };
            svg viewBox=(format!("0 0 {width} {height}")) aria-hidden="true" {
                @for place in &judged.sight.places { polygon.place points=(points(place)) {} }
                @if let Some(corners) = &judged.card.corners {
                    polygon.outline points=(points(&corners.0)) {}
                    @for p in corners.0 { circle.corner cx=(p.x) cy=(p.y) r=(unit) {} }
                }
                @for finding in judged.report().findings.iter().filter(|f| is_a_part(&f.region, judged)) {
                    polygon class={ "region " (mood(weight(finding.severity))) } points=(points(&finding.region)) {}
                }
                @for (number, at, mood) in badges(judged, unit * 5.0) { (badge(number, at, unit * 2.0, mood)) }
            }
        }
    }
}

/// Whether a region is worth a colour of its own: not the whole photo, nor the whole card, whose outline is there already.
fn is_a_part(region: &Region, judged: &Judged) -> bool {
    !region.is_empty() && judged.card.corners.is_none_or(|corners| corners.0 != region.as_slice())
}

fn badge(number: usize, at: Point, radius: f32, mood: &str) -> Markup {
    html! {
        g class={ "badge " (mood) } {
            circle cx=(at.x) cy=(at.y) r=(radius) {}
            text x=(at.x) y=(at.y) font-size=(radius * 1.2) { (number) }
        }
    }
}

/// Number, place and colour of each finding's badge: at the region's topmost point, beside the badges already there, whole in
/// the photo. Badges keep `apart` pixels from each other.
fn badges(judged: &Judged, apart: f32) -> Vec<(usize, Point, &'static str)> {
    let (width, height) = (judged.sight.size.0 as f32, judged.sight.size.1 as f32);
    let inside = |v: f32, side: f32| v.min(side - apart / 2.0).max(apart / 2.0);
    let mut badges: Vec<(usize, Point, &str)> = Vec::new();
    for (number, finding) in (1..).zip(&judged.report().findings) {
        let Some(top) = finding.region.iter().min_by(|a, b| a.y.total_cmp(&b.y)) else { continue };
        let mut at = Point::new(inside(top.x, width), inside(top.y, height));
        while badges.iter().any(|(_, other, _)| other.distance(at) < apart * 0.99) {
            at.x += apart;
        }
        badges.push((number, at, mood(weight(finding.severity))));
    }
    badges
}

fn points(region: &[Point]) -> PreEscaped<String> {
    let mut text = String::new();
    for p in region {
        let _ = write!(text, "{:.1},{:.1} ", p.x, p.y);
    }
    PreEscaped(text)
}

//! Small drawings of a number against its limit.

use crate::words::{both, quantity};
use maud::{Markup, html};
use ruxue_rules::Finding;

/// A track from the least to the most that is worth showing, the forbidden part tinted, the limit a line and the
/// measured value a dot. Nothing where a finding counts nothing.
pub(crate) fn gauge(finding: &Finding) -> Markup {
    let (Some(measured), Some(limit)) = (finding.measured, finding.limit) else { return html!() };
    let low = measured.min(limit).min(0.0) * 1.25;
    let high = (measured.max(limit) * 1.25).max(low + f32::EPSILON);
    let place = |value: f32| format!("{:.1}%", (value - low) / (high - low) * 100.0);
    let (bad_from, bad_to) = if measured > limit { (limit, high) } else { (low, limit) };
    let width = format!("{:.1}%", (bad_to - bad_from) / (high - low) * 100.0);
    let (value, bound) = (quantity(measured, finding.unit), quantity(limit, finding.unit));
    let bound = match measured > limit {
        true => both(format!("上限 {}", bound.zh), format!("at most {}", bound.en)),
        false => both(format!("下限 {}", bound.zh), format!("at least {}", bound.en)),
    };
    html! {
        div.gauge {
            svg role="img" aria-label=(format!("{}, {}", value.en, bound.en)) {
                rect.track x="0" y="5" width="100%" height="6" rx="3" {}
                rect.bad x=(place(bad_from)) y="5" width=(width) height="6" rx="3" {}
                rect.limit x=(place(limit)) y="0" width="2" height="16" rx="1" {}
                circle.value cx=(place(measured)) cy="8" r="6" {}
            }
            p { b { (value.zh) } " · " (bound.zh) " " span lang="en" { (bound.en) } }
        }
    }
}

/// A ring filled by `score` of 100.
pub(crate) fn ring(score: f32) -> Markup {
    const RADIUS: f32 = 64.0;
    let around = std::f32::consts::TAU * RADIUS;
    let filled = around * (score / 100.0).clamp(0.0, 1.0);
    html! {
        svg.ring viewBox="0 0 152 152" role="img" aria-label=(format!("score {score:.0} of 100")) {
            circle.track cx="76" cy="76" r=(RADIUS) {}
            circle.value cx="76" cy="76" r=(RADIUS) stroke-dasharray=(format!("{filled:.1} {around:.1}")) transform="rotate(-90 76 76)" {}
            text x="76" y="84" { (format!("{score:.0}")) }
            text.caption x="76" y="106" { "比对分数 score" }
        }
    }
}

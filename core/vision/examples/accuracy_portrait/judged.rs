//! What came of a photo.

use crate::Outcome;
use crate::sample::Sample;
use ruxue_rules::{Kind, PortraitMeasures, Report, Severity, Verdict, judge_portrait};
use ruxue_vision::{Models, Photo, portrait};
use serde_json::Value;

pub(crate) struct Judged {
    pub(crate) report: Report,
    pub(crate) measures: PortraitMeasures,
    /// Mean luminance between the eyes and the chin, 0 to 255; 0 without a face.
    pub(crate) luminance: f32,
}

impl Judged {
    pub(crate) fn of(photo: &Photo, models: &Models) -> Outcome<Self> {
        let (measures, _) = portrait::measure(photo, models)?;
        let report = judge_portrait(&photo.measures, &measures);
        Ok(Self { report, luminance: luminance(photo, &measures), measures })
    }

    pub(crate) fn refused(&self) -> bool {
        self.report.verdict == Verdict::Refuse
    }

    /// Whether one of `kinds` was found, at least as severe.
    pub(crate) fn found(&self, kinds: &[Kind], severity: Severity) -> bool {
        self.report.findings.iter().any(|f| kinds.contains(&f.kind) && f.severity >= severity)
    }

    /// What was said first, where the photo is refused.
    pub(crate) fn first(&self) -> Option<Kind> {
        self.report.findings.first().filter(|f| f.severity == Severity::Refuse).map(|f| f.kind)
    }

    /// Label, measures and findings, and what was made of the portrait.
    pub(crate) fn line(&self, sample: &Sample, making: Option<&str>) -> Outcome<Value> {
        Ok(serde_json::json!({
            "name": sample.name,
            "must_pass": sample.must_pass,
            "making": making,
            "label": sample.label,
            "faults": sample.faults.iter().map(|(name, _)| name).collect::<Vec<_>>(),
            "luminance": self.luminance,
            "measures": serde_json::to_value(&self.measures)?,
            "findings": serde_json::to_value(&self.report.findings)?,
        }))
    }
}

fn luminance(photo: &Photo, measures: &PortraitMeasures) -> f32 {
    let Some(head) = &measures.head else { return 0.0 };
    let [left, right] = head.eyes;
    let chin = head.head.y + head.head.height * 0.9;
    let place = |v: f32| (v / photo.scale) as isize;
    let (mut sum, mut count) = (0.0f32, 0.0f32);
    for y in (place(left.y)..place(chin)).step_by(4) {
        for x in (place(left.x)..place(right.x)).step_by(4) {
            let [r, g, b] = photo.raster.pixel(x, y).map(f32::from);
            sum += 0.2126 * r + 0.7152 * g + 0.0722 * b;
            count += 1.0;
        }
    }
    sum / count.max(1.0)
}

//! A photo's report as the student reads it.

use super::super::{FindingView, JudgedView, PhotoVerdict, Spot};
use ruxue_rules::{CardReport, Finding, Kind, Locale, Point, Report, Severity, Subject, Verdict};

/// Of a side of the card.
pub(in super::super) fn card(report: &CardReport, locale: Locale) -> JudgedView {
    let corners = report.corners.map_or(vec![], |corners| spots(&corners.0, report.report.size));
    JudgedView { corners, ..self::report(&report.report, Subject::Card, locale) }
}

/// Of a portrait, or of anything but its corners.
pub(in super::super) fn report(report: &Report, subject: Subject, locale: Locale) -> JudgedView {
    let finding = |finding: &Finding| {
        let text = finding.text(subject, locale);
        FindingView {
            kind: kind_name(finding.kind),
            refuses: finding.severity == Severity::Refuse,
            wrong: text.wrong.into(),
            mend: text.mend.into(),
            region: spots(&finding.region, report.size),
        }
    };
    JudgedView {
        verdict: match report.verdict {
            Verdict::Pass => PhotoVerdict::Pass,
            Verdict::Advise => PhotoVerdict::Advise,
            Verdict::Refuse => PhotoVerdict::Refuse,
        },
        text: report.verdict.name(locale).into(),
        findings: report.told().map(finding).collect(),
        corners: vec![],
    }
}

fn spots(points: &[Point], size: Option<[u32; 2]>) -> Vec<Spot> {
    let Some([width, height]) = size.filter(|size| !size.contains(&0)) else { return vec![] };
    points.iter().map(|p| Spot { x: p.x / width as f32, y: p.y / height as f32 }).collect()
}

/// The kind's contract name.
fn kind_name(kind: Kind) -> String {
    let name = serde_json::to_value(kind).ok();
    name.and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

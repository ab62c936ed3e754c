//! The report: one page that needs nothing beside itself, to look at on a screen or on paper.

mod gauge;
mod picture;

use crate::judged::{Judged, named};
use crate::words::{Both, both, mood, weight};
use gauge::{gauge, ring};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use picture::picture;
use ruxue_rules::{Field, Finding, Locale, Reading, Subject, Verdict};
use std::time::Duration;

/// All that a page tells.
pub(crate) struct Page<'a> {
    pub(crate) headline: Headline,
    pub(crate) photos: &'a [Judged],
    pub(crate) steps: &'a [Step],
    /// When it was made, as a person reads it.
    pub(crate) made: String,
}

/// What came of it all.
pub(crate) struct Headline {
    pub(crate) mood: Verdict,
    pub(crate) text: Both,
    /// Why, and what to do; empty where all is well.
    pub(crate) reasons: Vec<Both>,
    /// Small facts: a name and its value.
    pub(crate) facts: Vec<(Both, String)>,
    /// Reviews left of the three.
    pub(crate) chances_left: u8,
    /// How alike the faces are, 0 to 100, where they were compared.
    pub(crate) score: Option<f32>,
}

/// One step of the review and when it ran.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub(crate) name: Both,
    pub(crate) start: Duration,
    pub(crate) time: Duration,
}

impl Page<'_> {
    /// The page as HTML.
    pub(crate) fn render(&self) -> String {
        let page = html! {
            (DOCTYPE)
            html lang="zh-CN" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { "入学审查 · " (self.headline.text.zh) }
                    style { (PreEscaped(include_str!("style.css"))) }
                }
                body {
                    main {
                        (self.summary())
                        @for photo in self.photos { (section(photo)) }
                        @if !self.steps.is_empty() { (timeline(self.steps)) }
                        footer {
                            p { "本页含有你的照片和证件信息，请妥善保管，不要转发。" }
                            p lang="en" { "This page holds your photos and card data: keep it to yourself." }
                        }
                    }
                }
            }
        };
        page.into_string()
    }

    fn summary(&self) -> Markup {
        let headline = &self.headline;
        html! {
            section class={ "sheet summary " (mood(headline.mood)) } {
                div {
                    div.brand { "入学 Ruxue" small { (self.made) } }
                    h1 { (headline.text.zh) span lang="en" { (headline.text.en) } }
                    @if !headline.reasons.is_empty() {
                        ul.reasons { @for reason in &headline.reasons { li { (reason.zh) span lang="en" { (reason.en) } } } }
                    }
                    dl.facts {
                        (chances(headline.chances_left))
                        @for (name, value) in &headline.facts { div { dt { (spoken(name)) } dd { (value) } } }
                    }
                }
                @if let Some(score) = headline.score { (ring(score)) }
            }
        }
    }
}

/// Both languages, the Chinese first.
fn spoken(text: &Both) -> Markup {
    html! { (text.zh) " " span lang="en" { (text.en) } }
}

fn chances(left: u8) -> Markup {
    html! {
        div {
            dt { (spoken(&both("剩余次数", "chances left"))) }
            dd {
                span.chances aria-hidden="true" { @for n in 0..3 { i class=(if n < left { "left" } else { "spent" }) {} } }
                (left) " / 3"
            }
        }
    }
}

fn section(judged: &Judged) -> Markup {
    let (width, height) = judged.sight.size;
    let name = judged.subject.name();
    let said = Both::said(|locale| judged.report().verdict.name(locale));
    html! {
        section class=(if height > width { "sheet photo upright" } else { "sheet photo" }) {
            header {
                h2 { (name.zh) span lang="en" { (name.en) } }
                span class={ "verdict " (mood(judged.report().verdict)) } { (said.zh) span lang="en" { (said.en) } }
                span.file { (judged.file_name()) @if width > 0 { " · " (width) " × " (height) } }
            }
            div.columns {
                (picture(judged))
                div.side {
                    (findings(judged))
                    @if let Some(read) = &judged.card.fields { (fields(&named(read), &judged.card.readings)) }
                    (times(judged))
                }
            }
        }
    }
}

fn findings(judged: &Judged) -> Markup {
    let findings = &judged.report().findings;
    let none = both("没有发现问题", "Nothing to mend");
    if findings.is_empty() {
        return html! { p.good { span.number.pass { "✓" } span { (none.zh) span lang="en" { (none.en) } } } };
    }
    html! {
        ol.findings {
            @for (number, finding) in (1..).zip(findings) { (item(number, finding, judged.subject.into())) }
        }
    }
}

fn item(number: usize, finding: &Finding, subject: Subject) -> Markup {
    let (zh, en) = (finding.text(subject, Locale::ZhCn), finding.text(subject, Locale::En));
    html! {
        li class=(mood(weight(finding.severity))) {
            span.number { (number) }
            div {
                p.wrong { (zh.wrong) }
                p.mend { (zh.mend) "。" }
                p lang="en" { (en.wrong) ". " (en.mend) "." }
                (gauge(finding))
            }
        }
    }
}

fn fields(fields: &[(Field, Option<String>)], readings: &[Reading]) -> Markup {
    let unread = both("未读出", "not read");
    let repaired = both("校验位修正了一位", "one character put right by the check character");
    let reading = |field: &Field| readings.iter().find(|reading| reading.field == *field);
    html! {
        div {
            h3 { "读到的内容" span lang="en" { "what was read" } }
            dl.fields {
                @for (field, value) in fields {
                    dt { (field.name(Locale::ZhCn)) }
                    @match value {
                        Some(value) => dd {
                            (value)
                            @if let Some(reading) = reading(field) {
                                span.sure { (format!("{:.0} %", 100.0 * reading.confidence)) }
                                @if reading.repaired { span.sure { (spoken(&repaired)) } }
                            }
                        },
                        None => dd.unread { (spoken(&unread)) },
                    }
                }
            }
        }
    }
}

fn times(judged: &Judged) -> Markup {
    let parts = judged.sight.millis.parts();
    let total = judged.sight.millis.total;
    let total = both(format!("用时 {total:.0} 毫秒"), format!("{total:.0} ms"));
    html! {
        div {
            h3 { (total.zh) span lang="en" { (total.en) } }
            div.stack aria-hidden="true" { @for (_, ms) in &parts { i style={ "flex:" (ms) " 0 0" } {} } }
            ul.legend { @for (name, ms) in &parts { li { (name.zh) " " (format!("{ms:.0}")) } } }
        }
    }
}

fn timeline(steps: &[Step]) -> Markup {
    let end = steps.iter().map(|s| s.start + s.time).max().unwrap_or_default().as_secs_f32().max(f32::EPSILON);
    let share = |time: Duration| format!("{:.2}%", time.as_secs_f32() / end * 100.0);
    html! {
        section.sheet {
            header style="margin-bottom:16px" { h2 { "每一步的用时" span lang="en" { "Time of each step" } } }
            div.steps {
                @for step in steps {
                    span { (step.name.zh) span lang="en" { (step.name.en) } }
                    span.bar { i style={ "left:" (share(step.start)) ";width:" (share(step.time)) } {} }
                    span.time { (seconds(step.time)) }
                }
            }
        }
    }
}

fn seconds(time: Duration) -> String {
    match time.as_millis() {
        millis @ 0..1000 => format!("{millis} ms"),
        _ => format!("{:.1} s", time.as_secs_f32()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eyes::Sight;
    use ruxue_rules::{CardFields, CardReport, Kind, PortraitFields, Rect, Report, Severity, Side, Unit};
    use std::path::Path;

    fn judged(finding: Finding) -> Judged {
        let fields = PortraitFields { name: Some("<script>alert(1)</script>".into()), ..PortraitFields::default() };
        let card = CardReport {
            report: Report::new(vec![finding]),
            corners: None,
            side: Some(Side::Portrait),
            fields: Some(CardFields::Portrait(fields)),
            readings: vec![],
        };
        let sight = Sight { size: (400, 300), preview: Some(vec![0xff, 0xd8]), ..Sight::default() };
        Judged::new(Path::new("a<b>&\"c.jpg"), crate::judged::Subject::Card(Side::Portrait), card, sight)
    }

    fn render(photos: &[Judged]) -> String {
        let headline = Headline {
            mood: Verdict::Refuse,
            text: both("照片需要重拍", "A photo must be taken again"),
            reasons: vec![],
            facts: vec![(both("班级", "class"), "<img src=x>".into())],
            chances_left: 2,
            score: None,
        };
        Page { headline, photos, steps: &[], made: "2026-01-02 03:04".into() }.render()
    }

    #[test]
    fn what_was_read_or_told_is_text_and_never_markup() {
        let page = render(&[judged(Finding::new(Kind::Blur, Severity::Advise))]);
        assert!(!page.contains("<script>") && !page.contains("<img src=x>") && !page.contains("a<b>"));
        assert!(page.contains("&lt;script&gt;"));
    }

    #[test]
    fn a_finding_is_told_in_both_languages_with_its_measurement_drawn_where_it_is() {
        let region = Rect { x: 10.0, y: 20.0, width: 30.0, height: 40.0 }.region();
        let glare = Finding::new(Kind::Glare, Severity::Refuse).measured(0.12, 0.02, Unit::Share).at(region);
        let page = render(&[judged(glare)]);
        for part in ["反光", "Glare", "12 %", "上限 2 %", "at most 2 %", "10.0,20.0 40.0,20.0 40.0,60.0 10.0,60.0"]
        {
            assert!(page.contains(part), "{part} is missing");
        }
    }

    #[test]
    fn an_undecodable_photo_has_words_in_its_place() {
        let broken = Judged { sight: Sight::default(), ..judged(Finding::new(Kind::Undecodable, Severity::Refuse)) };
        let page = render(&[broken]);
        assert!(page.contains("这张照片打不开") && !page.contains("data:image"));
    }

    #[test]
    fn spent_chances_are_hollow() {
        let page = render(&[]);
        assert_eq!((page.matches("class=\"left\"").count(), page.matches("class=\"spent\"").count()), (2, 1));
    }
}

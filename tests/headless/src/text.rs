//! A judgement as text for a person at a terminal.

use crate::judged::{Judged, named};
use crate::words::{both, quantity};
use ruxue_rules::{Finding, Locale, Severity};
use std::io::{self, Write};

/// Writes what was found, what to do about it and what was read.
pub(crate) fn write(out: &mut impl Write, judged: &Judged, locale: Locale) -> io::Result<()> {
    let verdict = judged.report().verdict.name(locale);
    writeln!(out, "{}: {} ({})", judged.file_name(), verdict, judged.subject.name().of(locale))?;
    for finding in &judged.report().findings {
        let mark = match finding.severity {
            Severity::Refuse => "✗",
            Severity::Advise => "!",
        };
        let said = finding.text(judged.subject.into(), locale);
        writeln!(out, "  {mark} {}{}", said.wrong, measure(finding, locale))?;
        writeln!(out, "    {}", said.mend)?;
    }
    let unread = both("未读出", "not read");
    for (field, value) in judged.card.fields.iter().flat_map(named) {
        writeln!(out, "  {}: {}", field.name(locale), value.as_deref().unwrap_or(unread.of(locale)))?;
    }
    Ok(())
}

/// The number and its limit, in brackets; nothing where nothing is counted.
fn measure(finding: &Finding, locale: Locale) -> String {
    let (Some(measured), Some(limit)) = (finding.measured, finding.limit) else { return String::new() };
    let bound = if measured > limit { both("上限", "at most") } else { both("下限", "at least") };
    let quantity = |value| quantity(value, finding.unit);
    let (measured, limit) = (quantity(measured), quantity(limit));
    match locale {
        Locale::ZhCn => format!("（{}，{} {}）", measured.zh, bound.zh, limit.zh),
        Locale::En => format!(" ({}, {} {})", measured.en, bound.en, limit.en),
    }
}

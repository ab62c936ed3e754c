//! The tables of what is wrong: as labelled, and made of good ones.

use crate::Outcome;
use crate::judged::Judged;
use crate::made::{Grade, MAKINGS, Making, Subject};
use crate::networks::Networks;
use crate::sample::Sample;
use ruxue_rules::{Kind, Severity};
use std::collections::BTreeMap;

/// What came of the pictures that one thing is wrong with.
struct Row {
    name: &'static str,
    kinds: &'static [Kind],
    n: usize,
    refused: usize,
    /// Refused for what is wrong.
    named: usize,
    /// Refused or advised for what is wrong.
    told: usize,
    first: BTreeMap<Option<Kind>, usize>,
}

impl Row {
    fn new(name: &'static str, kinds: &'static [Kind]) -> Self {
        Self { name, kinds, n: 0, refused: 0, named: 0, told: 0, first: BTreeMap::new() }
    }

    fn add(&mut self, judged: &Judged) {
        self.n += 1;
        self.refused += usize::from(judged.refused());
        self.named += usize::from(judged.found(self.kinds, Severity::Refuse));
        self.told += usize::from(judged.found(self.kinds, Severity::Advise));
        *self.first.entry(judged.first()).or_default() += 1;
    }

    fn print(&self) {
        let share = |count: usize| format!("{:.0} %", 100.0 * count as f32 / self.n.max(1) as f32);
        let mut first: Vec<_> = self.first.iter().map(|(kind, count)| (*count, *kind)).collect();
        first.sort_by(|a, b| b.cmp(a));
        let said = |kind: Option<Kind>| kind.map_or("accepted".into(), |kind| format!("{kind:?}"));
        let first: Vec<String> = first.iter().map(|&(count, kind)| format!("{} {count}", said(kind))).collect();
        let (refused, named, told) = (share(self.refused), share(self.named), share(self.told));
        println!("| {} | {} | {refused} | {named} | {told} | {} |", self.name, self.n, first.join(", "));
    }
}

const HEADER: &str =
    "n | refused at all | refused for it | refused or advised for it | said first |\n|---|---|---|---|---|---|";

/// What is labelled wrong.
pub(crate) fn print_labelled(all: &[(&Sample, &Judged)]) {
    let mut rows: Vec<Row> = Vec::new();
    for (sample, judged) in all {
        for &(name, kinds) in &sample.faults {
            match rows.iter_mut().find(|row| row.name == name) {
                Some(row) => row.add(judged),
                None => {
                    let mut row = Row::new(name, kinds);
                    row.add(judged);
                    rows.push(row);
                }
            }
        }
    }
    println!("\n| labelled | {HEADER}");
    rows.sort_by_key(|row| row.name);
    rows.iter().for_each(Row::print);
}

/// What is made of the good ones.
pub(crate) fn print_made(all: &[(&Sample, &Judged)], networks: &Networks) -> Outcome<()> {
    let mut rows: Vec<(&Making, Row)> = MAKINGS.iter().map(|m| (m, Row::new(m.name, m.kinds))).collect();
    for (sample, judged) in all.iter().filter(|(sample, judged)| sample.must_pass && !judged.refused()) {
        let Some(subject) = Subject::of(sample, judged)? else { continue };
        for (making, row) in &mut rows {
            row.add(&Judged::of(&subject.photo(making)?, networks.of(sample))?);
        }
    }
    for (grade, title) in
        [(Grade::Clear, "made, clear"), (Grade::Mild, "made, mild"), (Grade::Fine, "made, to be accepted")]
    {
        println!("\n| {title} | {HEADER}");
        rows.iter().filter(|(making, _)| making.grade == grade).for_each(|(_, row)| row.print());
    }
    Ok(())
}

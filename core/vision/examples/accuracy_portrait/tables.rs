//! The tables of what is wrong: as labelled, and made of good ones.

use crate::Outcome;
use crate::judged::Judged;
use crate::made::{Grade, MAKINGS, Making, Subject};
use crate::sample::{Sample, photo};
use ruxue_rules::{Kind, Point, Rect, Severity};
use ruxue_vision::Models;
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
pub(crate) fn print_made(all: &[(&Sample, &Judged)], models: &Models) -> Outcome<()> {
    let mut rows: Vec<(&Making, Row)> = MAKINGS.iter().map(|m| (m, Row::new(m.name, m.kinds))).collect();
    for (sample, judged) in all.iter().filter(|(sample, judged)| sample.must_pass && !judged.refused()) {
        let Some(head) = &judged.measures.head else { continue };
        let small = sample.small()?;
        let size = sample.photo()?.measures.width as f32;
        let scale = small.width() as f32 / size;
        let at = |p: Point| Point::new(p.x * scale, p.y * scale);
        let [x, y, width, height] = [head.head.x, head.head.y, head.head.width, head.head.height].map(|v| v * scale);
        let subject = Subject {
            picture: &small,
            head: Rect { x, y, width, height },
            eyes: head.eyes.map(at),
            oval: head.oval.iter().copied().map(at).collect(),
        };
        for (making, row) in &mut rows {
            row.add(&Judged::of(&photo(&(making.make)(&subject))?, models)?);
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

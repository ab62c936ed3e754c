//! What came of a review, in a few words.

use super::{Ending, Reviewed};
use crate::page::Headline;
use crate::words::{Both, both};
use ruxue_rules::{Locale, Outcome, Reason, Text, Verdict};

impl Reviewed {
    /// The head of the page, and the last lines on a terminal.
    pub(crate) fn headline(&self) -> Headline {
        let (mood, text, reasons) = match &self.ending {
            Ending::Refused => (
                Verdict::Refuse,
                both("照片需要重拍", "A photo must be taken again"),
                vec![both("还没有提交，没有用掉审核次数。", "Nothing was submitted and no chance spent.")],
            ),
            Ending::Unconfirmed(problems) => (
                Verdict::Refuse,
                both("身份证信息需要核对", "The card's fields must be checked"),
                problems.iter().map(|problem| sentence(|locale| problem.text(locale))).collect(),
            ),
            Ending::Decided(outcome) => {
                (mood(outcome), Both::said(|locale| outcome.text(locale).wrong), reasons(outcome))
            }
        };
        Headline { mood, text, reasons, facts: self.facts(), chances_left: self.chances_left, score: self.score() }
    }

    fn facts(&self) -> Vec<(Both, String)> {
        vec![
            (both("学生", "student"), self.student.masked_name.clone()),
            (both("学号", "number"), self.student.number.clone()),
            (both("班级", "class"), self.student.class.clone()),
        ]
    }

    /// How alike the faces are, 0 to 100, where they were compared.
    pub(crate) fn score(&self) -> Option<f32> {
        match &self.ending {
            Ending::Decided(Outcome::Passed { score }) => Some(*score),
            Ending::Decided(Outcome::Failed { score, .. } | Outcome::HandedOver { score, .. }) => *score,
            Ending::Decided(Outcome::Pending) | Ending::Refused | Ending::Unconfirmed(_) => None,
        }
    }
}

fn mood(outcome: &Outcome) -> Verdict {
    match outcome {
        Outcome::Passed { .. } => Verdict::Pass,
        Outcome::Failed { .. } => Verdict::Refuse,
        Outcome::Pending | Outcome::HandedOver { .. } => Verdict::Advise,
    }
}

fn reasons(outcome: &Outcome) -> Vec<Both> {
    let reasons: &[Reason] = match outcome {
        Outcome::Failed { reasons, .. } | Outcome::HandedOver { reasons, .. } => reasons,
        Outcome::Passed { .. } | Outcome::Pending => &[],
    };
    match reasons {
        [] => vec![Both::said(|locale| outcome.text(locale).mend)],
        reasons => reasons.iter().map(|reason| sentence(|locale| reason.text(locale))).collect(),
    }
}

/// What is wrong and what to do, as running text.
pub(crate) fn sentence(text: impl Fn(Locale) -> Text) -> Both {
    let (zh, en) = (text(Locale::ZhCn), text(Locale::En));
    both(format!("{}。{}。", zh.wrong, zh.mend), format!("{}. {}.", en.wrong, en.mend))
}

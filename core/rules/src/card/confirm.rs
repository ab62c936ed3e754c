use super::{CardProblem, EmblemFields, PortraitFields, check_emblem, check_portrait};
use crate::IdNumber;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The fields of both sides as the student sees and corrects them: at first what was read.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct CardDraft {
    /// Of the portrait side.
    pub portrait: PortraitFields,
    /// Of the emblem side.
    pub emblem: EmblemFields,
}

/// Fields that a student confirmed: all there, agreeing with each other, the account and the day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ConfirmedCard {
    portrait: PortraitFields,
    emblem: EmblemFields,
    number: IdNumber,
}

impl CardDraft {
    /// Confirms the fields. Blanks around texts are dropped and the number is brought to the standard's form.
    ///
    /// # Errors
    /// All that speaks against them; what the student corrected is judged like what was read.
    pub fn confirm(mut self, account: Option<&IdNumber>, today: Date) -> Result<ConfirmedCard, Vec<CardProblem>> {
        for text in [&mut self.portrait.name, &mut self.portrait.address, &mut self.emblem.authority] {
            *text = text.take().map(|t| t.trim().to_owned()).filter(|t| !t.is_empty());
        }
        let number = match self.portrait.number() {
            Some(Ok(number)) => Some(number),
            _ => None,
        };
        if let Some(number) = &number {
            self.portrait.id_number = Some(number.as_str().to_owned());
        }
        let missing = self.portrait.missing().into_iter().chain(self.emblem.missing()).map(CardProblem::Missing);
        let mut problems: Vec<_> = missing.collect();
        problems.extend(check_portrait(&self.portrait, account, today));
        problems.extend(check_emblem(&self.emblem, today));
        match number {
            Some(number) if problems.is_empty() => {
                Ok(ConfirmedCard { portrait: self.portrait, emblem: self.emblem, number })
            }
            _ => Err(problems),
        }
    }
}

impl ConfirmedCard {
    /// The portrait side; no field is missing.
    pub fn portrait(&self) -> &PortraitFields {
        &self.portrait
    }

    /// The emblem side; no field is missing.
    pub fn emblem(&self) -> &EmblemFields {
        &self.emblem
    }

    /// The number that the card and, where it has one, the account bear.
    pub fn number(&self) -> &IdNumber {
        &self.number
    }
}

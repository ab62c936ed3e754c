//! What the recogniser sees in a strip, and the text or word that it speaks for.

use super::strip::{HEIGHT, Strip};
use super::traditional::is_traditional;
use crate::{Models, VisionError};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;
use ruxue_rules::Doubt;
use unicode_normalization::UnicodeNormalization;

/// The recogniser's scores: for each step along the strip one a class, 0 to 1, the first class being the blank between characters.
pub(super) struct Scores {
    values: Vec<f32>,
    classes: usize,
}

/// Share of the best character's score below which another one is not told.
const LEAST_DOUBT: f32 = 0.01;

/// Share of a traditional character's score from which a simplified one is taken instead. Of rare characters that both scripts have,
/// none left a simplified one more than 0.008; of misread ones, none less than 0.034.
const SIMPLIFIED_SHARE: f32 = 0.02;

/// Least probability of a word that is taken, and how much likelier than any other it must be: a word is never made of nothing.
const LEAST_LIKELY: f32 = 1e-3;
const LIKELIER: f32 = 20.0;

impl Scores {
    /// Runs the recogniser.
    pub(super) fn of(strip: &Strip, models: &Models) -> Result<Self, VisionError> {
        let input = NdTensor::from_fn([1, 3, HEIGHT, strip.width()], |[_, channel, y, x]| {
            // The network was trained on blue, green, red.
            strip.value(2 - channel, x, y) / 127.5 - 1.0
        });
        let Some(scores) = models.text_recogniser.run(input)?.into_iter().next() else {
            return Ok(Self { values: Vec::new(), classes: 1 });
        };
        Ok(Self { classes: scores.shape().last().copied().unwrap_or(1).max(1), values: scores.into_data() })
    }

    /// The best text and the mean score of its characters: the best class of each step, repetitions and blanks dropped.
    pub(super) fn text(&self, characters: &[String]) -> (String, f32) {
        let (mut text, mut total, mut before) = (String::new(), Vec::new(), 0);
        for step in self.values.chunks_exact(self.classes) {
            let (class, score) = best(step);
            if class != 0 && class != before {
                text.push_str(simplified(step, class, characters));
                total.push(score);
            }
            before = class;
        }
        let mean = total.iter().sum::<f32>() / total.len().max(1) as f32;
        (text.nfkc().collect::<String>().trim().to_owned(), mean)
    }

    /// What else each character of the best text might be, of those in `among`, where the scores leave them at least
    /// [`LEAST_DOUBT`] of the best one's.
    pub(super) fn doubts(&self, among: &str, characters: &[String]) -> Vec<Doubt> {
        let rivals = || among.chars().zip(classes(among, characters));
        let (mut doubts, mut before, mut count) = (Vec::new(), 0, 0);
        for step in self.values.chunks_exact(self.classes) {
            let (class, score) = best(step);
            if class != 0 && class != before {
                let doubt = |(instead, rival): (char, Option<usize>)| {
                    let share = step.get(rival.filter(|rival| *rival != class)?)? / score;
                    (share >= LEAST_DOUBT).then_some(Doubt { at: count, instead, share })
                };
                doubts.extend(rivals().filter_map(doubt));
                count += 1;
            }
            before = class;
        }
        doubts
    }

    /// The likeliest of `words`, and the mean probability of its characters; none where the scores don't clearly speak for one.
    pub(super) fn likeliest<'a>(&self, words: &[&'a str], characters: &[String]) -> Option<(&'a str, f32)> {
        let mut ranked: Vec<(&str, f32)> =
            words.iter().map(|word| (*word, self.probability(&classes(word, characters)))).collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1));
        match &*ranked {
            [(word, best), (_, second), ..] if *best >= LEAST_LIKELY && *best >= LIKELIER * second => {
                Some((word, best.powf(1.0 / word.chars().count().max(1) as f32).min(1.0)))
            }
            _ => None,
        }
    }

    /// Probability that the strip holds just these classes: the sum over all ways to place them along it, with blanks between
    /// (Graves et al., «Connectionist temporal classification», 2006, §4.1). 0 for a class that there is not.
    fn probability(&self, word: &[Option<usize>]) -> f32 {
        let Some(word) = word.iter().copied().collect::<Option<Vec<usize>>>() else { return 0.0 };
        // States: blank, first character, blank, second character, …, blank.
        let states: Vec<usize> = word.iter().flat_map(|class| [0, *class]).chain([0]).collect();
        let mut reached = vec![0.0_f32; states.len()];
        for (step, scores) in self.values.chunks_exact(self.classes).enumerate() {
            let from = |state: usize, back: usize| {
                state.checked_sub(back).and_then(|at| reached.get(at)).copied().unwrap_or(0.0)
            };
            let next = states.iter().enumerate().map(|(state, class)| {
                let ways = match step {
                    0 => f32::from(state < 2),
                    _ => {
                        let before = state.checked_sub(2).and_then(|at| states.get(at));
                        let skips = *class != 0 && before.is_some_and(|before| before != class);
                        from(state, 0) + from(state, 1) + if skips { from(state, 2) } else { 0.0 }
                    }
                };
                ways * scores.get(*class).copied().unwrap_or(0.0)
            });
            reached = next.collect();
        }
        reached.iter().rev().take(2).sum()
    }
}

/// The character of `class`, the best one of a step. Where that is traditional, a simplified one is taken that the scores leave
/// [`SIMPLIFIED_SHARE`] of its score: the recogniser knows both scripts, a card prints one.
fn simplified<'a>(step: &[f32], class: usize, characters: &'a [String]) -> &'a str {
    let is_other = |c: &String| c.chars().any(is_traditional);
    let Some(read) = characters.get(class - 1) else { return "" };
    if !is_other(read) {
        return read;
    }
    let least = step.get(class).copied().unwrap_or(0.0) * SIMPLIFIED_SHARE;
    let rivals = characters.iter().zip(step.iter().skip(1)).filter(|(c, score)| **score >= least && !is_other(c));
    rivals.max_by(|a, b| a.1.total_cmp(b.1)).map_or(read, |(c, _)| c)
}

/// The class of the highest score, and that. Sixteen are compared at once: a strip has a million scores.
fn best(step: &[f32]) -> (usize, f32) {
    let (groups, rest) = step.as_chunks::<16>();
    let mut highest = [f32::NEG_INFINITY; 16];
    for group in groups {
        highest
            .iter_mut()
            .zip(group)
            .for_each(|(highest, score)| *highest = if score > highest { *score } else { *highest });
    }
    let highest = highest.iter().chain(rest).copied().fold(f32::NEG_INFINITY, f32::max);
    step.iter().position(|score| *score == highest).map(|class| (class, highest)).unwrap_or_default()
}

/// The class of each character; none for what the recogniser does not know.
fn classes(word: &str, characters: &[String]) -> Vec<Option<usize>> {
    let class = |c: char| characters.iter().position(|known| known.chars().eq([c])).map(|at| at + 1);
    word.chars().map(class).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Steps of scores over blank, 土, 士, 家.
    fn scores(steps: &[[f32; 4]]) -> (Scores, Vec<String>) {
        let characters = ["土", "士", "家"].map(str::to_owned).to_vec();
        (Scores { values: steps.concat(), classes: 4 }, characters)
    }

    #[test]
    fn a_word_is_found_where_the_best_text_is_none() {
        let (scores, characters) = scores(&[[0.7, 0.3, 0.0, 0.0], [0.6, 0.4, 0.0, 0.0]]);
        assert_eq!(scores.text(&characters).0, "");
        let (word, likely) = scores.likeliest(&["土", "土家"], &characters).unwrap();
        assert_eq!(word, "土");
        assert!((likely - 0.58).abs() < 1e-5, "{likely}");
    }

    #[test]
    fn a_traditional_character_is_read_as_the_simplified_one_that_comes_near_it() {
        let characters = ["静", "靜", "璟"].map(str::to_owned).to_vec();
        let read = |step: [f32; 4]| Scores { values: step.to_vec(), classes: 4 }.text(&characters).0;
        assert_eq!(read([0.0, 0.2, 0.8, 0.0]), "静");
        assert_eq!(read([0.0, 0.005, 0.0, 0.9]), "璟");
        assert_eq!(read([0.0, 0.001, 0.999, 0.0]), "靜");
    }

    #[test]
    fn a_character_is_doubted_where_another_is_nearly_as_likely() {
        let (scores, characters) = scores(&[[0.0, 0.5, 0.4, 0.1], [1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 0.001, 0.999]]);
        let doubts = scores.doubts("土士", &characters);
        assert_eq!(doubts.iter().map(|d| (d.at, d.instead)).collect::<Vec<_>>(), [(0, '士')]);
        assert!(doubts.iter().all(|d| (d.share - 0.8).abs() < 1e-5));
    }

    #[test]
    fn a_word_is_left_open_where_two_are_likely_or_none_is() {
        let (both, characters) = scores(&[[0.1, 0.45, 0.45, 0.0]]);
        assert_eq!(both.likeliest(&["土", "士"], &characters), None);
        let (none, characters) = scores(&[[1.0, 0.0, 0.0, 0.0]]);
        assert_eq!(none.likeliest(&["土", "士", "仡佬"], &characters), None);
    }
}

//! What the labels of a folder say: who must pass, and what is wrong with the others.

use crate::Outcome;
use crate::sample::{Sample, Split, quarter};
use ruxue_rules::Kind::{self, *};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// The labelled portraits of a folder that belong to `split`.
pub(crate) fn read(folder: &Path, split: Split) -> Outcome<Vec<Sample>> {
    let mut samples = Vec::new();
    for line in fs::read_to_string(folder.join("labels.jsonl"))?.lines() {
        let label: Value = serde_json::from_str(line)?;
        let name = text(&label, "name").to_owned();
        let number = name.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().unwrap_or(0);
        let quarter = quarter(number);
        if split.holds(quarter) {
            let tile = folder.join("tiles").join(&name).with_extension("jpg");
            samples.push(Sample::labelled(name, quarter, label, tile));
        }
    }
    Ok(samples)
}

/// Whether the photo has to be accepted: frontal, upright, eyes open, nothing but clear glasses on, good light, half-length.
pub(crate) fn must_pass(label: &Value) -> bool {
    label.get("faces").and_then(Value::as_u64) == Some(1)
        && text(label, "pose") == "frontal"
        && text(label, "eyes") == "open"
        && text(label, "mouth") != "open"
        && covers(label).all(|cover| cover == "glasses")
        && text(label, "light") == "good"
        && text(label, "framing") == "half"
        && flag(label, "centred")
        && flag(label, "sharp")
        && !["roll", "grey", "makeup", "unreal", "child"].iter().any(|key| flag(label, key))
}

type Fault = (&'static str, &'static [Kind], fn(&Value) -> bool);

/// What can be labelled wrong, and the findings that tell so.
const FAULTS: [Fault; 19] = [
    ("turned by more than 25°", &[NotFrontal], |l| text(l, "pose") == "turned"),
    ("turned by 10° to 25°", &[NotFrontal], |l| text(l, "pose") == "slight"),
    ("looks up", &[NotFrontal], |l| text(l, "pose") == "up"),
    ("looks down", &[NotFrontal], |l| text(l, "pose") == "down"),
    ("leans by more than 12°", &[Tilted], |l| flag(l, "roll")),
    ("eyes closed", &[EyesClosed], |l| text(l, "eyes") == "closed"),
    ("eyes covered", &[EyesCovered], |l| text(l, "eyes") == "covered"),
    ("dark glasses", &[EyesCovered], |l| text(l, "eyes") == "covered" && has(l, "sunglasses")),
    ("mouth open", &[MouthOpen], |l| text(l, "mouth") == "open"),
    ("mask, hand or thing before the face", &[FaceCovered], |l| ["mask", "hand", "object"].iter().any(|o| has(l, o))),
    ("hat", &[Hat], |l| has(l, "hat")),
    ("crown, chin or a side cut", &[HeadCut, HeadTooLarge, NotHalfLength], |l| text(l, "framing") == "cut"),
    ("no chest", &[HeadCut, HeadTooLarge, NotHalfLength], |l| text(l, "framing") == "close"),
    ("far", &[HeadTooSmall], |l| text(l, "framing") == "far"),
    ("off centre", &[OffCentre], |l| !flag(l, "centred")),
    ("not sharp", &[Blur], |l| !flag(l, "sharp")),
    ("grey", &[Greyscale], |l| flag(l, "grey")),
    ("dark", &[TooDark], |l| text(l, "light") == "dark"),
    ("light behind", &[BackLight, TooDark], |l| text(l, "light") == "back"),
];

/// What is labelled wrong.
pub(crate) fn faults(label: &Value) -> Vec<(&'static str, &'static [Kind])> {
    FAULTS.iter().filter(|(.., says)| says(label)).map(|&(name, kinds, _)| (name, kinds)).collect()
}

/// The name of a drawn defect, and the finding that tells it.
pub(crate) fn drawn(kind: Kind) -> (&'static str, &'static [Kind]) {
    match kind {
        TooFewPixels => ("drawn: few pixels", &[TooFewPixels]),
        Edited => ("drawn: edited", &[Edited]),
        NoFace => ("drawn: nobody", &[NoFace]),
        SeveralFaces => ("drawn: two people", &[SeveralFaces]),
        HeadCut => ("drawn: head cut", &[HeadCut]),
        HeadTooLarge => ("drawn: near", &[HeadTooLarge]),
        HeadTooSmall => ("drawn: far", &[HeadTooSmall]),
        OffCentre => ("drawn: off centre", &[OffCentre]),
        Tilted => ("drawn: leaning", &[Tilted]),
        Blur => ("drawn: blurred", &[Blur]),
        TooDark => ("drawn: dark", &[TooDark]),
        TooBright => ("drawn: bright", &[TooBright]),
        BackLight => ("drawn: light behind", &[BackLight]),
        UnevenLight => ("drawn: light from a side", &[UnevenLight]),
        Greyscale => ("drawn: grey", &[Greyscale]),
        FrontCamera => ("drawn: front camera", &[FrontCamera]),
        FaceCovered => ("drawn: mask", &[FaceCovered]),
        Hat => ("drawn: hat", &[Hat]),
        EyesCovered => ("drawn: dark glasses", &[EyesCovered]),
        EyesClosed => ("drawn: eyes closed", &[EyesClosed]),
        Screen => ("drawn: on a screen", &[Screen]),
        _ => ("drawn: something else", &[]),
    }
}

fn text<'a>(label: &'a Value, key: &str) -> &'a str {
    label.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn flag(label: &Value, key: &str) -> bool {
    label.get(key).and_then(Value::as_bool).unwrap_or_default()
}

fn covers(label: &Value) -> impl Iterator<Item = &str> {
    label.get("occluded").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

fn has(label: &Value, cover: &str) -> bool {
    covers(label).any(|c| c == cover)
}

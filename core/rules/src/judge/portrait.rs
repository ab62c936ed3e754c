use super::photo::judge_photo;
use crate::limits::{
    BACK_LIGHT, BELOW_CHIN, BYSTANDER, COLOUR_CAST, CROWN_CLEARANCE, EYE_DISTANCE, EYES_COVERED, EYES_OPEN, FACE_BURNT,
    FACE_COVERED, FACE_DARK, FACE_PRESENCE, FACE_SHADED, FACE_SHARPNESS, FACES, GAZE, HAT, HEAD_CLEARANCE, HEAD_LARGE,
    HEAD_OFFSET, HEAD_SMALL, LYING, MOUTH_OPEN, MOVED, NOD_DOWN, NOD_UP, PORTRAIT_COLOUR, PORTRAIT_MOIRE,
    PORTRAIT_PHOTO_SIDE, ROLL, SIDE_LIGHT, TURN,
};
use crate::{
    Detail, Edge, FaceMeasures, Finding, HeadMeasures, Kind, Lens, PhotoMeasures, PortraitMeasures, Report, Severity,
};

/// Judges a portrait. A face that is not there has no finding of its own but that.
pub fn judge_portrait(photo: &PhotoMeasures, measures: &PortraitMeasures) -> Report {
    let mut findings = judge_photo(photo, PORTRAIT_PHOTO_SIDE);
    if photo.lens == Some(Lens::Front) {
        findings.push(Finding::new(Kind::FrontCamera, Severity::Advise));
    }
    findings.extend(judge_faces(&measures.faces));
    match &measures.head {
        None => findings.push(Finding::new(Kind::NoFace, Severity::Refuse)),
        Some(head) => {
            findings.extend(judge_head(head));
            findings.extend(judge_colour(head));
            findings.extend(PORTRAIT_MOIRE.judge(Kind::Screen, head.moire));
        }
    }
    Report::new(findings).of(photo)
}

/// A picture without colour has no cast of one.
fn judge_colour(head: &HeadMeasures) -> Option<Finding> {
    let grey = PORTRAIT_COLOUR.judge(Kind::Greyscale, head.colour);
    let cast = || COLOUR_CAST.judge(Kind::ColourCast, head.colour_cast).map(|cast| cast.at(head.oval.clone()));
    grey.or_else(cast)
}

/// Others beside the main face, those far behind left out.
fn judge_faces(faces: &[FaceMeasures]) -> Option<Finding> {
    let (main, others) = faces.split_first()?;
    let counts = |face: &&FaceMeasures| face.bounds.width > BYSTANDER * main.bounds.width;
    let others: Vec<_> = others.iter().filter(counts).collect();
    let region = others.first()?.bounds.region();
    FACES.judge(Kind::SeveralFaces, 1.0 + others.len() as f32).map(|finding| finding.at(region))
}

/// The main head. Of one that lies nothing else is told: all is measured as of a head that stands.
fn judge_head(head: &HeadMeasures) -> Vec<Finding> {
    match LYING.judge(Kind::Tilted, head.roll.abs()) {
        Some(lies) => vec![lies.about(Detail::Lying).at(head.head.region())],
        None => judge_place(head).chain(judge_face(head)).collect(),
    }
}

/// Where and how large the head is.
fn judge_place(head: &HeadMeasures) -> impl Iterator<Item = Finding> {
    let found = [
        judge_clearance(head),
        HEAD_LARGE.judge(Kind::HeadTooLarge, head.share),
        HEAD_SMALL.judge(Kind::HeadTooSmall, head.share),
        HEAD_OFFSET.judge(Kind::OffCentre, head.offset.abs()),
        BELOW_CHIN.judge(Kind::NotHalfLength, head.below_chin),
        EYE_DISTANCE.judge(Kind::TooFewPixels, head.eye_distance),
        TURN.judge(Kind::NotFrontal, turn_and_nod(head)),
        ROLL.judge(Kind::Tilted, head.roll.abs()),
    ];
    let region = head.head.region();
    found.into_iter().flatten().map(move |finding| finding.at(region.clone()))
}

fn judge_clearance(head: &HeadMeasures) -> Option<Finding> {
    let limit = if head.nearest == Edge::Top { CROWN_CLEARANCE } else { HEAD_CLEARANCE };
    limit.judge(Kind::HeadCut, head.clearance).map(|cut| cut.about(Detail::Edge(head.nearest)))
}

/// How far the face is from frontal: turn and nod together, as degrees of turn.
fn turn_and_nod(head: &HeadMeasures) -> f32 {
    let nod = if head.pitch > 0.0 { head.pitch * NOD_UP } else { head.pitch * NOD_DOWN };
    head.yaw.hypot(nod)
}

/// How the face looks and is lit.
fn judge_face(head: &HeadMeasures) -> impl Iterator<Item = Finding> {
    let [left, right] = head.eyes_open;
    let no_eyes = EYES_COVERED.judge(Kind::EyesCovered, head.eyes_covered);
    // Eyes that can't be seen are not also called closed.
    let hidden = no_eyes.as_ref().is_some_and(|finding| finding.severity == Severity::Refuse);
    let closed = EYES_OPEN.judge(Kind::EyesClosed, left.min(right)).filter(|_| !hidden);
    // What can't be seen looks nowhere.
    let away = GAZE.judge(Kind::LooksAway, head.gaze.abs()).filter(|_| no_eyes.is_none() && closed.is_none());
    // The mesh is never sure of a face of few pixels.
    let covered = FACE_PRESENCE
        .judge(Kind::FaceCovered, head.presence)
        .filter(|_| !HEAD_SMALL.is_broken(head.share))
        .or_else(|| FACE_COVERED.judge(Kind::FaceCovered, head.face_covered));
    let found = [
        covered,
        HAT.judge(Kind::Hat, head.hat),
        no_eyes,
        closed,
        away,
        MOUTH_OPEN.judge(Kind::MouthOpen, head.mouth_open),
        FACE_DARK.judge(Kind::TooDark, head.bright_level),
        FACE_BURNT.judge(Kind::TooBright, head.burnt),
        judge_back_light(head),
        judge_blur(head),
        SIDE_LIGHT.judge(Kind::UnevenLight, head.side_light),
    ];
    let region = head.oval.clone();
    found.into_iter().flatten().map(move |finding| finding.at(region.clone()))
}

/// Blurred: by a move where it is far sharper along one direction.
fn judge_blur(head: &HeadMeasures) -> Option<Finding> {
    let blur = FACE_SHARPNESS.judge(Kind::Blur, head.sharpness)?;
    let moved = head.sharpness_along - head.sharpness > MOVED;
    Some(if moved { blur.about(Detail::Moved) } else { blur })
}

/// Light from behind: the surround is bright, and the face is in its own shade.
fn judge_back_light(head: &HeadMeasures) -> Option<Finding> {
    let bright = BACK_LIGHT.judge(Kind::BackLight, head.back_light)?;
    FACE_SHADED.judge(Kind::BackLight, head.bright_level).or(Some(bright))
}

use crate::card::{HEIGHT_MM, WIDTH_MM};
use ruxue_rules::{Rect, Subject};

/// How much of the upright frame the card's outline takes, of its width or, where that is less, of its height.
const CARD_FILLS: f32 = 0.9;
/// Top of the portrait's oval over the upright frame's height: half-length portraits have their head above the middle.
const OVAL_TOP: f32 = 0.05;
/// Height of the oval over the frame's: head and shoulders.
const OVAL_HEIGHT: f32 = 0.6;
/// Width of the oval over the frame's, at most.
const OVAL_WIDTH: f32 = 0.8;

/// Where the subject belongs in an upright frame of `width` × `height`, in its pixels: the outline of a card that lies across,
/// or the box around a portrait's oval. What a shell draws over the live picture; what lies inside is what is measured.
pub fn outline(subject: Subject, width: f32, height: f32) -> Rect {
    let (w, h, y) = match subject {
        Subject::Card => {
            let across = (CARD_FILLS * width).min(CARD_FILLS * height * WIDTH_MM / HEIGHT_MM);
            let down = across * HEIGHT_MM / WIDTH_MM;
            (across, down, (height - down) / 2.0)
        }
        Subject::Portrait => {
            let down = OVAL_HEIGHT * height;
            ((OVAL_WIDTH * width).min(down), down, OVAL_TOP * height)
        }
    };
    Rect { x: (width - w) / 2.0, y, width: w, height: h }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outlines_lie_inside_and_in_the_middle() {
        for (width, height) in [(1080.0, 1920.0), (1920.0, 1080.0), (480.0, 640.0), (2.0, 2.0), (2.0, 8192.0)] {
            for subject in [Subject::Card, Subject::Portrait] {
                let Rect { x, y, width: w, height: h } = outline(subject, width, height);
                assert!(x > 0.0 && y > 0.0 && x + w < width && y + h < height, "{subject:?} {width} x {height}");
                assert!((x + w / 2.0 - width / 2.0).abs() < 0.01);
            }
        }
        let size = |width, height| {
            let card = outline(Subject::Card, width, height);
            (card.width.round(), card.height.round())
        };
        assert_eq!(size(1080.0, 1920.0), (972.0, 613.0));
        assert_eq!(size(1920.0, 1080.0), (1541.0, 972.0));
    }
}

use ruxue_rules::limits::{FRAME_STEADY, HINT_STANDS};
use ruxue_rules::{FrameMeasures, Guidance, Guide, Subject};
use std::time::Duration;

use Guidance::*;

fn good() -> FrameMeasures {
    FrameMeasures { level: 150.0, burnt: 0.0, black: 0.01, contrast: 0.7, sharpness: 0.5, motion: Some(0.005) }
}

/// A frame of a card that says this.
fn saying(guidance: Guidance) -> FrameMeasures {
    match guidance {
        Dark => FrameMeasures { level: 30.0, ..good() },
        Bright => FrameMeasures { burnt: 0.6, ..good() },
        Glare => FrameMeasures { burnt: 0.05, ..good() },
        HoldStill => FrameMeasures { motion: Some(0.1), ..good() },
        Blurred => FrameMeasures { sharpness: 0.1, ..good() },
        Hold => good(),
    }
}

fn millis(at: u64) -> Duration {
    Duration::from_millis(at)
}

#[test]
fn one_frame_says_the_first_thing_that_is_wrong() {
    for guidance in Guidance::ALL {
        assert_eq!(Guidance::of(Subject::Card, &saying(guidance)), guidance);
    }
    let all_wrong =
        FrameMeasures { level: 30.0, burnt: 0.4, black: 0.6, contrast: 0.1, sharpness: 0.1, motion: Some(0.1) };
    let mended: [fn(&mut FrameMeasures); 6] = [
        |f| (f.level, f.black) = (150.0, 0.0),
        |f| f.burnt = 0.05,
        |f| f.burnt = 0.0,
        |f| f.motion = None,
        |f| f.sharpness = 0.5,
        |f| f.contrast = 0.5,
    ];
    let mut frame = all_wrong;
    let said = mended.map(|mend| {
        let said = Guidance::of(Subject::Card, &frame);
        mend(&mut frame);
        said
    });
    assert_eq!(said, [Dark, Bright, Glare, HoldStill, Blurred, Blurred]);
    assert_eq!(Guidance::of(Subject::Card, &frame), Hold);
}

#[test]
fn a_portrait_has_bounds_of_its_own() {
    let of = |frame| Guidance::of(Subject::Portrait, &frame);
    assert_eq!(of(FrameMeasures { burnt: 0.05, ..good() }), Hold, "a white collar is no glare");
    assert_eq!(of(FrameMeasures { burnt: 0.2, ..good() }), Bright);
    assert_eq!(of(FrameMeasures { level: 55.0, ..good() }), Hold);
    assert_eq!(of(FrameMeasures { level: 45.0, ..good() }), Dark);
    assert_eq!(of(FrameMeasures { black: 0.6, ..good() }), Dark);
    assert_eq!(of(FrameMeasures { sharpness: 0.16, ..good() }), Hold);
    assert_eq!(of(FrameMeasures { sharpness: 0.1, ..good() }), Blurred);
}

/// Frames that come one after the other: when (ms), what each says, and what is to be shown then.
type Story = &'static [(u64, Guidance, Guidance)];

const STORIES: [(&str, Story); 11] = [
    (
        "good once it was good for half a second",
        &[(0, Hold, HoldStill), (250, Hold, HoldStill), (499, Hold, HoldStill), (500, Hold, Hold), (700, Hold, Hold)],
    ),
    ("the first hint comes at once", &[(0, Dark, Dark), (200, Dark, Dark)]),
    (
        "a hint stands before another replaces it",
        &[(0, Dark, Dark), (200, Blurred, Dark), (400, Blurred, Dark), (599, Blurred, Dark), (600, Blurred, Blurred)],
    ),
    (
        "one other frame replaces no hint",
        &[(0, Dark, Dark), (500, Dark, Dark), (700, Glare, Dark), (900, Dark, Dark), (1100, Glare, Dark)],
    ),
    (
        "two frames that disagree with the hint do, whatever they say",
        &[(0, Dark, Dark), (600, HoldStill, Dark), (800, Blurred, Blurred), (1000, HoldStill, Blurred)],
    ),
    (
        "good replaces a hint when both have had their time",
        &[(0, Glare, Glare), (50, Hold, Glare), (300, Hold, Glare), (550, Hold, Glare), (600, Hold, Hold)],
    ),
    (
        "one bad frame is allowed on the way to good",
        &[(0, Hold, HoldStill), (200, Blurred, HoldStill), (400, Hold, HoldStill), (500, Hold, Hold)],
    ),
    (
        "two bad frames in a row are not",
        &[
            (0, Hold, HoldStill),
            (200, Blurred, HoldStill),
            (400, Blurred, Blurred),
            (600, Hold, Blurred),
            (1050, Hold, Blurred),
            (1100, Hold, Hold),
        ],
    ),
    (
        "nor is every other one",
        &[
            (0, Hold, HoldStill),
            (150, Glare, HoldStill),
            (300, Hold, HoldStill),
            (450, Glare, Glare),
            (600, Hold, Glare),
            (750, Glare, Glare),
            (900, Hold, Glare),
        ],
    ),
    (
        "one bad frame does not end good, two do at once",
        &[
            (0, Hold, HoldStill),
            (500, Hold, Hold),
            (600, HoldStill, Hold),
            (700, Hold, Hold),
            (1200, HoldStill, Hold),
            (1300, Dark, Dark),
        ],
    ),
    (
        "after a gap all begins anew",
        &[(0, Hold, HoldStill), (500, Hold, Hold), (2501, Hold, HoldStill), (3001, Hold, Hold), (100, Hold, HoldStill)],
    ),
];

#[test]
fn stories() {
    for (name, story) in STORIES {
        let mut guide = Guide::new(Subject::Card);
        for &(at, seen, shown) in story {
            guide = guide.step(&saying(seen), millis(at));
            assert_eq!(guide.guidance(), shown, "{name}, at {at} ms");
            assert_eq!(guide.is_good(), shown == Hold && seen == Hold, "{name}, at {at} ms");
        }
    }
}

#[test]
fn before_the_first_frame_one_holds_still_and_takes_nothing() {
    let guide = Guide::new(Subject::Portrait);
    assert_eq!((guide.guidance(), guide.is_good()), (HoldStill, false));
}

proptest::proptest! {
    /// Whatever the frames say and whenever they come: hints stand their time, and good was good for its time.
    #[test]
    fn hints_can_be_read_and_good_is_steady(frames in proptest::collection::vec((0usize..6, 0u64..700), 1..200)) {
        let mut guide = Guide::new(Subject::Card);
        let (mut at, mut changed) = (Duration::ZERO, None);
        let mut history: Vec<(Duration, Guidance)> = Vec::new();
        for (seen, gap) in frames {
            at += millis(gap);
            let (seen, before) = (Guidance::ALL[seen], guide.guidance());
            guide = guide.step(&saying(seen), at);
            history.push((at, seen));
            if guide.guidance() != before {
                assert_eq!(guide.guidance(), seen);
                assert!(before == Hold || changed.is_none_or(|last| at - last >= HINT_STANDS));
                changed = Some(at);
            }
            assert_eq!(guide.is_good(), guide.steady() >= 1.0);
            assert!((0.0..=1.0).contains(&guide.steady()));
            if guide.is_good() {
                let recent: Vec<_> = history.iter().rev().take_while(|(then, _)| at - *then < FRAME_STEADY).collect();
                assert!(recent.iter().filter(|(_, said)| *said != Hold).count() <= 1);
            }
        }
    }
}

//! The simulated worlds that every `cargo test` plays; `cargo xtask test` plays thousands.

#![allow(clippy::unwrap_used)] // helpers of tests may fail as tests do

use ruxue_scenarios::disk::Fault;
use ruxue_scenarios::network::MISHAPS;
use ruxue_scenarios::world::{Summary, Wrong, play, play_plain};

const SEEDS: u64 = 200;

/// What `play` checks after every act holds, and the worlds are rough enough to say something by it.
#[test]
fn what_must_hold_holds_whatever_fails() {
    let mut sum = Summary::default();
    for seed in 0..SEEDS {
        match play(seed, &mut |_| {}) {
            Ok(summary) => sum.add(&summary),
            Err(broken) => assert_eq!(broken.to_string(), "", "replay it: cargo xtask sim --seed {seed}"),
        }
    }
    let worlds = SEEDS as usize;
    assert!(sum.deaths > worlds && sum.submissions > worlds && sum.judged > worlds, "{sum:?}");
}

/// A seed that failed fails again, in the same way.
#[test]
fn a_seed_tells_the_same_story_twice() {
    for seed in 0..20 {
        let [mut first, mut second] = [vec![], vec![]];
        play(seed, &mut |line| first.push(line)).unwrap();
        play(seed, &mut |line| second.push(line)).unwrap();
        assert_eq!(first, second, "seed {seed}");
    }
}

/// A plain review, with the disk failing and the phone dying at each step of the disk, and with each mishap at each exchange.
#[test]
fn a_review_outlasts_anything_that_goes_wrong_once_wherever_it_does() {
    let (steps, exchanges) = play_plain(None, &mut |_| {}).unwrap();
    assert!(steps > 50 && exchanges > 15, "{steps} steps, {exchanges} exchanges");
    let disk = (0..steps).flat_map(|step| [Fault::Fail, Fault::KillTorn].map(|fault| Wrong::Disk(step, fault)));
    let network = (0..exchanges).flat_map(|exchange| MISHAPS.map(|mishap| Wrong::Network(exchange, mishap)));
    for wrong in disk.chain(network) {
        if let Err(broken) = play_plain(Some(wrong), &mut |_| {}) {
            assert_eq!(broken.to_string(), "", "{wrong:?}");
        }
    }
}

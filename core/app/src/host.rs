use crate::App;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, tz};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;
use uuid::{Builder, Uuid};

/// The port to the machine that the app runs on: its clock and its chance.
pub trait Host: Send + Sync + 'static {
    /// The time by the phone's clock, which may be wrong.
    fn now(&self) -> Timestamp;

    /// 128 random bits, never the same twice.
    fn random(&self) -> u128;
}

/// The system's own clock and random numbers.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemHost;

impl Host for SystemHost {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn random(&self) -> u128 {
        let mut bytes = [0; 16];
        match getrandom::fill(&mut bytes) {
            Ok(()) => u128::from_be_bytes(bytes),
            // No phone is known to refuse. What is drawn here must differ from all else, it need not be secret.
            Err(_) => {
                let word = || u128::from(RandomState::new().build_hasher().finish());
                word() << 64 | word()
            }
        }
    }
}

/// A clock is believed up to this difference from the platform's: answers travel, and few phones keep the second.
const BELIEVED: SignedDuration = SignedDuration::from_mins(5);

impl App {
    /// The time by the phone's clock, set right by the platform's where they differ by more than minutes.
    pub(crate) fn now(&self) -> Timestamp {
        let (now, skew) = (self.host.now(), self.platform.skew());
        if skew.abs() <= BELIEVED { now } else { now.checked_add(skew).unwrap_or(now) }
    }

    pub(crate) fn today(&self) -> Date {
        day_in_china(self.now())
    }

    pub(crate) fn new_id(&self) -> Uuid {
        Builder::from_random_bytes(self.host.random().to_be_bytes()).into_uuid()
    }
}

/// The day in China, where cards are valid or not, whatever the phone's zone.
pub fn day_in_china(time: Timestamp) -> Date {
    china().to_datetime(time).date()
}

/// China's time, which has one zone and no summer time.
pub(crate) fn china() -> tz::Offset {
    tz::offset(8)
}

/// Between half of `span` and the whole, by `random`: phones that wait for the same platform must not come back at once, and
/// none may ask without a pause.
pub(crate) fn about(span: Duration, random: u128) -> Duration {
    let share = (random >> 96) as f64 / f64::from(u32::MAX);
    span.mul_f64(0.5 + 0.5 * share)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_are_spread_and_never_nothing() {
        let span = Duration::from_secs(8);
        for (random, seconds) in [(0, 4.0), (u128::MAX / 2, 6.0), (u128::MAX, 8.0)] {
            assert!((about(span, random).as_secs_f64() - seconds).abs() < 1e-3);
        }
    }

    #[test]
    fn the_day_changes_at_midnight_in_china() {
        for (time, day) in [("2026-02-28T15:59:59Z", "2026-02-28"), ("2026-02-28T16:00:00Z", "2026-03-01")] {
            assert_eq!(day_in_china(time.parse().unwrap()).to_string(), day);
        }
        day_in_china(Timestamp::MAX);
        day_in_china(Timestamp::MIN);
    }

    #[test]
    fn nothing_is_drawn_twice() {
        assert_ne!(SystemHost.random(), SystemHost.random());
    }
}

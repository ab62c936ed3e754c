use crate::PlatformError;
use std::time::Duration;

/// When a call that came to nothing is made again: after waits that double, each drawn anew between nothing and the whole
/// ("full jitter"), so that the phones a platform lost at once don't come back at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retry {
    /// Tries of one call in all, the first among them.
    pub tries: u32,
    /// The wait after the first try is up to this long, after each further one up to twice as long.
    pub base: Duration,
    /// No wait is drawn longer than this.
    pub cap: Duration,
    /// The longest wait asked for by the platform that is sat out; a longer one is the caller's to tell the student.
    pub patience: Duration,
}

impl Default for Retry {
    /// Three waits of 2 s in the mean together: a tunnel or a server's restart. What lasts longer is for the student to know.
    fn default() -> Self {
        Self {
            tries: 4,
            base: Duration::from_millis(500),
            cap: Duration::from_secs(10),
            patience: Duration::from_secs(30),
        }
    }
}

impl Retry {
    /// One try only.
    pub fn never() -> Self {
        Self { tries: 1, ..Self::default() }
    }

    /// The wait after `failed` tries, the share `random` / 2⁶⁴ of the longest one: less than
    /// min(`cap`, `base` · 2^(`failed` − 1)).
    pub fn delay(&self, failed: u32, random: u64) -> Duration {
        let doubled = 1_u32.checked_shl(failed.saturating_sub(1)).unwrap_or(u32::MAX);
        let longest = self.base.saturating_mul(doubled).min(self.cap);
        let nanos = u64::try_from(longest.as_nanos()).unwrap_or(u64::MAX);
        let drawn = (u128::from(nanos) * u128::from(random)) >> 64;
        Duration::from_nanos(u64::try_from(drawn).unwrap_or(nanos))
    }

    /// How long to wait before the next try, if there is to be one: after `failed` tries, where the platform asked for
    /// `asked`. The time asked for is waited whole.
    pub(crate) fn wait(&self, failed: u32, asked: Option<Duration>, random: u64) -> Option<Duration> {
        let asked = asked.unwrap_or_default();
        (failed < self.tries && asked <= self.patience).then(|| asked + self.delay(failed, random))
    }
}

/// Whether the same call, made again in some seconds, may fare better. What was understood and refused will not, nor will what
/// needs the person.
pub(crate) fn may_pass(error: &PlatformError) -> bool {
    matches!(
        error,
        PlatformError::NoNetwork
            | PlatformError::ServerDown
            | PlatformError::TooSlow
            | PlatformError::Cut
            | PlatformError::TooManyRequests { .. }
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_longest_waits_double_up_to_the_cap() {
        let retry = Retry::default();
        for (failed, millis) in [(1, 500), (2, 1_000), (3, 2_000), (4, 4_000), (5, 8_000), (6, 10_000), (100, 10_000)] {
            let (longest, drawn) = (Duration::from_millis(millis), retry.delay(failed, u64::MAX));
            assert!(drawn < longest && longest - drawn <= Duration::from_nanos(1), "{failed}: {drawn:?}");
            assert_eq!(retry.delay(failed, 1 << 63), longest / 2, "{failed}");
            assert_eq!(retry.delay(failed, 0), Duration::ZERO, "{failed}");
        }
    }

    #[test]
    fn what_the_platform_asks_for_is_sat_out_up_to_the_patience() {
        let (retry, seconds) = (Retry::default(), Duration::from_secs);
        assert_eq!(retry.wait(1, None, 0), Some(Duration::ZERO));
        assert_eq!(retry.wait(1, Some(seconds(30)), 0), Some(seconds(30)));
        assert_eq!(retry.wait(1, Some(seconds(7)), 1 << 63), Some(Duration::from_millis(7_250)));
        assert_eq!(retry.wait(1, Some(seconds(31)), 0), None);
        assert_eq!(retry.wait(3, None, 0), Some(Duration::ZERO));
        assert_eq!(retry.wait(4, None, 0), None);
        assert_eq!(Retry::never().wait(1, None, 0), None);
    }

    proptest! {
        #[test]
        fn no_wait_is_longer_than_its_bound_whatever_the_policy(
            tries in any::<u32>(), base in any::<u64>(), cap in any::<u64>(), failed in any::<u32>(), random in any::<u64>(),
        ) {
            let policy = Retry {
                tries,
                base: Duration::from_millis(base),
                cap: Duration::from_millis(cap),
                patience: Duration::from_secs(30),
            };
            prop_assert!(policy.delay(failed, random) <= policy.cap);
            let sane = Retry { tries, ..Retry::default() };
            let wait = sane.wait(failed, Some(Duration::from_secs(30)), random);
            prop_assert_eq!(wait.is_some(), failed < tries);
            prop_assert!(wait.unwrap_or_default() <= sane.patience + sane.cap);
        }

        #[test]
        fn a_larger_draw_waits_no_less(failed in 0_u32..8, a in any::<u64>(), b in any::<u64>()) {
            let delay = |random| Retry::default().delay(failed, random);
            prop_assert!(delay(a.min(b)) <= delay(a.max(b)));
        }
    }
}

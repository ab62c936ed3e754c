use jiff::Timestamp;
use uuid::Uuid;

/// The port to the machine: its clock and its dice.
pub trait Host: Send + Sync + 'static {
    /// What time it is, by the phone. It may be wrong.
    fn now(&self) -> Timestamp;

    /// A new UUID that nobody can guess.
    fn uuid(&self) -> Uuid;
}

/// The machine that this runs on.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemHost;

impl Host for SystemHost {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn uuid(&self) -> Uuid {
        Uuid::new_v4()
    }
}

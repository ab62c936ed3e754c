use std::time::Duration;

/// How long the parts of a check took, for reports and benchmarks; nothing is decided by it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Times {
    /// Finding the card or the face.
    pub locate: Duration,
    /// Reading the fields, or fitting the mesh.
    pub read: Duration,
    /// Measuring what the rules judge.
    pub judge: Duration,
}

import Testing

extension Trait where Self == ConditionTrait {
    /// For tests that need the stage: they are not run without, and say so.
    package static var onStage: Self {
        .enabled(if: Stage.running != nil, "NOT PLAYED: RUXUE_STAGE names no stage, run cargo xtask swift")
    }
}

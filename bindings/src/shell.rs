/// What a shell's own code threw at the core. It is logged and forgotten: the review goes on.
#[derive(Debug, thiserror::Error, uniffi::Error)]
pub enum ShellError {
    /// It failed.
    #[error("the shell failed")]
    Failed {
        /// Why, for the shell's own developers. Not logged: the core can't know whether it is personal.
        reason: String,
    },
}

/// Whatever else was thrown.
impl From<uniffi::UnexpectedUniFFICallbackError> for ShellError {
    fn from(error: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Failed { reason: error.reason }
    }
}

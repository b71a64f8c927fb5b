//! Why updates were left where they come from.
//!
//! Knows nothing of what they say.

use crate::store::StoreError;
use crate::telemetry;

/// Why updates were not taken.
#[derive(Debug, thiserror::Error)]
pub enum NotTaken {
    /// They would wait too long.
    #[error("too many updates wait")]
    Full,
    /// They cannot be kept.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl NotTaken {
    /// Says it in the log, unless the alert on the storage says it once for all.
    pub(crate) fn log(&self) {
        telemetry::failed("inbox");
        match self {
            Self::Store(StoreError::Unkept { .. }) => {
                tracing::debug!(error = %self, "updates are left where they come from")
            }
            _ => tracing::error!(error = %self, "updates are left where they come from for now"),
        }
    }
}

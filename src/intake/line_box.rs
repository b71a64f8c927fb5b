//! A line with the box that it takes on its page.
//!
//! Knows nothing of formats: a PDF tells boxes, the picture of a page may. Plain text has none.

use serde::{Deserialize, Serialize};

/// Where a line stands: points from the upper left corner of its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct LineBox {
    /// Counted from 0.
    pub(crate) page: u32,
    pub(crate) left: f32,
    pub(crate) top: f32,
    pub(crate) right: f32,
    pub(crate) bottom: f32,
    /// Height of its characters.
    pub(crate) size: f32,
}

/// A line of text with its box.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct BoxedLine {
    pub(crate) text: String,
    pub(crate) place: LineBox,
}

impl LineBox {
    pub(crate) fn width(&self) -> f32 {
        self.right - self.left
    }

    pub(crate) fn middle(&self) -> f32 {
        (self.left + self.right) / 2.0
    }

    /// Part of the narrower of the two that stands above or below the other.
    pub(crate) fn share_across(&self, other: &Self) -> f32 {
        let both = self.right.min(other.right) - self.left.max(other.left);
        both / self.width().min(other.width()).max(1.0)
    }
}

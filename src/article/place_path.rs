//! A place as a path down the tree of provinces, cities, districts, streets and communities.
//!
//! Knows nothing of the tree's data: only how two paths relate.

use std::fmt;

use serde::{Deserialize, Serialize};

/// `山西省/大同市/平城区/永泰街道/凯德世家社区`: official names, 市辖区 left out, …社区 and …村 shortened.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PlacePath(String);

/// How an article's place answers a question's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Fit {
    /// Another part of the wider place.
    Elsewhere,
    /// The article speaks of a wider whole that contains the asked place.
    Wider,
    /// The article's place lies inside the asked one.
    Inside,
    /// The same place.
    Equal,
}

impl PlacePath {
    /// Steps of the longest path: from the province to a building is six.
    pub(crate) const MAX_STEPS: usize = 8;

    /// Takes a path as written; empty steps are dropped.
    #[must_use]
    pub fn new(path: &str) -> Self {
        Self(path.split('/').map(str::trim).filter(|step| !step.is_empty()).collect::<Vec<_>>().join("/"))
    }

    /// The path as text.
    #[must_use]
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Names from the province down.
    pub(crate) fn steps(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split('/')
    }

    /// The most specific name.
    #[must_use]
    pub(crate) fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or("")
    }

    /// Number of steps: 1 province, 2 city, 3 district …
    #[must_use]
    pub(crate) fn depth(&self) -> usize {
        self.steps().count()
    }

    /// The place one level up.
    #[must_use]
    pub(crate) fn parent(&self) -> Option<Self> {
        self.0.rsplit_once('/').map(|(parent, _)| Self(parent.to_owned()))
    }

    /// One step further down.
    #[must_use]
    pub(crate) fn join(&self, name: &str) -> Self {
        if self.0.is_empty() { Self::new(name) } else { Self(format!("{}/{name}", self.0)) }
    }

    /// This place lies inside `other` or is the same.
    #[must_use]
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        self.0 == other.0
            || (self.0.len() > other.0.len()
                && self.0.starts_with(&other.0)
                && self.0.as_bytes().get(other.0.len()) == Some(&b'/'))
    }

    /// How this place, an article's, answers a question about `asked`.
    #[must_use]
    pub(crate) fn fit(&self, asked: &Self) -> Fit {
        if self == asked {
            Fit::Equal
        } else if self.is_within(asked) {
            Fit::Inside
        } else if asked.is_within(self) {
            Fit::Wider
        } else {
            Fit::Elsewhere
        }
    }

    /// Itself and every wider place, widest first.
    pub(crate) fn ancestry(&self) -> impl Iterator<Item = Self> {
        let steps: Vec<&str> = self.steps().collect();
        (1..=steps.len())
            .map(|depth| Self(steps.iter().take(depth).copied().collect::<Vec<_>>().join("/")))
            .collect::<Vec<_>>()
            .into_iter()
    }
}

impl fmt::Display for PlacePath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wider_inside_and_elsewhere_are_told_apart() {
        let street = PlacePath::new("山西省/大同市/平城区/永泰街道");
        let cases = [
            ("山西省/大同市/平城区/永泰街道", Fit::Equal),
            ("山西省/大同市", Fit::Inside),
            ("山西省/大同市/平城区/永泰街道/凯德世家社区", Fit::Wider),
            ("山西省/大同市/平城区/永泰", Fit::Elsewhere),
            ("山西省/太原市", Fit::Elsewhere),
        ];
        for (asked, expected) in cases {
            assert_eq!(street.fit(&PlacePath::new(asked)), expected, "{asked}");
        }
    }
}

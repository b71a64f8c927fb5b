//! Places: the tree from province to community, names in text, what an article and a question are about.
//!
//! Knows nothing of services, dates, files or ranking. The tables' text goes in and gives [`Places`]; an article's text gives
//! its place paths, a question's text the places that it may mean (`QuestionPlace`), narrowed by home and by what the
//! knowledge covers (`Covered`).

use std::collections::{HashMap, HashSet};

use crate::{article::PlacePath, diagnostic::Diagnostic};

mod article;
mod find;
mod learnt;
mod names;
mod page;
mod question;
mod recognise;
mod sounds;
mod tables;
mod tree;
mod unknown;

use names::NameIndex;
use recognise::PlaceRef;
use tree::{NodeId, Tree};

pub(crate) use article::ArticlePlaces;
pub(crate) use names::NameKind;
pub(crate) use question::{Covered, PlaceContext, QuestionPlace};
pub(crate) use recognise::PlaceMention;
pub(crate) use unknown::unknown_name;

/// The places of the country, their names, and the old and spoken names that residents use.
#[derive(Debug)]
pub struct Places {
    tree: Tree,
    names: NameIndex,
    aliases: HashMap<Box<str>, Vec<PlaceRef>>,
    /// Names that are everyday words too: they need a suffix, a chain or 那边.
    ordinary: HashSet<Box<str>>,
}

impl Places {
    /// The shipped tables.
    #[must_use]
    pub fn builtin() -> Self {
        tables::read(&[]).0
    }

    /// The shipped tables with an operator's files (`name`, `text`): a file of the same name replaces a shipped one,
    /// any other adds places. Rows that cannot be used are left out and reported.
    #[must_use]
    pub(crate) fn from_files(files: &[(&str, &str)]) -> (Self, Vec<Diagnostic>) {
        tables::read(files)
    }

    /// The place of the tree with exactly this path.
    fn node(&self, path: &PlacePath) -> Option<NodeId> {
        let mut same =
            self.names.get(&self.tree, path.name()).filter(|named| named.kind == NameKind::Official);
        same.find(|named| self.tree.path(named.node) == *path).map(|named| named.node)
    }

    /// The narrowest place of the tree on this path.
    fn nearest_node(&self, path: &PlacePath) -> Option<NodeId> {
        std::iter::successors(Some(path.clone()), PlacePath::parent).find_map(|step| self.node(&step))
    }

    /// The city in which `path` lies: the municipality for 北京市/东城区, the county for one without a city (济源市).
    #[must_use]
    fn city(&self, path: &PlacePath) -> PlacePath {
        self.nearest_node(path).map_or_else(|| path.clone(), |node| self.tree.path(self.tree.city(node)))
    }

    fn path(&self, place: &PlaceRef) -> PlacePath {
        let anchor = place.node.map_or_else(|| PlacePath::new(""), |node| self.tree.path(node));
        place.leaf.as_deref().map_or_else(|| anchor.clone(), |leaf| anchor.join(leaf))
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use super::Places;

    /// Built once for all tests of the module.
    pub(super) static PLACES: LazyLock<Places> = LazyLock::new(Places::builtin);
}

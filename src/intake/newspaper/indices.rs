//! Positions that cannot be mixed up: lists whose positions are of a type of their own.
//!
//! Knows nothing of what the lists hold.

use std::{marker::PhantomData, ops::Range};

/// A position in lists of one kind.
pub(super) trait ListIndex: Copy + Ord {
    /// The position with `offset` entries before it.
    fn at(offset: usize) -> Self;

    /// How many entries stand before it.
    fn offset(self) -> usize;

    /// The position right behind it.
    fn next(self) -> Self {
        Self::at(self.offset() + 1)
    }

    /// The position right before it, if it is not the first.
    fn previous(self) -> Option<Self> {
        self.offset().checked_sub(1).map(Self::at)
    }

    /// `count` positions before it, or the first.
    fn back(self, count: usize) -> Self {
        Self::at(self.offset().saturating_sub(count))
    }

    /// `count` positions behind it.
    fn ahead(self, count: usize) -> Self {
        Self::at(self.offset() + count)
    }

    /// Steps between two positions, whichever comes first.
    fn distance(self, other: Self) -> usize {
        self.offset().abs_diff(other.offset())
    }

    /// How many positions `range` holds.
    fn count(range: &Range<Self>) -> usize {
        range.end.offset().saturating_sub(range.start.offset())
    }
}

macro_rules! list_indices {
    ($($(#[$doc:meta])* $name:ident)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(super) struct $name(usize);

        impl ListIndex for $name {
            fn at(offset: usize) -> Self {
                Self(offset)
            }

            fn offset(self) -> usize {
                self.0
            }
        }
    )+};
}

list_indices! {
    /// A line among those of its page.
    LineIndex
    /// A block of text among those of its page.
    BlockIndex
    /// A chain of blocks among those of its page.
    ChainIndex
    /// A headline among those of its page.
    HeadIndex
    /// A draft among those of its page.
    DraftIndex
    /// A line among those of one draft, as printed.
    ItemIndex
    /// A line among those of one article, as read.
    OrderIndex
    /// A column among those that stand side by side.
    ColumnIndex
}

/// A list that is read at positions of type `I` only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct IndexedList<I, T> {
    entries: Vec<T>,
    index: PhantomData<I>,
}

impl<I: ListIndex, T> IndexedList<I, T> {
    /// The number of entries.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The position behind the last entry.
    pub(super) fn end(&self) -> I {
        I::at(self.len())
    }

    /// All positions, in order.
    pub(super) fn indices(&self) -> impl DoubleEndedIterator<Item = I> + use<I, T> {
        (0..self.len()).map(I::at)
    }

    /// The entries with their positions, in order.
    pub(super) fn enumerate(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator {
        self.entries.iter().enumerate().map(|(offset, entry)| (I::at(offset), entry))
    }

    pub(super) fn iter(&self) -> std::slice::Iter<'_, T> {
        self.entries.iter()
    }

    pub(super) fn iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
        self.entries.iter_mut()
    }

    pub(super) fn as_slice(&self) -> &[T] {
        &self.entries
    }

    pub(super) fn get(&self, at: I) -> Option<&T> {
        self.entries.get(at.offset())
    }

    pub(super) fn get_mut(&mut self, at: I) -> Option<&mut T> {
        self.entries.get_mut(at.offset())
    }

    /// The entry right before `at`.
    pub(super) fn before(&self, at: I) -> Option<&T> {
        self.get(at.previous()?)
    }

    /// The entry right behind `at`.
    pub(super) fn after(&self, at: I) -> Option<&T> {
        self.get(at.next())
    }

    /// The entries in `range`, as far as there are any.
    pub(super) fn range(&self, range: Range<I>) -> &[T] {
        let end = range.end.offset().min(self.len());
        self.entries.get(range.start.offset()..end).unwrap_or_default()
    }

    /// All entries before `at`.
    pub(super) fn up_to(&self, at: I) -> &[T] {
        self.range(I::at(0)..at)
    }

    /// The entry at `at` and all behind it.
    pub(super) fn starting(&self, at: I) -> &[T] {
        self.range(at..self.end())
    }

    /// Adds an entry at the end; its position.
    pub(super) fn push(&mut self, entry: T) -> I {
        self.entries.push(entry);
        I::at(self.len() - 1)
    }

    /// The last entry.
    pub(super) fn last_mut(&mut self) -> Option<&mut T> {
        self.entries.last_mut()
    }

    pub(super) fn pop(&mut self) -> Option<T> {
        self.entries.pop()
    }

    /// Takes the entry at `at` out.
    pub(super) fn remove(&mut self, at: I) -> Option<T> {
        (at < self.end()).then(|| self.entries.remove(at.offset()))
    }

    /// Takes the entries in `range` out, as far as there are any.
    pub(super) fn take(&mut self, range: Range<I>) -> Vec<T> {
        let end = range.end.offset().min(self.len());
        self.entries.drain(range.start.offset().min(end)..end).collect()
    }

    /// Puts `entries` before the one at `at`, or at the end.
    pub(super) fn insert(&mut self, at: I, entries: Vec<T>) {
        let at = at.offset().min(self.len());
        self.entries.splice(at..at, entries);
    }

    pub(super) fn retain(&mut self, keep: impl FnMut(&T) -> bool) {
        self.entries.retain(keep);
    }
}

impl<I, T> Default for IndexedList<I, T> {
    fn default() -> Self {
        Self { entries: Vec::new(), index: PhantomData }
    }
}

impl<I: ListIndex, T> FromIterator<T> for IndexedList<I, T> {
    fn from_iter<E: IntoIterator<Item = T>>(entries: E) -> Self {
        Self { entries: entries.into_iter().collect(), index: PhantomData }
    }
}

impl<I: ListIndex, T> Extend<T> for IndexedList<I, T> {
    fn extend<E: IntoIterator<Item = T>>(&mut self, entries: E) {
        self.entries.extend(entries);
    }
}

impl<'a, I: ListIndex, T> IntoIterator for &'a IndexedList<I, T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<I: ListIndex, T> IntoIterator for IndexedList<I, T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_read_outside_a_list() {
        let mut list: IndexedList<ItemIndex, char> = "甲乙丙".chars().collect();
        let [first, last, end] = [ItemIndex::at(0), ItemIndex::at(2), list.end()];
        assert_eq!((list.before(first), list.after(last), list.get(end)), (None, None, None));
        assert_eq!((list.before(last), list.after(first)), (Some(&'乙'), Some(&'乙')));
        assert_eq!(list.range(last..end.ahead(9)), ['丙']);
        assert!(list.range(end..first).is_empty());
        assert_eq!(list.remove(end), None);
        assert_eq!(list.take(ItemIndex::at(1)..end.next()), ['乙', '丙']);
        list.insert(first, vec!['丁']);
        assert_eq!(list.as_slice(), ['丁', '甲']);
    }
}

//! What one question is answered from: an immutable view, swapped as one.
//!
//! Knows nothing of files on disk.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    answer::{Hotline, hotlines},
    article::{ArticleId, PlacePath},
    content_hash::ContentHash,
    diagnostic::Diagnostic,
    index::Snapshot,
    places::Covered,
    question::Lexicon,
    ranking::ArticleCache,
};

/// A data file of a folder. On the disk it is a pair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "(String, String)", into = "(String, String)")]
pub(super) struct DataFile {
    /// Below the folder.
    pub(super) name: String,
    pub(super) text: String,
}

impl From<(String, String)> for DataFile {
    fn from((name, text): (String, String)) -> Self {
        Self { name, text }
    }
}

impl From<DataFile> for (String, String) {
    fn from(file: DataFile) -> Self {
        (file.name, file.text)
    }
}

/// The words of a folder: what questions and articles are read with.
#[derive(Debug)]
pub(super) struct Vocabulary {
    pub(super) lexicon: Arc<Lexicon>,
    hotlines: Arc<Vec<Hotline>>,
    pub(super) problems: Vec<Diagnostic>,
    /// The files themselves.
    pub(super) files: Vec<DataFile>,
    /// Hash of the files, to know whether articles must be read again.
    pub(super) fingerprint: String,
}

/// Raised when the same files give other articles than before, or are stored in another way: indexes are made anew then.
const READING: u32 = 3;

impl Vocabulary {
    /// Reads the data files.
    pub(super) fn read(files: Vec<DataFile>) -> Self {
        let borrowed: Vec<(&str, &str)> =
            files.iter().map(|file| (file.name.as_str(), file.text.as_str())).collect();
        let (lexicon, mut problems) = Lexicon::from_files(&borrowed);
        let numbers = borrowed.iter().find(|(name, _)| *name == "hotlines.toml");
        let numbers = match numbers {
            Some((_, text)) => {
                let (numbers, found) = hotlines::from_toml(text);
                problems.extend(found);
                numbers
            }
            None => hotlines::builtin(),
        };
        let end: &[u8] = &[0];
        let pieces = files.iter().flat_map(|file| [file.name.as_bytes(), end, file.text.as_bytes(), end]);
        let hash = ContentHash::of_pieces(pieces);
        let fingerprint = format!("{} {READING} {hash}", env!("CARGO_PKG_VERSION"));
        Self { lexicon: Arc::new(lexicon), hotlines: Arc::new(numbers), problems, files, fingerprint }
    }
}

/// What has become of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// Nothing, as far as is known; an article that is gone from the folder was not wrong for that.
    Stands,
    /// An operator took it back.
    Withdrawn,
    /// This one changes it.
    Changed(ArticleId),
}

/// An immutable view of all knowledge.
#[derive(Debug)]
pub(super) struct Knowledge {
    /// Which generation of the index it is.
    pub(super) generation: u64,
    pub(super) snapshot: Snapshot,
    pub(super) lexicon: Arc<Lexicon>,
    pub(super) hotlines: Arc<Vec<Hotline>>,
    pub(super) covered: Covered,
    pub(super) desk: ArticleCache,
}

impl Knowledge {
    pub(super) fn new(
        generation: u64,
        snapshot: Snapshot,
        words: &Vocabulary,
        home: Option<&PlacePath>,
    ) -> Self {
        Self {
            generation,
            covered: Covered::new(&words.lexicon.places, &snapshot.places(), home),
            snapshot,
            lexicon: Arc::clone(&words.lexicon),
            hotlines: Arc::clone(&words.hotlines),
            desk: ArticleCache::default(),
        }
    }

    /// What has become of an article.
    pub(super) fn fate(&self, id: &ArticleId) -> Fate {
        let article = |doc| self.snapshot.article(doc);
        let own = self.snapshot.find(id).and_then(article);
        let in_its_place = self.snapshot.standing_for(id).and_then(article);
        if own.iter().chain(&in_its_place).any(|article| article.withdrawn) {
            return Fate::Withdrawn;
        }
        let successor = self.snapshot.successor(id).and_then(article);
        successor
            .filter(|article| !article.withdrawn)
            .map_or(Fate::Stands, |article| Fate::Changed(article.id))
    }
}

//! What one question is answered from: an immutable view, swapped as one.
//!
//! Knows nothing of files on disk.

use std::sync::Arc;

use crate::{
    answer::{Hotline, hotlines},
    article::{ArticleId, PlacePath},
    index::Snapshot,
    places::Covered,
    problem::Problem,
    question::Lexicon,
    ranking::Desk,
};

/// The words of a folder: what questions and articles are read with.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) lexicon: Arc<Lexicon>,
    pub(super) hotlines: Arc<Vec<Hotline>>,
    pub(super) problems: Vec<Problem>,
    /// The files themselves.
    pub(super) files: Vec<(String, String)>,
    /// Hash of the files, to know whether articles must be read again.
    pub(super) fingerprint: String,
}

/// Raised when the same files give other articles than before, or are stored in another way: indexes are made anew then.
const READING: u32 = 2;

impl Words {
    /// Reads the data files (`name` below the folder, `text`).
    pub(super) fn read(files: Vec<(String, String)>) -> Self {
        let borrowed: Vec<(&str, &str)> =
            files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
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
        let mut hasher = blake3::Hasher::new();
        for (name, text) in &files {
            hasher.update(name.as_bytes()).update(&[0]).update(text.as_bytes()).update(&[0]);
        }
        let fingerprint = format!("{} {READING} {}", env!("CARGO_PKG_VERSION"), hasher.finalize().to_hex());
        Self { lexicon: Arc::new(lexicon), hotlines: Arc::new(numbers), problems, files, fingerprint }
    }
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
    pub(super) desk: Desk,
}

impl Knowledge {
    pub(super) fn new(generation: u64, snapshot: Snapshot, words: &Words, home: Option<&PlacePath>) -> Self {
        Self {
            generation,
            covered: Covered::new(&words.lexicon.places, &snapshot.places(), home),
            snapshot,
            lexicon: Arc::clone(&words.lexicon),
            hotlines: Arc::clone(&words.hotlines),
            desk: Desk::default(),
        }
    }

    /// The article is withdrawn, or another one stands for it.
    pub(super) fn is_taken_back(&self, id: &ArticleId) -> bool {
        let withdrawn = || {
            let article = self.snapshot.find(id).and_then(|doc| self.snapshot.article(doc));
            article.is_some_and(|article| article.withdrawn)
        };
        self.snapshot.is_replaced(id) || withdrawn()
    }
}

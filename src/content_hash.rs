//! The hash that tells one content from another: whole, or as a few hexadecimal digits in a name.
//!
//! Knows nothing of what is hashed. The home of blake3.

use std::{fmt, fs::File, io, path::Path};

/// A hash of some bytes; shown as 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ContentHash(blake3::Hash);

impl ContentHash {
    /// Of these bytes.
    #[must_use]
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self(blake3::hash(bytes))
    }

    /// Of these pieces one after the other, as if they were one.
    #[must_use]
    pub(crate) fn of_pieces<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for piece in pieces {
            hasher.update(piece);
        }
        Self(hasher.finalize())
    }

    /// Of what the file holds, read piece by piece.
    ///
    /// # Errors
    /// The file cannot be read.
    pub(crate) fn of_file(path: &Path) -> io::Result<Self> {
        let mut hasher = blake3::Hasher::new();
        hasher.update_reader(File::open(path)?)?;
        Ok(Self(hasher.finalize()))
    }

    /// Its bytes.
    #[must_use]
    pub(crate) fn bytes(&self) -> [u8; 32] {
        *self.0.as_bytes()
    }

    /// Its first `digits`, for names that people see.
    #[must_use]
    pub(crate) fn short(&self, digits: usize) -> String {
        self.0.to_hex().chars().take(digits).collect()
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0.to_hex())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_and_files_hash_as_their_bytes_do() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, "社区理发").unwrap();
        let whole = ContentHash::of("社区理发".as_bytes());
        assert_eq!(ContentHash::of_pieces(["社区".as_bytes(), "理发".as_bytes()]), whole);
        assert_eq!(ContentHash::of_file(&path).unwrap(), whole);
        assert!(whole.to_string().len() == 64 && whole.to_string().starts_with(&whole.short(8)));
    }
}

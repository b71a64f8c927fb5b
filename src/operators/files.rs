//! Writes into the knowledge folder what an operator decided in the chat: a file is the old one or the new one.
//!
//! Knows nothing of chats. What a file holds otherwise stays byte for byte, in whatever encoding it is written.

use std::{fs, io, path::Path};

use crate::{
    article::{Article, ArticleId},
    atomic_file::{self, Access},
    content_hash::ContentHash,
    intake::write_notices::{self, WriteOutcome},
    question::shipped_synonyms,
};

/// The line that takes a notice back.
const WITHDRAWN: &[u8] = b"withdrawn: true";

/// Marks an article as taken back: in its own file, or, where that is a page, by a notice that stands for it.
pub(super) fn withdraw(folder: &Path, article: &Article) -> io::Result<()> {
    if !article.file.ends_with(".md") {
        let notice = Article {
            id: ArticleId(format!("withdrawn-{}", short_hash(article.id.as_str()))),
            file: "articles/withdrawn.md".to_owned(),
            title: Some(article.headline().to_owned()),
            source: article.source.clone(),
            published: article.published.clone(),
            body: article.headline().to_owned(),
            withdrawn: true,
            replaces: Some(article.id.clone()),
            ..Article::default()
        };
        return add(folder, &notice);
    }
    let path = folder.join(&article.file);
    let before = fs::read(&path)?;
    let after = marked(&before).ok_or_else(|| io::Error::other("the file does not begin with ---"))?;
    atomic_file::replace(&path, &after, Access::AsBefore)
}

/// Writes a notice into a file of its own.
pub(super) fn add(folder: &Path, notice: &Article) -> io::Result<()> {
    let written = write_notices::write_articles(&folder.join("articles/desk"), std::slice::from_ref(notice))?;
    if written.iter().any(|one| one.outcome == WriteOutcome::KeptEdited) {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    Ok(())
}

/// Adds an entry to the folder's synonyms. A file of the folder stands for the one that ships: the first entry brings
/// the shipped ones along.
pub(super) fn add_synonym(folder: &Path, say: &str, print: &str) -> io::Result<()> {
    let path = folder.join("synonyms.toml");
    let mut text = match fs::read(&path) {
        Ok(bytes) => String::from_utf8(bytes).map_err(|_| io::Error::other("the file is not UTF-8"))?,
        Err(error) if error.kind() == io::ErrorKind::NotFound => shipped_synonyms().to_owned(),
        Err(error) => return Err(error),
    };
    if !text.ends_with('\n') {
        text.push('\n');
    }
    let quoted = |word: &str| toml::Value::from(word).to_string();
    text.push_str(&format!(
        "\n[[synonym]]\nsay = [{}]\nprint = [{}]\nstrength = 0.9\n",
        quoted(say),
        quoted(print)
    ));
    if path.exists() {
        atomic_file::replace(&path, text.as_bytes(), Access::AsBefore)
    } else {
        atomic_file::create(&path, text.as_bytes(), Access::Default)
    }
}

/// A name for what has none, the same for the same text.
pub(super) fn short_hash(text: &str) -> String {
    ContentHash::of(text.as_bytes()).short(8)
}

/// The file with the line in its front matter; none when it has no front matter.
fn marked(before: &[u8]) -> Option<Vec<u8>> {
    let lines: Vec<&[u8]> = before.split_inclusive(|byte| *byte == b'\n').collect();
    let first = lines.first()?;
    let bare = first.strip_prefix(b"\xef\xbb\xbf").unwrap_or(first).trim_ascii_end();
    if bare != b"---" {
        return None;
    }
    let end: &[u8] = if first.ends_with(b"\r\n") { b"\r\n" } else { b"\n" };
    let length = lines.iter().skip(1).position(|line| line.trim_ascii_end() == b"---")?;
    let mut after = first.to_vec();
    after.extend_from_slice(WITHDRAWN);
    after.extend_from_slice(end);
    for line in lines.iter().skip(1).take(length).filter(|line| !line.starts_with(b"withdrawn")) {
        after.extend_from_slice(line);
    }
    lines.iter().skip(1 + length).for_each(|line| after.extend_from_slice(line));
    Some(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_of_the_file_stays_as_it_is() {
        let cases: [(&[u8], Option<&[u8]>); 6] = [
            (b"---\ntitle: \"a\"\n---\nb\n", Some(b"---\nwithdrawn: true\ntitle: \"a\"\n---\nb\n")),
            (b"---\r\ntitle: a\r\n---\r\nb", Some(b"---\r\nwithdrawn: true\r\ntitle: a\r\n---\r\nb")),
            (b"---\nwithdrawn: false\ntitle: a\n---\n", Some(b"---\nwithdrawn: true\ntitle: a\n---\n")),
            (
                b"\xef\xbb\xbf---\ntitle: \xb4\xf3\xcd\xac\n---\nwithdrawn: false\n",
                Some(b"\xef\xbb\xbf---\nwithdrawn: true\ntitle: \xb4\xf3\xcd\xac\n---\nwithdrawn: false\n"),
            ),
            (b"title: a\n", None),
            (b"---\nnever closed\n", None),
        ];
        for (before, expected) in cases {
            assert_eq!(marked(before).as_deref(), expected, "{}", String::from_utf8_lossy(before));
        }
    }
}

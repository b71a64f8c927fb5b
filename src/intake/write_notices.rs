//! Articles → reviewable Markdown files in a folder, for `import --into` and for what is filed from the chat.
//!
//! Knows nothing of pages. A file that an editor has changed is never touched, a second run changes nothing.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use super::notice::write_notice;
use crate::{
    article::Article,
    atomic_file::{self, Access},
    text::spans::first_chars,
};

/// Characters of a title in a file name.
const SLUG: usize = 16;

/// What became of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WriteOutcome {
    /// The file is new.
    New,
    /// The file was there already, with the same content.
    Same,
    /// The file was there with other content, which stays.
    KeptEdited,
}

/// A file for an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WrittenNotice {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// What was done.
    pub(crate) outcome: WriteOutcome,
}

/// Writes one file an article into `folder`, which is made when it is missing.
pub(crate) fn write_articles(folder: &Path, articles: &[Article]) -> io::Result<Vec<WrittenNotice>> {
    fs::create_dir_all(folder)?;
    let mut names = FileNames::of(folder)?;
    let mut written = Vec::new();
    for article in articles {
        let path = names.path_for(article);
        let outcome = write_one(&path, &write_notice(article))?;
        written.push(WrittenNotice { path, outcome });
    }
    Ok(written)
}

/// The file of `folder` that an article goes into, as [`write_articles`] chooses it.
pub(crate) fn destination(folder: &Path, article: &Article) -> io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    Ok(FileNames::of(folder)?.path_for(article))
}

/// Writes an article into this file, unless something else is in it.
pub(crate) fn write_article(path: &Path, article: &Article) -> io::Result<WriteOutcome> {
    write_one(path, &write_notice(article))
}

/// Which names are there, and which this run has given.
struct FileNames<'a> {
    folder: &'a Path,
    existing: BTreeSet<String>,
    /// In lower case.
    taken: BTreeSet<String>,
}

impl<'a> FileNames<'a> {
    fn of(folder: &'a Path) -> io::Result<Self> {
        let mut existing = BTreeSet::new();
        for entry in fs::read_dir(folder)? {
            existing.extend(entry?.file_name().into_string());
        }
        Ok(Self { folder, existing, taken: BTreeSet::new() })
    }

    /// A file that no other article of this run has.
    fn path_for(&mut self, article: &Article) -> PathBuf {
        let stem = stem(article);
        // A better split or a corrected title changes the words of the name, not the number: still the same article.
        let number = number_of(article);
        let earlier = self.existing.iter().find(|name| {
            number.as_ref().is_some_and(|number| belongs_to(name, number))
                && !is_of_another(&self.folder.join(name), article)
        });
        let mut name = earlier.cloned().unwrap_or_else(|| format!("{stem}.md"));
        let mut count = 2;
        while !self.taken.insert(name.to_lowercase()) || is_of_another(&self.folder.join(&name), article) {
            name = format!("{stem}-{count}.md");
            count += 1;
        }
        self.folder.join(name)
    }
}

fn write_one(path: &Path, text: &str) -> io::Result<WriteOutcome> {
    match fs::read(path) {
        // An editor on Windows may have changed nothing but the line ends.
        Ok(bytes) => {
            let there = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
            Ok(if there.trim_start_matches('\u{feff}') == text {
                WriteOutcome::Same
            } else {
                WriteOutcome::KeptEdited
            })
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            match atomic_file::create(path, text.as_bytes(), Access::Default) {
                Ok(()) => Ok(WriteOutcome::New),
                // Another process was faster.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(WriteOutcome::KeptEdited),
                Err(error) => Err(error),
            }
        }
        Err(error) => Err(error),
    }
}

/// `001-02` for `pages/001#2`.
fn number_of(article: &Article) -> Option<String> {
    let (page, number) = article.id.as_str().rsplit_once('#')?;
    let page = safe(page.rsplit('/').next().unwrap_or(page));
    let number: u32 = number.parse().ok()?;
    Some(format!("{page}-{number:02}"))
}

fn belongs_to(name: &str, number: &str) -> bool {
    name.strip_prefix(number)
        .is_some_and(|rest| rest == ".md" || rest.starts_with('-') && rest.ends_with(".md"))
}

/// Two pages called `001` may be imported into one folder: the file says of which it is.
fn is_of_another(path: &Path, article: &Article) -> bool {
    let Ok(text) = fs::read_to_string(path) else { return false };
    let own = write_notice(article);
    let page = |text: &str| text.lines().find(|line| line.starts_with("page: ")).map(str::to_owned);
    page(&text).is_some_and(|there| page(&own).is_some_and(|own| own != there))
}

fn stem(article: &Article) -> String {
    let id = number_of(article).unwrap_or_else(|| safe(article.id.as_str()));
    let title = safe(first_chars(article.headline().trim(), SLUG));
    let parts = [id, title];
    let stem = parts.iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join("-");
    if stem.is_empty() { "article".to_owned() } else { stem }
}

/// Letters, digits and Han characters, which every file system takes; anything else becomes one `-`.
fn safe(text: &str) -> String {
    let parts = text.split(|character: char| !character.is_alphanumeric() && character != '_');
    let name = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    let reserved = ["con", "prn", "aux", "nul"].contains(&name.to_ascii_lowercase().as_str());
    if reserved { format!("{name}_") } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ArticleId;

    fn article(id: &str, title: &str) -> Article {
        Article {
            id: ArticleId(id.to_owned()),
            title: Some(title.to_owned()),
            body: "每周三免费理发。".to_owned(),
            file: "pages/001.txt".to_owned(),
            ..Article::default()
        }
    }

    fn run(folder: &Path, articles: &[Article]) -> Vec<(String, WriteOutcome)> {
        let written = write_articles(folder, articles).unwrap();
        written
            .into_iter()
            .map(|file| (file.path.file_name().unwrap().to_string_lossy().into_owned(), file.outcome))
            .collect()
    }

    #[test]
    fn names_are_safe_and_say_what_is_inside() {
        let cases = [
            ("pages/001#2", "“小板凳”：大/民\\生?", "001-02-小板凳-大-民-生"),
            (
                "pages/a b#12",
                "一二三四五六七八九十一二三四五六七八九十",
                "a-b-12-一二三四五六七八九十一二三四五六",
            ),
            ("001#1", "……", "001-01"),
            ("", "NUL", "NUL_"),
            ("", "", "article"),
        ];
        for (id, title, expected) in cases {
            assert_eq!(stem(&article(id, title)), expected);
        }
    }

    #[test]
    fn a_second_run_changes_nothing_and_edits_stay() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("new");
        let articles = [
            article("pages/001#1", "理发"),
            article("pages/001#2", "修鞋"),
            article("pages/001#10", "量血压"),
        ];
        assert!(run(&folder, &articles).iter().all(|(_, outcome)| *outcome == WriteOutcome::New));
        assert!(run(&folder, &articles).iter().all(|(_, outcome)| *outcome == WriteOutcome::Same));
        fs::write(folder.join("001-02-修鞋.md"), "改过").unwrap();
        assert_eq!(run(&folder, &articles)[1], ("001-02-修鞋.md".to_owned(), WriteOutcome::KeptEdited));
        assert_eq!(fs::read_to_string(folder.join("001-02-修鞋.md")).unwrap(), "改过");
        // A better split names it otherwise: the edited file stays the only one.
        assert_eq!(run(&folder, &[article("pages/001#2", "修鞋配钥匙")])[0].1, WriteOutcome::KeptEdited);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 3);
    }

    #[test]
    fn pages_of_one_name_do_not_get_in_each_others_way() {
        let folder = tempfile::tempdir().unwrap();
        let first = article("pages/001#1", "理发");
        let other = Article { file: "pages/old/001.txt".to_owned(), ..article("pages/old/001#1", "修鞋") };
        for outcome in [WriteOutcome::New, WriteOutcome::Same] {
            assert_eq!(
                run(folder.path(), std::slice::from_ref(&first)),
                [("001-01-理发.md".to_owned(), outcome)]
            );
            assert_eq!(
                run(folder.path(), std::slice::from_ref(&other)),
                [("001-01-修鞋.md".to_owned(), outcome)]
            );
        }
    }

    #[test]
    fn articles_of_one_name_get_files_of_their_own() {
        let folder = tempfile::tempdir().unwrap();
        let names = run(folder.path(), &[article("", "理发"), article("", "理发")]);
        assert_eq!(
            names,
            [("理发.md".to_owned(), WriteOutcome::New), ("理发-2.md".to_owned(), WriteOutcome::New)]
        );
    }
}

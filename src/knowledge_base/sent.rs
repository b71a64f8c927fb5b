//! A file that somebody sent, read as it will be read once it is in the folder.
//!
//! Knows nothing of who sent it. Nothing is written, and nothing of it is answered.

use jiff::civil::Date;

use super::KnowledgeBase;
use crate::{
    article::{Article, ArticleId, PartialDate},
    cancellation,
    content_hash::ContentHash,
    intake::{
        self, FileBytes, FileFormat, FileRole, Given, ReadContext, ReadFile,
        check::{CheckContext, check_file},
        reader,
    },
    text::{printable::is_unprintable, spans::first_chars},
};

/// The longest name, without its ending.
const NAME: usize = 40;

impl KnowledgeBase {
    /// Reads a file by its name and bytes; its problems are those that `linli check` would find.
    #[must_use]
    pub(crate) fn read_sent(&self, name: &str, bytes: &[u8], today: Date) -> ReadFile {
        let knowledge = self.current.load_full();
        let (places, services) = (&knowledge.lexicon.places, &knowledge.lexicon.services);
        let reading = ReadContext { places, services };
        let name = SentName::of(name);
        let SentName { stem, ending } = &name;
        let is_notice =
            matches!(FileFormat::of_ending(ending), Some(FileFormat::Markdown | FileFormat::LongMarkdown));
        let (role, path) = if is_notice {
            (FileRole::Notice, format!("articles/{stem}.md"))
        } else {
            (FileRole::Page, format!("pages/{stem}.{ending}"))
        };
        let sent = FileBytes { role, path: &path, bytes };
        let parsed = self.reader.parse(&sent);
        // What nobody waits for any more is not kept either.
        cancellation::check();
        // What the page does not print, its name may say.
        let published = date_in(stem).filter(|_| !parsed.is_dated());
        let given = Given { published, ..Given::default() };
        let mut file = reader::finished(&sent, parsed, &given, &reading);
        file.problems = check_file(&file, &CheckContext { services, places, today });
        let mark = ContentHash::of(bytes).short(6);
        file.articles.iter_mut().for_each(|article| rename(article, &name, &mark));
        file
    }
}

/// Two files of one name are two files, the same file is the same one again.
fn rename(article: &mut Article, name: &SentName, mark: &str) {
    let SentName { stem, ending } = name;
    let number = article.id.as_str().rsplit_once('#').map(|(_, number)| number.to_owned());
    match number {
        Some(number) => {
            article.id = ArticleId(format!("pages/{stem}-{mark}#{number}"));
            article.file = format!("pages/{stem}-{mark}.{ending}");
        }
        None => {
            article.id = ArticleId(format!("{stem}-{mark}"));
            article.file = format!("articles/{stem}-{mark}.md");
        }
    }
}

/// The name of a file that somebody sent, without folders and odd characters.
#[derive(Debug, PartialEq, Eq)]
struct SentName {
    stem: String,
    /// In lower case.
    ending: String,
}

impl SentName {
    fn of(name: &str) -> Self {
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "txt"));
        let stem = stem
            .trim()
            .trim_start_matches('.')
            .replace(|c: char| is_unprintable(c) || c.is_control() || c == '#', "-");
        let stem = first_chars(&stem, NAME).to_owned();
        let plain = !ending.is_empty() && ending.chars().all(char::is_alphanumeric);
        let ending = if plain { ending.to_lowercase() } else { "txt".to_owned() };
        Self { stem: if stem.is_empty() { "page".to_owned() } else { stem }, ending }
    }
}

/// A whole day in a file's name: 云中晚报20241018, 2024-10-18第3版.
fn date_in(stem: &str) -> Option<PartialDate> {
    let starts = stem.char_indices().filter(|(at, first)| {
        let before = stem.get(..*at).and_then(|before| before.chars().next_back());
        first.is_ascii_digit() && !before.is_some_and(|before| before.is_ascii_digit())
    });
    let day = |text: &str| match intake::read_date(text)? {
        date @ PartialDate::Day(day) if (1949..2100).contains(&day.year()) => Some(date),
        _ => None,
    };
    starts.into_iter().find_map(|(at, _)| {
        let rest = stem.get(at..)?;
        let written = |c: char| c.is_ascii_digit() || "年月日.-_".contains(c);
        let run = rest.find(|c: char| !written(c)).and_then(|end| rest.get(..end)).unwrap_or(rest);
        let digits: usize = run.chars().take_while(char::is_ascii_digit).count();
        let run = run.replace('_', "-");
        let run = run.trim_end_matches(['-', '.']);
        if digits == 8 { day(first_chars(run, 8)) } else { day(run) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_may_tell_the_day() {
        let cases = [
            ("云中晚报20241018", Some("2024-10-18")),
            ("2024-10-18第3版", Some("2024-10-18")),
            ("2024年10月18日", Some("2024-10-18")),
            ("2024_10_18", Some("2024-10-18")),
            ("20241018-03", Some("2024-10-18")),
            ("001", None),
            ("13800001111", None),
            ("20249999", None),
            ("2024-10", None),
            ("大同晚报", None),
        ];
        for (stem, expected) in cases {
            assert_eq!(date_in(stem).map(|date| date.to_string()).as_deref(), expected, "{stem}");
        }
    }

    #[test]
    fn names_are_made_safe() {
        let cases = [
            ("第3版.TXT", ("第3版", "txt")),
            ("../../etc/passwd", ("passwd", "txt")),
            ("C:\\报\\001.docx", ("001", "docx")),
            (".md", ("page", "md")),
            ("a#b.t t", ("a-b", "txt")),
            ("", ("page", "txt")),
        ];
        for (name, (stem, ending)) in cases {
            let expected = SentName { stem: stem.to_owned(), ending: ending.to_owned() };
            assert_eq!(SentName::of(name), expected, "{name}");
        }
    }
}

//! The articles of a submission, each until somebody has decided on it, and what may be changed in it meanwhile.
//!
//! Knows nothing of chats and databases, or of how an article is shown.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    article::{Article, ArticleId, PartialDate, PlacePath, Published, PublishedFrom},
    calendar,
    diagnostic::{Diagnostic, Doubt, Severity},
    intake::ReadFile,
    messaging::SubmittedField,
    text::spans::{char_count, first_chars},
};

mod of_resident;
mod typed_date;

pub(crate) use of_resident::words_only;
use typed_date::read_date;

/// Characters of an article that are read for dates.
const READ: usize = 20_000;
/// The longest headline, and the longest name of a source.
const TITLE: usize = 80;
const SOURCE: usize = 40;
/// Doubts that are kept of an article.
const DOUBTS: usize = 5;

/// An article that was handed in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct SubmittedArticle {
    /// The article as it would be written into the folder.
    pub(crate) article: Article,
    /// What is odd about it.
    #[serde(default)]
    pub(crate) doubts: Vec<Doubt>,
    /// Keys of a resident's file that were not taken over.
    pub(crate) left_out: Vec<String>,
    /// The file says itself when things happen.
    #[serde(default)]
    own_events: bool,
}

/// What was read of a submission.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ReadSubmission {
    /// Its articles.
    pub(crate) articles: Vec<SubmittedArticle>,
    /// Why there are none, where there are none.
    pub(crate) error: Option<Diagnostic>,
}

/// A new value for a field of an article.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewValue<'a> {
    /// The field.
    pub(crate) field: SubmittedField,
    /// What somebody typed.
    pub(crate) typed: &'a str,
    /// The places of that name.
    pub(crate) places: &'a [PlacePath],
    /// The day.
    pub(crate) today: Date,
}

/// Why a new value is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum EditError {
    /// Empty, too long, or in several lines.
    Unfit,
    /// It cannot be read as a date.
    NoDate,
    /// The day is still to come.
    Future(PartialDate),
    /// No such place is known.
    UnknownPlace,
    /// Several places have that name.
    AmbiguousPlace(Vec<PlacePath>),
}

impl ReadSubmission {
    /// The articles of a file with their doubts, and the reason why there are none.
    pub(crate) fn of_file(file: ReadFile) -> Self {
        let own_events = ["events", "event", "valid"].iter().any(|key| file.key_lines.contains_key(*key));
        let lines: Vec<[u32; 2]> = file.articles.iter().flat_map(|article| article.lines.clone()).collect();
        let somewhere = |line: u32| lines.iter().any(|[from, to]| (*from..=*to).contains(&line));
        // What is wrong with the whole file is said of its first article.
        let (of_files, of_articles): (Vec<Diagnostic>, Vec<Diagnostic>) =
            file.problems.iter().cloned().partition(|problem| !problem.line.is_some_and(somewhere));
        let articles: Vec<SubmittedArticle> = (0..)
            .zip(file.articles)
            .map(|(at, article)| {
                let whole = if at == 0 { of_files.as_slice() } else { &[] };
                let doubts = doubts(&article, whole, &of_articles);
                SubmittedArticle { doubts, article, left_out: Vec::new(), own_events }
            })
            .collect();
        let error = file.problems.into_iter().find(|problem| problem.severity == Severity::Error);
        Self { articles, error }
    }

    /// The form in which its articles are kept.
    pub(crate) fn bodies(&self) -> Vec<String> {
        self.articles.iter().map(SubmittedArticle::body).collect()
    }
}

/// A notice that somebody typed: its first line is the headline; `source` is printed below it.
pub(crate) fn typed_notice(text: &str, source: &str, today: Date) -> Article {
    let (title, body) = text.trim().split_once('\n').unwrap_or((text.trim(), text.trim()));
    Article {
        id: ArticleId(format!("{today}")),
        file: "articles/notice.md".to_owned(),
        title: Some(first_chars(title.trim(), TITLE).to_owned()),
        body: body.trim().to_owned(),
        published: Some(Published {
            date: PartialDate::Day(today),
            from: PublishedFrom::Given,
            inference: None,
        }),
        source: Some(source.to_owned()),
        ..Article::default()
    }
}

impl SubmittedArticle {
    /// Reads what [`SubmittedArticle::body`] has written; none when it is damaged: that must not become an empty notice.
    pub(crate) fn read(body: &str) -> Option<Self> {
        let submitted: Self = serde_json::from_str(body).ok()?;
        let says_something = submitted.article.title.is_some() || !submitted.article.body.trim().is_empty();
        says_something.then_some(submitted)
    }

    /// The form in which it is kept.
    pub(crate) fn body(&self) -> String {
        serde_json::to_string(self).expect("an article holds texts, numbers and lists of them")
    }

    /// The year under which it is written.
    pub(crate) fn year(&self, today: Date) -> i16 {
        self.article.published.as_ref().map_or(today.year(), |published| published.date.first_day().year())
    }

    /// Changes one field.
    ///
    /// # Errors
    /// The value does not fit; nothing is changed.
    pub(crate) fn edit(&mut self, value: &NewValue<'_>) -> Result<(), EditError> {
        let NewValue { field, typed, places, today } = *value;
        let fits = |longest| {
            let whole = !typed.is_empty() && !typed.chars().any(char::is_control);
            if whole && char_count(typed) <= longest { Ok(typed.to_owned()) } else { Err(EditError::Unfit) }
        };
        match field {
            SubmittedField::Title => {
                self.article.title = Some(fits(TITLE)?);
                self.article.label = None;
            }
            SubmittedField::Source => self.article.source = Some(fits(SOURCE)?),
            SubmittedField::Date => self.date(read_date(typed, today)?),
            SubmittedField::Place => match places {
                [] => return Err(EditError::UnknownPlace),
                [only] => self.article.places = vec![only.clone()],
                several => return Err(EditError::AmbiguousPlace(several.to_vec())),
            },
        }
        Ok(())
    }

    /// Takes one field from another article of the same submission.
    pub(crate) fn take_over(&mut self, field: SubmittedField, other: &Self) {
        match field {
            SubmittedField::Title => {}
            SubmittedField::Source => self.article.source.clone_from(&other.article.source),
            SubmittedField::Place => self.article.places.clone_from(&other.article.places),
            SubmittedField::Date => match &other.article.published {
                Some(published) => self.date(published.date),
                None => self.article.published = None,
            },
        }
    }

    /// Days without a year mean other ones when the paper is of another day.
    fn date(&mut self, date: PartialDate) {
        let published = Published { date, from: PublishedFrom::Given, inference: None };
        if !self.own_events {
            let body = first_chars(&self.article.body, READ);
            self.article.events = calendar::events(body, Some(&published));
        }
        self.article.published = Some(published);
    }
}

/// What is said of the `whole` file, then of the lines of this article.
fn doubts(article: &Article, whole: &[Diagnostic], of_articles: &[Diagnostic]) -> Vec<Doubt> {
    let of_lines = |line: u32| article.lines.iter().any(|[from, to]| (*from..=*to).contains(&line));
    let own = of_articles.iter().filter(|problem| problem.line.is_some_and(of_lines));
    let found = whole.iter().chain(own).map(|problem| Doubt {
        problem: problem.problem.clone().into(),
        remedy: problem.remedy.clone().into(),
    });
    let unsure =
        article.warnings.iter().map(|warning| Doubt { problem: warning.clone().into(), remedy: "".into() });
    found.chain(unsure).take(DOUBTS).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_new_date_moves_what_happens() {
        let article = Article { body: "12月3日上午免费理发。".to_owned(), ..Article::default() };
        let mut submitted = SubmittedArticle { article, ..SubmittedArticle::default() };
        let today = date(2024, 11, 1);
        let new_date = |typed| NewValue { field: SubmittedField::Date, typed, places: &[], today };
        submitted.edit(&new_date("2022-11-20")).unwrap();
        assert_eq!(submitted.article.events[0].from, Some(date(2022, 12, 3)));
        submitted.own_events = true;
        submitted.edit(&new_date("2023-11-20")).unwrap();
        assert_eq!(submitted.article.events[0].from, Some(date(2022, 12, 3)));
        assert_eq!(SubmittedArticle::read(&submitted.body()), Some(submitted));
    }

    #[test]
    fn what_was_kept_once_is_always_read() {
        let article = Article { title: Some("免费理发".to_owned()), ..Article::default() };
        let doubts = vec![Doubt { problem: "编码".into(), remedy: "看看".into() }];
        let submitted = SubmittedArticle { article, doubts, ..SubmittedArticle::default() };
        let body = submitted.body();
        assert!(
            body.contains(
                r#""doubts":[{"problem":"编码","remedy":"看看"}],"left_out":[],"own_events":false"#
            )
        );
        assert_eq!(SubmittedArticle::read(&body), Some(submitted));
        assert_eq!(SubmittedArticle::read("{}"), None);
    }

    #[test]
    fn doubts_stand_at_their_article() {
        let article = |from, to| Article { lines: vec![[from, to]], ..Article::default() };
        let problem = |line, problem: &str| Diagnostic {
            severity: Severity::Warning,
            file: String::new(),
            line,
            problem: problem.to_owned(),
            remedy: "看看".to_owned(),
        };
        let file = ReadFile {
            articles: vec![article(3, 8), article(10, 12)],
            problems: vec![problem(None, "编码"), problem(Some(1), "头上"), problem(Some(11), "星期")],
            ..ReadFile::default()
        };
        let ReadSubmission { articles, error } = ReadSubmission::of_file(file);
        let said: Vec<Vec<&str>> = articles
            .iter()
            .map(|submitted| submitted.doubts.iter().map(|doubt| doubt.problem.as_ref()).collect())
            .collect();
        assert_eq!(said, [vec!["编码", "头上"], vec!["星期"]]);
        assert_eq!(error, None);
    }

    #[test]
    fn what_does_not_fit_changes_nothing() {
        let mut submitted = SubmittedArticle::default();
        let several = [PlacePath::new("山西省/大同市/平城区"), PlacePath::new("山西省/太原市")];
        let today = date(2024, 11, 1);
        let long = "长".repeat(81);
        for (field, typed, places, expected) in [
            (SubmittedField::Title, "", &[][..], EditError::Unfit),
            (SubmittedField::Title, "两\n行", &[], EditError::Unfit),
            (SubmittedField::Title, long.as_str(), &[], EditError::Unfit),
            (SubmittedField::Place, "哪儿", &[], EditError::UnknownPlace),
            (SubmittedField::Place, "新营", &several, EditError::AmbiguousPlace(several.to_vec())),
        ] {
            let value = NewValue { field, typed, places, today };
            assert_eq!(submitted.edit(&value), Err(expected), "{typed}");
        }
        assert_eq!(submitted, SubmittedArticle::default());
    }
}

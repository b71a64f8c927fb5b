//! The articles of a file that was sent, each until somebody has decided on it, and what may be changed in it meanwhile.
//!
//! Knows nothing of chats and databases, or of how an article is shown.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    article::{Article, ArticleId, PartialDate, PlacePath, Published, PublishedFrom},
    calendar,
    intake::{self, ReadFile},
    problem::{Problem, Severity},
    text::{
        normalize::fold,
        spans::{char_count, first_chars, slice},
    },
};

mod of_resident;

pub use of_resident::words_only;

/// Letters of an article that are read for dates.
const READ: usize = 20_000;
/// The longest headline, and the longest name of a source.
const TITLE: usize = 80;
const SOURCE: usize = 40;
/// Doubts that are kept of an article.
const DOUBTS: usize = 5;

/// What an operator may change before an article is filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The headline.
    Title,
    /// The day on which it was printed.
    Date,
    /// What place it is about.
    Place,
    /// Where it was printed.
    Source,
}

impl Field {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Title, Self::Date, Self::Place, Self::Source];

    /// A name that does not change: for buttons and for the database.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Date => "date",
            Self::Place => "place",
            Self::Source => "source",
        }
    }

    /// The field of that name.
    #[must_use]
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.key() == key)
    }
}

/// Something to look at before an article is filed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// What is odd.
    pub problem: String,
    /// What to do; empty where there is nothing but to look.
    pub remedy: String,
}

/// An article that was sent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Piece {
    /// The article as it would be filed.
    pub article: Article,
    /// What is odd about it.
    #[serde(default)]
    pub doubts: Vec<Doubt>,
    /// Keys of a resident's file that were not taken over.
    pub left_out: Vec<String>,
    /// The file says itself when things happen.
    #[serde(default)]
    own_events: bool,
}

/// Why a new value is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Empty, too long, or in several lines.
    Unfit,
    /// It cannot be read as a date.
    NoDate,
    /// The day is still to come.
    NotYet(PartialDate),
    /// No such place is known.
    NoPlace,
    /// Several places have that name.
    Several(Vec<PlacePath>),
}

impl Piece {
    /// The articles of a file with their doubts, and the reason why there are none.
    #[must_use]
    pub fn all_of(file: ReadFile) -> (Vec<Self>, Option<Problem>) {
        let own_events = ["events", "event", "valid"].iter().any(|key| file.key_lines.contains_key(*key));
        let lines: Vec<[u32; 2]> = file.articles.iter().flat_map(|article| article.lines.clone()).collect();
        let somewhere = |line: u32| lines.iter().any(|[from, to]| (*from..=*to).contains(&line));
        // What is wrong with the whole file is said of its first article.
        let (of_files, of_articles): (Vec<Problem>, Vec<Problem>) =
            file.problems.iter().cloned().partition(|problem| !problem.line.is_some_and(somewhere));
        let pieces: Vec<Self> = (0..)
            .zip(file.articles)
            .map(|(at, article)| {
                let whole = if at == 0 { of_files.as_slice() } else { &[] };
                let doubts = doubts(&article, whole, &of_articles);
                Self { doubts, article, left_out: Vec::new(), own_events }
            })
            .collect();
        let error = file.problems.into_iter().find(|problem| problem.severity == Severity::Error);
        (pieces, error)
    }

    /// A notice that somebody typed: its first line is the headline.
    #[must_use]
    pub fn typed(text: &str, source: &str, today: Date) -> Article {
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

    /// Reads what [`Piece::body`] has written; none when it is damaged: that must not become an empty notice.
    #[must_use]
    pub fn read(body: &str) -> Option<Self> {
        let piece: Self = serde_json::from_str(body).ok()?;
        let says_something = piece.article.title.is_some() || !piece.article.body.trim().is_empty();
        says_something.then_some(piece)
    }

    /// The form in which it is kept.
    #[must_use]
    pub fn body(&self) -> String {
        serde_json::to_string(self).expect("an article holds texts, numbers and lists of them")
    }

    /// The year under which it is filed.
    #[must_use]
    pub fn year(&self, today: Date) -> i16 {
        self.article.published.as_ref().map_or(today.year(), |published| published.date.first_day().year())
    }

    /// Changes one field to what somebody typed; `places` are those of that name.
    ///
    /// # Errors
    /// The value does not fit; nothing is changed.
    pub fn change(
        &mut self,
        field: Field,
        typed: &str,
        (places, today): (&[PlacePath], Date),
    ) -> Result<(), Refused> {
        let fits = |longest| {
            let whole = !typed.is_empty() && !typed.chars().any(char::is_control);
            if whole && char_count(typed) <= longest { Ok(typed.to_owned()) } else { Err(Refused::Unfit) }
        };
        match field {
            Field::Title => {
                self.article.title = Some(fits(TITLE)?);
                self.article.label = None;
            }
            Field::Source => self.article.source = Some(fits(SOURCE)?),
            Field::Date => self.date(read_date(typed, today)?),
            Field::Place => match places {
                [] => return Err(Refused::NoPlace),
                [only] => self.article.places = vec![only.clone()],
                several => return Err(Refused::Several(several.to_vec())),
            },
        }
        Ok(())
    }

    /// Takes one field from another article of the same file.
    pub fn take_over(&mut self, field: Field, other: &Self) {
        match field {
            Field::Title => {}
            Field::Source => self.article.source.clone_from(&other.article.source),
            Field::Place => self.article.places.clone_from(&other.article.places),
            Field::Date => match &other.article.published {
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
fn doubts(article: &Article, whole: &[Problem], of_articles: &[Problem]) -> Vec<Doubt> {
    let of_lines = |line: u32| article.lines.iter().any(|[from, to]| (*from..=*to).contains(&line));
    let own = of_articles.iter().filter(|problem| problem.line.is_some_and(of_lines));
    let found = whole
        .iter()
        .chain(own)
        .map(|problem| Doubt { problem: problem.problem.clone(), remedy: problem.remedy.clone() });
    let unsure =
        article.warnings.iter().map(|warning| Doubt { problem: warning.clone(), remedy: String::new() });
    found.chain(unsure).take(DOUBTS).collect()
}

/// A date in any way in which people write one.
fn read_date(typed: &str, today: Date) -> Result<PartialDate, Refused> {
    let typed = fold(typed);
    let date = intake::read_date(&typed).or_else(|| said_date(&typed, today)).ok_or(Refused::NoDate)?;
    // Tomorrow's paper may be typed in tonight.
    let last = today.saturating_add(1.day());
    if date.first_day() > last { Err(Refused::NotYet(date)) } else { Ok(date) }
}

/// 昨天, 上周五, 十月十八号: a day that is not to come, where no year is said.
fn said_date(typed: &str, today: Date) -> Option<PartialDate> {
    let asked = calendar::asked_time(typed, today)?;
    let (before, after) = (slice(typed, 0..asked.range.start), slice(typed, asked.range.end..typed.len()));
    // 2024年13月1日 is no 1日.
    if before.chars().chain(after.chars()).any(|beside| beside.is_numeric()) {
        return None;
    }
    let named = |word: &str| typed.contains(word);
    let (mut from, mut to) = (asked.from, asked.to);
    if from > today.saturating_add(1.day()) && !named("年") {
        (from, to) = (from.saturating_sub(1.year()), to.saturating_sub(1.year()));
    }
    if from == to {
        return Some(PartialDate::Day(from));
    }
    if from.day() == 1 && to == from.last_of_month() {
        return Some(PartialDate::Month(from.year(), from.month()));
    }
    let whole_year = from.day_of_year() == 1 && to == from.last_of_year();
    whole_year.then(|| PartialDate::Year(from.year()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        let cases = [
            ("2024-10-18", Ok("2024-10-18")),
            ("2024年10月18日", Ok("2024-10-18")),
            ("20241018", Ok("2024-10-18")),
            ("２０２４．１０．１８", Ok("2024-10-18")),
            ("2024年10月", Ok("2024-10")),
            ("2024", Ok("2024")),
            ("昨天", Ok("2024-10-31")),
            ("今天", Ok("2024-11-01")),
            ("10月18日", Ok("2024-10-18")),
            ("十月十八号", Ok("2024-10-18")),
            ("12月3日", Ok("2023-12-03")),
            ("二〇二四年十月十八日", Ok("2024-10-18")),
            ("去年10月18日", Ok("2023-10-18")),
            ("10/18", Err(Refused::NoDate)),
            ("2024年13月1日", Err(Refused::NoDate)),
            ("不知道", Err(Refused::NoDate)),
            ("", Err(Refused::NoDate)),
            ("2025-01-01", Err(Refused::NotYet(PartialDate::Day(date(2025, 1, 1))))),
        ];
        let read = |typed| read_date(typed, date(2024, 11, 1)).map(|date| date.to_string());
        let wrong: Vec<_> = cases
            .iter()
            .filter(|(typed, expected)| read(typed) != expected.clone().map(str::to_owned))
            .map(|(typed, _)| format!("{typed}: {:?}", read(typed)))
            .collect();
        assert!(wrong.is_empty(), "{wrong:?}");
    }

    #[test]
    fn a_new_date_moves_what_happens() {
        let article = Article { body: "12月3日上午免费理发。".to_owned(), ..Article::default() };
        let mut piece = Piece { article, ..Piece::default() };
        let today = date(2024, 11, 1);
        piece.change(Field::Date, "2022-11-20", (&[], today)).unwrap();
        assert_eq!(piece.article.events[0].from, Some(date(2022, 12, 3)));
        piece.own_events = true;
        piece.change(Field::Date, "2023-11-20", (&[], today)).unwrap();
        assert_eq!(piece.article.events[0].from, Some(date(2022, 12, 3)));
        assert_eq!(Piece::read(&piece.body()), Some(piece));
    }

    #[test]
    fn doubts_stand_at_their_article() {
        let article = |from, to| Article { lines: vec![[from, to]], ..Article::default() };
        let problem = |line, problem: &str| Problem {
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
        let (pieces, error) = Piece::all_of(file);
        let said: Vec<Vec<&str>> = pieces
            .iter()
            .map(|piece| piece.doubts.iter().map(|doubt| doubt.problem.as_str()).collect())
            .collect();
        assert_eq!(said, [vec!["编码", "头上"], vec!["星期"]]);
        assert_eq!(error, None);
    }

    #[test]
    fn what_does_not_fit_changes_nothing() {
        let mut piece = Piece::default();
        let several = [PlacePath::new("山西省/大同市/平城区"), PlacePath::new("山西省/太原市")];
        let today = date(2024, 11, 1);
        let long = "长".repeat(81);
        for (field, typed, places, expected) in [
            (Field::Title, "", &[][..], Refused::Unfit),
            (Field::Title, "两\n行", &[], Refused::Unfit),
            (Field::Title, long.as_str(), &[], Refused::Unfit),
            (Field::Place, "哪儿", &[], Refused::NoPlace),
            (Field::Place, "新营", &several, Refused::Several(several.to_vec())),
        ] {
            assert_eq!(piece.change(field, typed, (places, today)), Err(expected), "{typed}");
        }
        assert_eq!(piece, Piece::default());
    }
}

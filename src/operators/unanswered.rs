//! `/gaps`: what was asked in vain, by service and place; what can be done about it: a synonym, or nothing.
//!
//! Knows nothing of who asked: the question log does not say.

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::{
    ToSpan,
    civil::{Date, DateTime, Weekday},
};

use super::{NotifyOperators, files, notify, operator::Operator, reload::Reloads};
use crate::{
    article::ArticleId,
    conversation::monday,
    knowledge_base::KnowledgeBase,
    messaging::{ChatKey, Document, Message, Outgoing},
    reply::{self, AskedInVain, MarkedWrong, MostAsked, UnansweredReport, WronglyRead, wording::operators},
    store::{Store, StoreError, UnansweredGroup},
    text::spans::char_count,
};

/// Marks 不对 in one report.
const MARKED: usize = 5;
/// Turns that were read wrongly, at most.
const MISREAD: usize = 8;
/// The hour from which the summary goes out.
const MORNING: i8 = 9;
/// The longest word of a synonym.
const LONGEST: usize = 20;
/// Between what residents say and what is printed.
const EQUALS: [char; 2] = ['=', '＝'];

/// Shows what was asked in vain, and takes synonyms.
pub(super) struct Unanswered {
    knowledge: Arc<KnowledgeBase>,
    store: Store,
    reloads: Arc<Reloads>,
    notify: Option<NotifyOperators>,
    /// The chat from which a synonym is awaited.
    synonym_from: Mutex<Option<ChatKey>>,
}

impl Unanswered {
    pub(super) fn new(
        knowledge: Arc<KnowledgeBase>,
        store: Store,
        reloads: Arc<Reloads>,
        notify: Option<NotifyOperators>,
    ) -> Self {
        Self { knowledge, store, reloads, notify, synonym_from: Mutex::default() }
    }

    /// `/gaps`.
    pub(super) fn show(&self, operator: &Operator) -> Outgoing {
        self.report(operator.today).map_or_else(|error| failed(&error), Outgoing::of)
    }

    fn report(&self, today: Date) -> Result<Message, StoreError> {
        let week = monday(today);
        let gaps = self.store.gaps(today, week)?;
        let gaps: Vec<AskedInVain<'_>> = gaps.iter().map(asked_in_vain).collect();
        let most = self.store.most_asked(week)?.into_iter();
        let most: Vec<MostAsked> =
            most.map(|(service, place, times)| MostAsked { service, place, times }).collect();
        let marked = self.marked(today)?;
        let misread = self.store.misread(today.saturating_sub(30.days()), MISREAD)?.into_iter();
        let misread: Vec<WronglyRead> =
            misread.map(|turn| WronglyRead { said: turn.said, act: turn.act }).collect();
        Ok(reply::unanswered(&UnansweredReport {
            gaps: &gaps,
            most: &most,
            marked: &marked,
            misread: &misread,
        }))
    }

    fn marked(&self, today: Date) -> Result<Vec<MarkedWrong>, StoreError> {
        let since = today.saturating_sub(30.days());
        let marked = self.store.marked_wrong(since)?.into_iter().take(MARKED);
        let with_title = |(article, reason, times)| {
            let id = ArticleId(article);
            let title = self.knowledge.article(&id).map(|article| article.headline().to_owned());
            MarkedWrong { title: title.unwrap_or(id.0), reason, times }
        };
        Ok(marked.map(with_title).collect())
    }

    /// On Mondays the operators read it without asking, once.
    pub(super) fn on_mondays(&self, now: DateTime) {
        if now.weekday() != Weekday::Monday || now.hour() < MORNING {
            return;
        }
        let today = now.date();
        match self.store.is_first("gaps told", &today.to_string()) {
            Ok(true) => match self.report(today) {
                // Nothing to do is nothing to tell.
                Ok(message) if message.buttons.is_empty() => {}
                Ok(message) => notify(self.notify.as_ref(), message),
                Err(error) => tracing::error!(%error, "the summary of the week could not be made"),
            },
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "the summary of the week could not be made"),
        }
    }

    /// 不用管.
    pub(super) fn pass_over(&self, operator: &Operator, wanted: &str) -> Outgoing {
        let done = self.gap(operator, wanted).and_then(|gap| {
            let Some(gap) = gap else { return Ok(Outgoing::line(operators::NO_SUCH_GAP)) };
            self.store.pass_over(&gap.service, &gap.place, operator.today)?;
            Ok(Outgoing::instead(self.report(operator.today)?))
        });
        done.unwrap_or_else(|error| failed(&error))
    }

    /// 加同义词: asks for it.
    pub(super) fn ask_for_synonym(&self, operator: &Operator, wanted: &str) -> Outgoing {
        match self.gap(operator, wanted) {
            Ok(Some(gap)) => {
                *self.synonym_from.lock().unwrap_or_else(PoisonError::into_inner) = Some(operator.chat);
                Outgoing::of(Message::of_text(&operators::which_synonym(&gap.words)))
            }
            Ok(None) => Outgoing::line(operators::NO_SUCH_GAP),
            Err(error) => failed(&error),
        }
    }

    /// 「磨刀=磨菜刀」, when it is awaited from this chat.
    pub(super) fn synonym(&self, operator: &Operator, text: &str) -> Option<Outgoing> {
        self.synonym_from
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take_if(|chat| *chat == operator.chat)?;
        let (say, print) = text.split_once(EQUALS)?;
        let (say, print) = (say.trim(), print.trim());
        let fits =
            |word: &str| (1..=LONGEST).contains(&char_count(word)) && !word.chars().any(char::is_control);
        if !fits(say) || !fits(print) {
            return Some(Outgoing::line(operators::BAD_SYNONYM));
        }
        if let Err(error) = files::add_synonym(self.knowledge.folder(), say, print) {
            tracing::error!(%error, "a synonym could not be written");
            return Some(Outgoing::line(&operators::not_written("synonyms.toml", &error.to_string())));
        }
        tracing::info!("an operator added a synonym");
        let added = Message::of_text(&operators::synonym_added(say, print));
        let outgoing = self.reloads.take_up(operator.today, &BTreeSet::new(), |_| added);
        Some(Outgoing { edit: false, ..outgoing })
    }

    /// 下载表格.
    pub(super) fn table(&self) -> Outgoing {
        let rows = match self.store.all_misses() {
            Ok(rows) => rows,
            Err(error) => return failed(&error),
        };
        let mut text = operators::TABLE_HEAD.to_owned();
        for row in rows {
            let cells: Vec<String> =
                row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            text.push_str(&cells.join(","));
            text.push_str("\r\n");
        }
        let file = Some(Document { name: "gaps.csv".to_owned(), text });
        Outgoing::of(Message { file, ..Message::of_text(operators::TABLE) })
    }

    fn gap(&self, operator: &Operator, wanted: &str) -> Result<Option<UnansweredGroup>, StoreError> {
        let gaps = self.store.gaps(operator.today, monday(operator.today))?;
        Ok(gaps.into_iter().find(|gap| key(gap) == wanted))
    }
}

fn asked_in_vain(gap: &UnansweredGroup) -> AskedInVain<'_> {
    AskedInVain {
        service: &gap.service,
        place: &gap.place,
        times: gap.times,
        lately: gap.lately,
        words: &gap.words,
        key: key(gap),
    }
}

/// The name of a group, for its buttons.
fn key(gap: &UnansweredGroup) -> String {
    files::short_hash(&format!("{}\n{}", gap.service, gap.place))
}

fn failed(error: &StoreError) -> Outgoing {
    tracing::error!(%error, "the question log does not answer");
    Outgoing::line(operators::QUESTION_LOG_AWAY)
}

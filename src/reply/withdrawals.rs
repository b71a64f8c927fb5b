//! What is said when a notice is taken back or corrected: to the operator who does it, and to those who were shown it.
//!
//! Knows nothing of how it is done.

use jiff::civil::Date;

use super::{dates, rows, wording::operators};
use crate::{
    article::Article,
    messaging::{Button, Message, OperatorAction, Overflow, RichText, bold, plain},
    text::spans::first_chars,
};

/// The longest headline.
const HEADLINE: usize = 60;

fn headline(article: &Article) -> String {
    first_chars(article.headline().trim(), HEADLINE).to_owned()
}

/// Asks whether this notice is to be taken back.
#[must_use]
pub(crate) fn withdraw_this(LinkedArticle { article, link }: &LinkedArticle) -> Message {
    let date = article.published.as_ref().map(|published| dates::printed(published.date));
    let text = operators::withdraw_this(&headline(article), &article.file, date.as_deref());
    let yes = Button::new(operators::WITHDRAW, OperatorAction::Withdraw(link.clone()));
    let no = Button::new(operators::LEAVE, OperatorAction::LeaveAsItIs);
    Message { buttons: vec![vec![yes, no]], ..Message::of_text(&text) }
}

/// An article, and the link by which a button finds it again.
#[derive(Clone, Debug)]
pub(crate) struct LinkedArticle {
    /// The article.
    pub(crate) article: Article,
    /// The link.
    pub(crate) link: String,
}

/// Asks which of these is meant.
#[must_use]
pub(crate) fn withdraw_which(articles: &[LinkedArticle]) -> Message {
    let mut lines = vec![bold(operators::WITHDRAW_WHICH)];
    let mut buttons = Vec::new();
    for (number, LinkedArticle { article, link }) in (1..).zip(articles) {
        lines.push(plain(&format!("{number}. {}", headline(article))));
        let choose = OperatorAction::ChooseToWithdraw(link.clone());
        buttons.push(Some(Button::new(&operators::withdraw_nth(number), choose)));
    }
    Message { text: RichText::lines(lines), buttons: rows(buttons, 2), ..Message::default() }
}

/// Shows a correction once more before it goes out.
#[must_use]
pub(crate) fn correct_this(article: &Article, words: &str, number: u64) -> Message {
    let text = operators::correct_this(&headline(article), words);
    let yes = Button::new(operators::CORRECT, OperatorAction::Correct(number));
    let no = Button::new(operators::LEAVE, OperatorAction::LeaveAsItIs);
    Message { buttons: vec![vec![yes, no]], ..Message::of_text(&text) }
}

/// What was done, and how many messages are corrected for it.
#[must_use]
pub(crate) fn done(what: &str, corrected: usize) -> Message {
    Message::of_text(&format!("{what}\n{}", operators::corrected_messages(corrected)))
}

/// What is said where something was shown that holds no more.
#[derive(Clone, Debug)]
pub(crate) struct CorrectionMessages {
    /// What stands in the place of the answer.
    pub(crate) instead: Message,
    /// What its readers are told once besides.
    pub(crate) anew: Message,
}

/// What is said where an article of this title was shown; `after` is what holds now.
#[must_use]
pub(crate) fn correction(title: &str, after: Option<&Article>, today: Date) -> CorrectionMessages {
    let title = first_chars(title.trim(), HEADLINE);
    let Some(article) = after else {
        let instead = Message::of_text(&operators::taken_back(title));
        return CorrectionMessages { instead, anew: Message::of_text(&operators::was_taken_back(title)) };
    };
    // One message takes the place of one: the beginning of a long text says what has changed.
    let overflow = Some(Overflow { longer_than: 1, shown: 1, instead: None });
    let whole = Message { overflow, ..super::article(article, today) };
    let headed = |line: &str| Message { text: bold(line).paragraph(whole.text.clone()), ..whole.clone() };
    CorrectionMessages {
        instead: headed(&operators::has_changed(title)),
        anew: headed(&operators::was_changed(title)),
    }
}

/// The same in the place of a list, whose other entries go with it.
#[must_use]
pub(crate) fn correction_in_a_list(instead: &Message) -> Message {
    let text = instead.text.clone().paragraph(plain(operators::REST_OF_THE_LIST));
    Message { text, ..instead.clone() }
}

//! A turn that is nothing but the name of a place: 「柳港园社区」.
//!
//! Knows nothing of how places are recognised.

use jiff::civil::Date;

use super::{
    Conversations,
    chat::Chat,
    filter::NoticeFilter,
    following::named_places,
    questions::{AloneAnswer, PLACE_NAME, QuestionInput},
    topic::Topic,
};
use crate::{
    answer::{Answer, OutcomeKind, Passage},
    article::{Fit, PlacePath},
    knowledge_base::Newest,
    messaging::Outgoing,
    question::ActChoice,
    reply,
    text::spans::char_count,
};

/// So many of the newest notices are looked at.
const NEWEST: usize = 8;

impl Conversations {
    /// The notices of the place, where the subject before is not printed of it; `None` where the turn says more than a place
    /// or nothing is printed of it.
    pub(super) fn bare_place(
        &self,
        chat: &mut Chat,
        text: &str,
        alone: &AloneAnswer<'_>,
        today: Date,
    ) -> Option<Outgoing> {
        if char_count(text) > PLACE_NAME {
            return None;
        }
        let alone = alone.as_ref()?;
        let place = match named_places(alone).as_slice() {
            [place] if alone.understood.topic.is_empty() => place.clone(),
            _ => return None,
        };
        let input = QuestionInput {
            before: chat.before.clone(),
            act: Some(ActChoice::default()),
            ..QuestionInput::alone(text)
        };
        let with_subject = self.questions.peek(chat, &input, today);
        if with_subject.is_some_and(|answer| is_of(&answer, &place)) {
            return None;
        }
        let newest = Newest { place: Some(place.clone()), limit: NEWEST, ..Newest::default() };
        let mut there = self.questions.retriever.latest(&newest, today);
        there.retain(|notice| lies_in(notice, &place));
        let [only] = there.as_slice() else {
            let filter = NoticeFilter::of_place(Some(place));
            return (!there.is_empty()).then(|| Outgoing::of(self.latest.near(chat, filter, today)));
        };
        let article = self.questions.retriever.article(&only.article)?;
        let link = self.questions.retriever.link_of(&only.article);
        let opening = reply::opening(&article, link.as_deref().unwrap_or_default(), today);
        let message = reply::passage_again(&opening, &alone.understood.places, today);
        chat.topic = Some(Topic::new(opening, None));
        Some(Outgoing::of(message).of_outcome(OutcomeKind::Answered))
    }
}

/// Answered by a notice of the place.
fn is_of(answer: &Answer, place: &PlacePath) -> bool {
    answer.kind() == OutcomeKind::Answered
        && answer.passages.first().is_some_and(|passage| lies_in(passage, place))
}

fn lies_in(notice: &Passage, place: &PlacePath) -> bool {
    notice.places.iter().any(|own| own.fit(place) >= Fit::Inside)
}

//! Turns that go on from what was shown: a detail, the next one, that one, in fewer words, another place.
//!
//! Knows nothing of how a turn was read. What was never shown cannot be meant; what is not printed is said to be so, and is
//! never looked for in another notice.

use jiff::civil::Date;

use super::{
    Conversations,
    chat::Chat,
    commands::number_in,
    filter::NoticeFilter,
    questions::{AloneAnswer, PLACE_NAME, QuestionInput},
    topic::{Topic, TopicAnswer},
    turn_act::TurnAct,
};
use crate::{
    acts::Act,
    answer::{Answer, OutcomeKind, Passage, PlaceFrom},
    messaging::{Message, Outgoing, ResidentAction},
    question::{ActChoice, QuestionRequest, is_detail_word},
    reply::{self, wording::talk},
    text::{
        normalize::fold,
        segment,
        spans::{char_count, slice},
    },
};

/// Characters shown to whoever wants it shorter, and again shorter.
const SHORTER: [usize; 3] = [45, 28, 1];
/// Words of a headline that a turn must share to point at it.
const POINTS_AT: usize = 1;

/// One of what was shown, as it is pointed at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pointed {
    /// The one before.
    Previous,
    /// At this position, from 0.
    At(usize),
    /// The last one.
    Last,
}

impl Conversations {
    /// A detail of the notice on the table.
    pub(super) fn detail(&self, chat: &Chat, act: Act, text: &str, today: Date) -> Option<Outgoing> {
        let topic = chat.topic.as_ref()?;
        if act == Act::StillOn {
            return Some(Outgoing::of(reply::still_on(&topic.passage, today)));
        }
        let request = self.about(act, text, today);
        let found = self.questions.retriever.detail(&request, topic.article())?;
        let message = reply::detail(&found, &topic.passage, act, today);
        let outcome = if found.says { OutcomeKind::Answered } else { OutcomeKind::NearMiss };
        Some(Outgoing::of(message).of_outcome(outcome))
    }

    /// The notice on the table says this detail.
    pub(super) fn says(&self, chat: &Chat, act: Act, text: &str, today: Date) -> bool {
        let request = self.about(act, text, today);
        let found =
            chat.topic.as_ref().and_then(|topic| self.questions.retriever.detail(&request, topic.article()));
        found.is_some_and(|found| found.says)
    }

    fn about<'a>(&'a self, act: Act, text: &'a str, today: Date) -> QuestionRequest<'a> {
        QuestionRequest {
            text,
            before: None,
            chosen_place: None,
            own_place: None,
            home: self.questions.home.as_ref(),
            today,
            just_asking: true,
            act: Some(ActChoice { act, probability: 1.0 }),
        }
    }

    /// 还有吗, 下一条.
    pub(super) fn more(&self, chat: &mut Chat, today: Date) -> Outgoing {
        match chat.next.take() {
            Some(action) => Outgoing { edit: false, ..self.press(chat, &action, today) },
            None if chat.topic.is_some() => Outgoing::line(talk::NOTHING_ELSE),
            None if chat.before.is_some() => Outgoing::line(talk::NOTHING_MORE),
            None => Outgoing::line(talk::NOTHING_TO_CONTINUE),
        }
    }

    /// 上一条, 第二条, 最后那个.
    pub(super) fn pointed_at(&self, chat: &mut Chat, pointed: Pointed, today: Date) -> Option<Outgoing> {
        let Some(TopicAnswer { id, at }) = chat.topic.as_ref().and_then(|topic| topic.from) else {
            let nothing = chat.topic.is_none();
            return Some(Outgoing::line(if nothing { talk::NOTHING_SHOWN } else { talk::NO_EARLIER }));
        };
        let count = chat.answer_shown(id).map_or(0, |answer| reply::passages_shown(answer).len());
        let to = match pointed {
            Pointed::Previous => match at.checked_sub(1) {
                Some(to) => to,
                None => return Some(Outgoing::line(talk::NO_EARLIER)),
            },
            Pointed::At(to) => to,
            Pointed::Last => count.saturating_sub(1),
        };
        if to >= count {
            return Some(Outgoing::line(talk::NO_SUCH_ITEM));
        }
        let turned = self.press(chat, &ResidentAction::Passage(id, to), today);
        Some(Outgoing { edit: false, ..turned })
    }

    /// 第二条: of the list that was shown last.
    pub(super) fn nth(&self, chat: &mut Chat, text: &str, today: Date) -> Option<Outgoing> {
        let last = text.contains("最后");
        let number = number_in(text);
        if number.is_none() && text.contains(|digit: char| digit.is_ascii_digit()) {
            return Some(Outgoing::line(talk::NO_SUCH_ITEM));
        }
        let choices = chat.choices();
        if !choices.is_empty() {
            let at = if last { choices.len().checked_sub(1) } else { number?.checked_sub(1) };
            return Some(match at.and_then(|at| choices.get(at)) {
                Some(action) => Outgoing { edit: false, ..self.press(chat, action, today) },
                None => Outgoing::line(talk::NO_SUCH_NUMBER),
            });
        }
        let pointed = if last { Pointed::Last } else { Pointed::At(number?.saturating_sub(1)) };
        self.pointed_at(chat, pointed, today)
    }

    /// 那个理发的: one of what was shown, by a word of it.
    pub(super) fn that_one(&self, chat: &mut Chat, text: &str, today: Date) -> Option<Outgoing> {
        let words = words_of(text);
        let shown = chat.passages_shown();
        let (count, at) =
            shown.iter().enumerate().map(|(at, (passage, _))| (shared(&words, passage), at)).rev().max()?;
        if count < POINTS_AT {
            return None;
        }
        let (passage, from) = shown.into_iter().nth(at)?;
        let message = reply::passage_again(&passage, &[], today);
        chat.topic = Some(Topic::new(passage, from));
        Some(Outgoing::of(message))
    }

    /// 打球那个收钱不, 头一个有电话没: another notice that was shown comes onto the table, when a word or a number says so.
    pub(super) fn refocus(&self, chat: &mut Chat, text: &str) {
        let Some(topic) = &chat.topic else { return };
        if let Some(at) = numbered(text)
            && let Some(id) = chat.several.get(at)
            && let Some(passage) = chat.answer_shown(*id).and_then(|answer| answer.passages.first()).cloned()
        {
            chat.topic = Some(Topic::new(passage, Some(TopicAnswer { id: *id, at: 0 })));
            return;
        }
        if !["那个", "那条", "那家", "那回", "那次"].iter().any(|word| text.contains(word)) {
            return;
        }
        let mut words = words_of(text);
        words.retain(|word| !is_detail_word(word));
        let own = shared(&words, &topic.passage);
        let better = chat.passages_shown().into_iter().find(|(passage, _)| shared(&words, passage) > own);
        if let Some((passage, from)) = better {
            chat.topic = Some(Topic::new(passage, from));
        }
    }

    /// 看全文.
    pub(super) fn whole_on_table(&self, chat: &mut Chat, today: Date) -> Outgoing {
        match chat.topic.as_ref().map(|topic| topic.article().clone()) {
            Some(article) => Outgoing::of(self.articles.whole(chat, &article, today)),
            None => Outgoing::line(talk::NOTHING_SHOWN),
        }
    }

    /// The same again, in fewer words each time.
    pub(super) fn simpler(&self, chat: &mut Chat, act: Act, today: Date) -> Outgoing {
        let last = chat.last_reply.clone();
        let talked = chat.spoke_last && chat.last_turn.as_ref().is_some_and(|turn| turn.act.is_talk());
        if act == Act::Again && !last.is_empty() && (talked || chat.topic.is_none()) {
            return again(last);
        }
        let Some(topic) = chat.topic.as_mut() else {
            return Outgoing::line(if last.is_empty() {
                talk::NOTHING_SHOWN
            } else {
                talk::SIMPLER_OF_NOTHING
            });
        };
        let longest = SHORTER.get(usize::from(topic.simplified)).copied().unwrap_or(1);
        topic.simplified = topic.simplified.saturating_add(1);
        let passage = topic.passage.clone();
        Outgoing::of(reply::shorter(&passage, longest, today))
    }

    /// 不是这个: the next one that fits; the turn that was read wrongly is noted.
    pub(super) fn rejected(&self, chat: &mut Chat, text: &str, today: Date) -> Option<Outgoing> {
        chat.topic.as_ref()?;
        self.feedback.misread(chat, today);
        // 我问的不是剃头是洗澡: what is wanted instead is a question of its own.
        if let Some(wanted) = wanted_instead(text) {
            let outgoing = self.ask_as(chat, wanted, Some(ActChoice::default()), today);
            return Some(outgoing);
        }
        if let Some(action) = chat.next.take() {
            return Some(Outgoing { edit: false, ..self.press(chat, &action, today) });
        }
        Some(Outgoing::line(talk::NOT_THIS))
    }

    /// 那盐湖区呢: the subject stays.
    pub(super) fn swapped(
        &self,
        chat: &mut Chat,
        turn: TurnAct,
        text: &str,
        today: Date,
    ) -> Option<Outgoing> {
        let before = chat.before.clone()?;
        let act = Some(ActChoice { act: turn.act, probability: turn.probability });
        // It goes on from what was shown: nothing else is happening.
        let input =
            QuestionInput { before: Some(before), act, just_asking: true, ..QuestionInput::alone(text) };
        if turn.act == Act::OtherPlace {
            let named = self.questions.places_named(chat, &input, today);
            if named.is_empty() {
                return None;
            }
        }
        Some(self.questions.ask(chat, &input, today))
    }

    /// 平城区有没有给猫绝育的 asks for something else than what was asked before, not only for another place.
    pub(super) fn has_own_subject(&self, chat: &Chat, text: &str, alone: &AloneAnswer<'_>) -> bool {
        if char_count(text) <= PLACE_NAME {
            return false;
        }
        let before = chat.before.as_ref().map(|before| fold(&before.question)).unwrap_or_default();
        let own = |word: &String| char_count(word) >= 2 && !before.contains(word.as_str());
        alone.as_ref().is_some_and(|answer| answer.understood.topic.iter().any(own))
    }

    /// 今天报上有啥, of the place that is said.
    pub(super) fn latest_said(&self, chat: &mut Chat, text: &str, today: Date) -> Outgoing {
        let understood = self.questions.understood(chat, text, today);
        let place = understood.as_ref().and_then(|answer| named_places(answer).into_iter().next());
        let mut message = self.latest.near(chat, NoticeFilter::of_place(place), today);
        // 昨天登啥了: the day that is asked for may have nothing.
        let newest = self.latest.newest_day(today);
        if let (Some(asked), Some(newest)) = (understood.and_then(|answer| answer.understood.time), newest)
            && newest < asked.from
        {
            let line = talk::nothing_printed_then(
                &reply::period(asked.from, asked.to, today),
                &reply::period(newest, newest, today),
            );
            message.text = crate::messaging::plain(&line).line(message.text);
        }
        Outgoing::of(message)
    }

    /// 以后招工的都发我.
    pub(super) fn subscribe_said(&self, chat: &mut Chat, text: &str, today: Date) -> Outgoing {
        if let Some(outgoing) = super::in_private(chat) {
            return outgoing;
        }
        let answer = self.questions.understood(chat, text, today);
        let said = answer.as_ref().map(NoticeFilter::of_answer);
        let named = answer.is_some_and(|answer| !answer.understood.services.is_empty());
        match said.filter(|_| named) {
            Some(filter) => self.subscriptions.subscribe(chat, filter, today),
            None => self.subscribe(chat, "", today),
        }
    }

    /// 记住我住平城区; else the screen.
    pub(super) fn settings_said(&self, chat: &mut Chat, text: &str, today: Date) -> Outgoing {
        match self.place_said(chat, text, today).filter(|_| !chat.is_group()) {
            Some(place) => self.settings.live(chat, &place),
            None => self.settings.show(chat),
        }
    }

    fn place_said(&self, chat: &Chat, text: &str, today: Date) -> Option<crate::article::PlacePath> {
        let input = QuestionInput::alone(text);
        self.questions.places_named(chat, &input, today).into_iter().next()
    }
}

/// The words of a turn that may point at something.
fn words_of(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = segment::words(&folded).into_iter().map(|word| slice(&folded, word).to_owned());
    words.filter(|word| char_count(word) >= 2).collect()
}

/// How many of the words stand in a passage or its headline.
fn shared(words: &[String], passage: &Passage) -> usize {
    let shown = fold(&format!("{} {}", passage.headline(), passage.text));
    words.iter().filter(|word| shown.contains(word.as_str())).count()
}

/// 头一个, 第二个: position from 0.
fn numbered(text: &str) -> Option<usize> {
    const NAMES: [&[&str]; 3] =
        [&["头一个", "第一个", "第1个", "头一条"], &["第二个", "第2个"], &["第三个", "第3个", "最后那个"]];
    NAMES.iter().position(|names| names.iter().any(|name| text.contains(name)))
}

/// What was said last, once more.
fn again(last: Vec<Message>) -> Outgoing {
    let mut outgoing = Outgoing::of_all(last);
    outgoing.account.may_repeat = true;
    outgoing
}

/// What stands behind 是 or 要 after a 不是: 不是剃头是洗澡.
fn wanted_instead(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("不是").or_else(|| text.split_once("不要"))?;
    let at = ["，我要", "我要", "要的是", "我问的是", "我说的是", "，是", " 是", "是", "，要", "要"]
        .iter()
        .filter_map(|word| rest.find(word).map(|at| at + word.len()))
        .min()?;
    let wanted = slice(rest, at..rest.len()).trim_matches(|character: char| !character.is_alphanumeric());
    (wanted.chars().count() >= 2 && !wanted.starts_with("这个")).then_some(wanted)
}

/// The place that a question itself names.
pub(super) fn named_places(answer: &Answer) -> Vec<crate::article::PlacePath> {
    let places = answer.understood.places.iter();
    places.filter(|place| place.from == PlaceFrom::Question).map(|place| place.path.clone()).collect()
}

/// A message that takes the place of one that was just said in the same words. What is not printed is said again, without
/// the passage.
pub(super) fn otherwise(chat: &Chat, repeated: &Outgoing) -> Message {
    let missed = repeated.account.outcomes.first() == Some(&OutcomeKind::NearMiss);
    let said = repeated.messages.first().map(|message| message.text.to_plain()).unwrap_or_default();
    let missing = said.lines().next().filter(|_| missed).unwrap_or_default();
    match &chat.topic {
        Some(topic) => Message::of_text(&[missing, &talk::still_that(topic.passage.headline())].concat()),
        None => Message::of_text(talk::SAY_IT_OTHERWISE),
    }
}

#[cfg(test)]
mod tests {
    use super::{numbered, wanted_instead};

    #[test]
    fn positions_are_read_from_words() {
        for (text, expected) in [
            ("头一个有电话没", Some(0)),
            ("第2个在哪儿", Some(1)),
            ("第三个要钱吗", Some(2)),
            ("要钱吗", None),
        ] {
            assert_eq!(numbered(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_wanted_instead_stands_behind_the_denial() {
        for (text, expected) in [
            ("不是剃头是洗澡", Some("洗澡")),
            ("不是这个，我要修鞋的", Some("修鞋的")),
            ("我问的不是量血压，我问的是打疫苗", Some("打疫苗")),
            ("不是这个", None),
            ("哪里有免费理发", None),
        ] {
            assert_eq!(wanted_instead(text), expected, "{text}");
        }
    }
}

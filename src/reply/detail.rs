//! Replies about the notice on the table: a detail, the same in fewer words, where it was printed.
//!
//! Knows nothing of how a turn was read.

use jiff::civil::Date;

use super::{
    not_found,
    passage::{self, PassageStyle},
    places, rows, status,
    wording::{self, labels, talk},
};
use crate::{
    acts::Act,
    answer::{Advice, AnswerType, AskedPlace, Aspect, Detail, Passage},
    messaging::{Button, Message, ResidentAction, RichText, bold, plain},
    text::spans::char_count,
};

/// A turn of so few characters is said back.
const ECHOED: usize = 14;
/// Characters of a passage that was shown before.
const SHOWN_BEFORE: usize = 40;

/// What the notice says of a detail; first of all that it says nothing, where it does not.
#[must_use]
pub(crate) fn detail(found: &Detail, shown: &Passage, act: Act, today: Date) -> Message {
    // The period may be known without being in any sentence.
    if found.aspect == Aspect::Deadline && !found.says && shown.event.to.is_some() {
        return still_on(shown, today);
    }
    let style = PassageStyle::unasked(today);
    let text = if found.says {
        passage::block(&found.passage, style)
    } else {
        let lacks = bold(&not_printed(found, shown, act));
        let nearest = if found.want == Some(AnswerType::Place) { &found.passage } else { shown };
        lacks.line(passage::block(nearest, PassageStyle { longest: SHOWN_BEFORE, ..style }))
    };
    let doubts = if act == Act::Eligibility && found.says {
        wording::talk::ASK_BEFORE_GOING.to_owned()
    } else if let Some(hotline) = &found.hotline {
        not_found::call(hotline)
    } else {
        status::doubts(shown, &[], today).concat()
    };
    let text = if doubts.is_empty() { text } else { text.line(plain(&doubts)) };
    Message::with_buttons(text, below(shown)).showing([&shown.article])
}

/// What is not printed, as near to the asker's words as can be.
fn not_printed(found: &Detail, shown: &Passage, act: Act) -> String {
    let said = found.said.trim_matches(|character: char| !character.is_alphanumeric());
    // In his own words, where they are few.
    let words = || match found.words.as_str() {
        _ if char_count(said) <= ECHOED => talk::said_not_printed(said),
        "" => talk::THAT_NOT_PRINTED.to_owned(),
        words => talk::words_not_printed(words),
    };
    match (act, found.want, found.aspect) {
        (Act::StillOn, _, _) => talk::STILL_ON_NOT_PRINTED.to_owned(),
        (_, _, Aspect::Deadline) => talk::DEADLINE_NOT_PRINTED.to_owned(),
        (_, _, Aspect::Weekday) => talk::WEEKDAY_NOT_PRINTED.to_owned(),
        (_, _, Aspect::NextTime) => talk::NEXT_TIME_NOT_PRINTED.to_owned(),
        (_, _, Aspect::Bring) => talk::WHAT_TO_BRING_NOT_PRINTED.to_owned(),
        (_, _, Aspect::Booking) => talk::BOOKING_NOT_PRINTED.to_owned(),
        (_, _, Aspect::Day) => talk::DAY_NOT_PRINTED.to_owned(),
        (Act::DetailWhat, _, _) | (_, None, _) => words(),
        (_, Some(AnswerType::Phone | AnswerType::Place | AnswerType::Conditions), _)
            if found.words.is_empty() =>
        {
            kind_not_printed(found, shown)
        }
        (_, Some(AnswerType::Phone | AnswerType::Place), _) => kind_not_printed(found, shown),
        (_, Some(_), _) if !found.words.is_empty() => words(),
        _ => kind_not_printed(found, shown),
    }
}

fn kind_not_printed(found: &Detail, shown: &Passage) -> String {
    match found.want {
        None => talk::THAT_NOT_PRINTED.to_owned(),
        Some(AnswerType::Place) => shown.places.first().map_or_else(
            || wording::missing_detail(AnswerType::Place).to_owned(),
            |place| talk::only_this_place(&places::in_list(place)),
        ),
        Some(want) => wording::missing_detail(want).to_owned(),
    }
}

/// Whether it is still going on: what the notice and its date say.
#[must_use]
pub(crate) fn still_on(shown: &Passage, today: Date) -> Message {
    let lines = status::lines(shown, &[], today);
    let first = lines.first().map_or(talk::STILL_ON_NOT_PRINTED, String::as_str);
    let text = bold(first).line(plain(&passage::origin_line(shown, &[])));
    Message::with_buttons(text, below(shown)).showing([&shown.article])
}

/// The same passage in at most `longest` characters.
#[must_use]
pub(crate) fn shorter(shown: &Passage, longest: usize, today: Date) -> Message {
    let style = PassageStyle { longest, ..PassageStyle::unasked(today) };
    Message::with_buttons(passage::block(shown, style), below(shown)).showing([&shown.article])
}

/// Where and when it was printed.
#[must_use]
pub(crate) fn source(shown: &Passage) -> Message {
    let text = plain(&talk::printed_there(&passage::origin_line(shown, &[])));
    Message::with_buttons(text, below(shown)).showing([&shown.article])
}

/// A passage by itself, as the answer to whoever points at it.
#[must_use]
pub(crate) fn passage_again(shown: &Passage, asked: &[AskedPlace], today: Date) -> Message {
    let style = PassageStyle { asked, ..PassageStyle::unasked(today) };
    let doubts = status::doubts(shown, asked, today).concat();
    let text = passage::block(shown, style).line(plain(&doubts)).trimmed();
    Message::with_buttons(text, below(shown)).showing([&shown.article])
}

fn below(shown: &Passage) -> Vec<Vec<Button>> {
    let link = || shown.link.clone();
    rows(
        [
            Some(Button::new(labels::WHOLE, ResidentAction::Open(link()))),
            passage::original(shown.url.as_deref()),
            Some(Button::new(labels::WRONG, ResidentAction::WrongOpen(link(), None))),
        ],
        2,
    )
}

/// The emergency goes on: the number once more, the step that fits best and the one after it, and what else is `told`.
#[must_use]
pub(crate) fn emergency_goes_on(advice: &Advice, first: usize, told: Option<&str>) -> Message {
    let mut lines: Vec<RichText> = Vec::new();
    lines.extend(advice.call.first().map(|(number, what)| bold(&wording::keep_calling(number, what))));
    let steps = advice.steps.len().max(1);
    let next = (0..2.min(advice.steps.len())).filter_map(|at| advice.steps.get((first + at) % steps));
    lines.extend(next.map(|step| plain(step)));
    lines.extend(told.map(plain));
    Message::with_buttons(RichText::lines(lines), Vec::new())
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use jiff::civil::date;

    use super::*;
    use crate::{
        answer::ArticleOverlap,
        reply::samples::{self, shown},
    };

    fn check(message: &Message, expected: &Expect) {
        expected.assert_eq(&shown(message));
    }

    fn found(says: bool, want: Option<AnswerType>, aspect: Aspect) -> Detail {
        let passage = Passage { text: "带上身份证就行。".to_owned(), ..samples::haircut() };
        let hotline = (want == Some(AnswerType::Phone)).then(samples::hotline);
        Detail {
            passage,
            says,
            want,
            aspect,
            words: "管饭".to_owned(),
            said: "管饭吗".to_owned(),
            hotline,
            overlap: ArticleOverlap::default(),
        }
    }

    fn today() -> Date {
        date(2024, 10, 18)
    }

    #[test]
    fn a_detail_is_its_sentence() {
        let found = found(true, Some(AnswerType::How), Aspect::Bring);
        check(
            &detail(&found, &samples::haircut(), Act::DetailHow, today()),
            &expect![[r#"
            （正在办，到11月30日）带上身份证就行。
            《理发师傅进院子》云中晚报 2024年10月16日 · 平城区
            ［看全文］［不对］"#]],
        );
    }

    #[test]
    fn what_is_not_printed_is_said_first() {
        let say = |act, want, aspect| detail(&found(false, want, aspect), &samples::haircut(), act, today());
        check(
            &say(Act::DetailPhone, Some(AnswerType::Phone), Aspect::Any),
            &expect![[r#"
                报上没印电话。
                （正在办，到11月30日）每周三上午免费理发。
                带上身份证就行。
                《理发师傅进院子》云中晚报 2024年10月16日 · 平城区
                可以打 12345（政务服务热线，2024年9月1日核对过）问问。
                ［看全文］［不对］"#]],
        );
        check(
            &say(Act::DetailTime, Some(AnswerType::Time), Aspect::Deadline),
            &expect![[r#"
                正在办（到11月30日）。
                《理发师傅进院子》云中晚报 2024年10月16日 · 平城区
                ［看全文］［不对］"#]],
        );
        check(
            &say(Act::DetailPlace, Some(AnswerType::Place), Aspect::Any),
            &expect![[r#"
            报上只写了平城区，没写具体在哪条街、几号。
            （正在办，到11月30日）带上身份证就行。
            《理发师傅进院子》云中晚报 2024年10月16日 · 平城区
            ［看全文］［不对］"#]],
        );
        check(
            &say(Act::DetailWhat, None, Aspect::Any),
            &expect![[r#"
                报上没写“管饭吗”。
                （正在办，到11月30日）每周三上午免费理发。
                带上身份证就行。
                《理发师傅进院子》云中晚报 2024年10月16日 · 平城区
                ［看全文］［不对］"#]],
        );
    }

    #[test]
    fn the_notice_is_said_again_in_fewer_words() {
        check(
            &shorter(&samples::haircut(), 12, today()),
            &expect![[r#"
            （正在办，到11月30日）每周三上午免费理发。……
            《理发师傅进院子》云中晚报 2024年10月16日 · 平城区
            ［看全文］［不对］"#]],
        );
        check(
            &source(&samples::haircut()),
            &expect![[r#"
            登在：《理发师傅进院子》云中晚报 2024年10月16日 · 平城区
            ［看全文］［不对］"#]],
        );
        check(
            &still_on(&samples::haircut(), today()),
            &expect![[r#"
            正在办（到11月30日）。
            《理发师傅进院子》云中晚报 2024年10月16日 · 平城区
            ［看全文］［不对］"#]],
        );
    }

    #[test]
    fn an_emergency_goes_on_with_its_next_step() {
        check(
            &emergency_goes_on(&samples::gas(), 1, None),
            &expect![[r#"
            马上打 120（急救），打不通就接着打。
            别开灯，别打火
            马上开窗、出门"#]],
        );
    }
}

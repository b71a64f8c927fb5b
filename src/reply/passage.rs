//! A passage as it stands in a message: headline, the words themselves, and where and when they were printed.
//!
//! Knows nothing of why it is shown.

use std::ops::Range;

use jiff::civil::Date;

use super::{dates, emphasis, places, status, understood::shortened, wording, wording::labels};
use crate::{
    answer::{Answer, AskedPlace, Passage},
    article::{Published, PublishedFrom, Wording},
    messaging::{Button, Press, RichText, plain},
    text::{
        sentences::sentences,
        spans::{char_count, slice},
    },
};

/// A longer passage is shown by the sentences that answer.
const SHOWN: usize = 110;
/// What a character of the asker's own words counts beside the probability of a unit.
const WORD: f32 = 0.02;
/// The same for whoever wants short answers.
const BRIEF: usize = 45;
/// Characters of a headline beside its source.
const HEADLINE: usize = 30;

/// How a passage is shown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PassageStyle<'a> {
    /// Places that were asked for.
    pub(crate) asked: &'a [AskedPlace],
    /// The day of asking.
    pub(crate) today: Date,
    /// Characters of the sentences that are shown; one sentence always is.
    pub(crate) longest: usize,
}

impl<'a> PassageStyle<'a> {
    /// As `answer` wants it.
    pub(crate) fn of(answer: &'a Answer, brief: bool) -> Self {
        Self {
            asked: &answer.understood.places,
            today: answer.today,
            longest: if brief { BRIEF } else { SHOWN },
        }
    }

    /// For whoever did not ask.
    pub(crate) fn unasked(today: Date) -> Self {
        Self { asked: &[], today, longest: SHOWN }
    }
}

/// The answer first: status in brackets and the words themselves, then the line on where and when they were printed.
pub(crate) fn block(passage: &Passage, style: PassageStyle<'_>) -> RichText {
    let status = status::bracketed(passage, style.today).map(|status| plain(&wording::in_brackets(&status)));
    let words = status.into_iter().fold(RichText::new(), RichText::then).then(words(passage, style.longest));
    words.line(plain(&origin_line(passage, style.asked)))
}

/// 「《…》 云中晚报 2024年10月18日 · 平城区」
pub(crate) fn origin_line(passage: &Passage, asked: &[AskedPlace]) -> String {
    let headline = passage.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
    let mut line = headline.map(|title| wording::titled(&shortened(title, HEADLINE))).unwrap_or_default();
    line.push_str(&if passage.wording == Wording::Retold {
        wording::retold_from(&passage.source)
    } else {
        wording::source_in_line(&passage.source)
    });
    line.push_str(&match &passage.published {
        Some(Published { date, from: PublishedFrom::Inferred, .. }) => {
            wording::about_in_line(&dates::printed(*date))
        }
        Some(Published { date, .. }) => dates::printed(*date),
        None => wording::NO_DATE_IN_LINE.to_owned(),
    });
    let near = asked.first().map(|place| &place.path);
    if let Some(place) = passage.places.first() {
        line.push_str(&wording::place_in_line(
            &near.map_or_else(|| places::in_list(place), |near| places::spoken(place, Some(near))),
        ));
    }
    for also in passage.also.iter().take(1) {
        line.push_str(&wording::also_in_line(&also.source));
    }
    line
}

/// The passage, and the telephone where it does not name it.
fn words(passage: &Passage, longest: usize) -> RichText {
    let words = answering(passage, longest);
    match passage.phone.as_deref().filter(|phone| !passage.text.contains(*phone)) {
        Some(phone) => words.line(plain(&wording::phone(phone))),
        None => words,
    }
}

/// The sentences of a long passage that answer, whole and side by side; all of a short one.
fn answering(passage: &Passage, longest: usize) -> RichText {
    let text = passage.text.as_str();
    if char_count(text) <= longest {
        return emphasis::passage(text, &passage.emphasis);
    }
    let sentences = sentences(text);
    // What is likely part of the answer, and the asker's own words.
    let told = |range: &Range<usize>| {
        let within = |part: &Range<usize>| range.start <= part.start && part.end <= range.end;
        let likely: f32 =
            passage.telling.iter().filter(|(part, _)| within(part)).map(|(_, chance)| chance).sum();
        let emphasis = passage.emphasis.iter().filter(|part| within(part));
        let words: usize = emphasis.map(|part| char_count(slice(text, part.clone()))).sum();
        likely + WORD * words as f32
    };
    // The first of the most telling runs: what is said first introduces the rest.
    let mut best: Option<(f32, Range<usize>)> = None;
    for (at, first) in sentences.iter().enumerate() {
        let mut run = first.clone();
        for next in sentences.iter().skip(at + 1) {
            if char_count(slice(text, run.start..next.end)) > longest {
                break;
            }
            run.end = next.end;
        }
        let told = told(&run);
        if best.as_ref().is_none_or(|(most, _)| told > *most) {
            best = Some((told, run));
        }
    }
    let run = best.map_or(0..text.len(), |(_, run)| run);
    let emphasis: Vec<Range<usize>> = passage
        .emphasis
        .iter()
        .filter(|found| run.start <= found.start && found.end <= run.end)
        .map(|found| found.start - run.start..found.end - run.start)
        .collect();
    let left_out = |out: bool| plain(if out { wording::LEFT_OUT } else { "" });
    left_out(run.start > 0)
        .then(emphasis::passage(slice(text, run.clone()), &emphasis))
        .then(left_out(run.end < text.len()))
}

/// Where something was printed, and when.
pub(crate) struct Origin<'a> {
    pub(crate) source: &'a str,
    pub(crate) published: Option<&'a Published>,
    pub(crate) retold: bool,
}

/// The lines on source and date, in the text itself so that they survive copying.
pub(crate) fn origin(origin: &Origin<'_>) -> RichText {
    let mut lines = Vec::new();
    if origin.retold {
        lines.push(wording::retold(origin.source));
    }
    lines.push(wording::source(origin.source));
    lines.push(match origin.published {
        Some(Published { date, from: PublishedFrom::Inferred, .. }) => {
            wording::printed_about(&dates::printed(*date))
        }
        Some(Published { date, .. }) => wording::printed_on(&dates::printed(*date)),
        None => wording::NO_DATE.to_owned(),
    });
    plain(&lines.join("\n"))
}

/// 「看原报」, where there is a link that opens.
pub(crate) fn original(url: Option<&str>) -> Option<Button> {
    let url = url.map(str::trim).filter(|url| url.starts_with("https://") || url.starts_with("http://"))?;
    Some(Button { label: labels::ORIGINAL.to_owned(), press: Press::Open(url.to_owned()) })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::{
        answer::Also,
        article::ArticleId,
        reply::samples::{haircut, published},
    };

    fn shown(change: impl Fn(&mut Passage), longest: usize) -> String {
        let mut passage = haircut();
        change(&mut passage);
        let style = PassageStyle { longest, ..PassageStyle::unasked(date(2024, 10, 18)) };
        block(&passage, style).to_plain()
    }

    #[test]
    fn the_words_come_first_and_source_and_date_stand_in_the_text() {
        expect_test::expect![[r#"
            （正在办，到11月30日）每周三上午免费理发。
            带上身份证就行。
            电话：0352-0000000
            《理发师傅进院子》云中晚报 2024年10月16日 · 平城区 · 也登在邻县晨报"#]]
        .assert_eq(&shown(
            |passage| {
                passage.phone = Some("0352-0000000".to_owned());
                passage.also = vec![Also {
                    article: ArticleId("2024/other".to_owned()),
                    source: "邻县晨报".to_owned(),
                    published: Some("2024-10-19".parse().unwrap()),
                }];
            },
            SHOWN,
        ));
    }

    #[test]
    fn what_is_not_printed_is_said() {
        expect_test::expect![[r#"
            （正在办，到11月30日）每周三上午免费理发。
            带上身份证就行。
            《理发师傅进院子》报纸名没印（009） 大约2022年5月，报上没印日期 · 平城区"#]]
        .assert_eq(&shown(
            |passage| {
                passage.source = "报名未印（009）".to_owned();
                passage.published = Some(published("2022-05", PublishedFrom::Inferred));
            },
            SHOWN,
        ));
        expect_test::expect![[r#"
            （正在办，到11月30日）每周三上午免费理发。
            带上身份证就行。
            《理发师傅进院子》据云中晚报报道整理 日期没注明 · 平城区"#]]
        .assert_eq(&shown(
            |passage| {
                passage.wording = Wording::Retold;
                passage.published = None;
            },
            SHOWN,
        ));
        assert_eq!(original(Some("ftp://paper.example")), None);
        assert!(original(Some("https://paper.example")).is_some());
    }

    #[test]
    fn of_a_long_passage_the_sentences_that_answer_are_shown() {
        let long = |passage: &mut Passage| {
            passage.text = "秋天到了。志愿者来了很多。每周三上午免费理发。带上身份证就行。".to_owned();
            let at = passage.text.find("免费理发").unwrap();
            passage.emphasis = std::iter::once(at..at + "免费理发".len()).collect();
        };
        expect_test::expect![[r#"
            （正在办，到11月30日）……志愿者来了很多。
            每周三上午免费理发。……
            《理发师傅进院子》云中晚报 2024年10月16日 · 平城区"#]]
        .assert_eq(&shown(long, 20));
        expect_test::expect![[r#"
            （正在办，到11月30日）……每周三上午免费理发。……
            《理发师傅进院子》云中晚报 2024年10月16日 · 平城区"#]]
        .assert_eq(&shown(long, 5));
    }
}

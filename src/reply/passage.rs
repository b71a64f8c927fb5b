//! A passage as it stands in a message: headline, the words themselves, and where and when they were printed.
//!
//! Knows nothing of why it is shown.

use super::{dates, emphasis, understood::shortened, wording, wording::labels};
use crate::{
    answer::{Also, Passage},
    article::{Published, PublishedFrom, Wording},
    messaging::{Button, Press, RichText, plain},
};

/// The same notice is named at most this often.
const ALSO: usize = 3;

/// Headline, passage, telephone, source and date; blank lines between the three groups.
pub(crate) fn block(passage: &Passage) -> RichText {
    let title = passage.title.as_deref().filter(|title| !title.trim().is_empty());
    let headline = title.map(|title| plain(&wording::headline(&shortened(title.trim(), 80))));
    RichText::lines(headline.into_iter().chain([words(passage)])).paragraph(origin(&Origin::of(passage)))
}

/// The words themselves, telephone, and source and date.
pub(crate) fn brief(passage: &Passage) -> RichText {
    words(passage).paragraph(origin(&Origin { also: &[], ..Origin::of(passage) }))
}

/// The passage, and the telephone where it does not name it.
fn words(passage: &Passage) -> RichText {
    let words = emphasis::passage(&passage.text, &passage.emphasis);
    match passage.phone.as_deref().filter(|phone| !passage.text.contains(*phone)) {
        Some(phone) => words.line(plain(&wording::phone(phone))),
        None => words,
    }
}

/// Where something was printed, and when.
pub(crate) struct Origin<'a> {
    pub(crate) source: &'a str,
    pub(crate) published: Option<&'a Published>,
    pub(crate) retold: bool,
    pub(crate) also: &'a [Also],
}

impl<'a> Origin<'a> {
    fn of(passage: &'a Passage) -> Self {
        Self {
            source: &passage.source,
            published: passage.published.as_ref(),
            retold: passage.wording == Wording::Retold,
            also: &passage.also,
        }
    }
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
    for also in origin.also.iter().take(ALSO) {
        let date = also.published.map(dates::printed);
        lines.push(wording::also(&also.source, date.as_deref()));
    }
    plain(&lines.join("\n"))
}

/// 「看原报」, where there is a link that opens.
pub(crate) fn original(url: Option<&str>) -> Option<Button> {
    let url = url.map(str::trim).filter(|url| url.starts_with("https://") || url.starts_with("http://"))?;
    Some(Button { label: labels::ORIGINAL.to_owned(), press: Press::Open(url.to_owned()) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        article::ArticleId,
        reply::samples::{haircut, published},
    };

    #[test]
    fn source_and_date_stand_in_the_text() {
        let mut passage = haircut();
        passage.phone = Some("0352-0000000".to_owned());
        passage.also = vec![Also {
            article: ArticleId("2024/other".to_owned()),
            source: "邻县晨报".to_owned(),
            published: Some("2024-10-19".parse().unwrap()),
        }];
        expect_test::expect![[r"
            题目：理发师傅进院子
            每周三上午免费理发。
            带上身份证就行。
            电话：0352-0000000

            出处：云中晚报
            日期：2024年10月16日
            这件事还登在：邻县晨报，2024年10月19日"]]
        .assert_eq(&block(&passage).to_plain());
    }

    #[test]
    fn what_is_not_printed_is_said() {
        let lines = |change: fn(&mut Passage)| {
            let mut passage = haircut();
            change(&mut passage);
            origin(&Origin::of(&passage)).to_plain()
        };
        assert_eq!(
            lines(|passage| {
                passage.source = "报名未印（009）".to_owned();
                passage.published = Some(published("2022-05", PublishedFrom::Inferred));
            }),
            "出处：报名未印（009），这一版上没印是什么报\n日期：大约2022年5月，报上没印"
        );
        assert_eq!(
            lines(|passage| {
                passage.wording = Wording::Retold;
                passage.published = None;
            }),
            "这是据云中晚报报道整理的，不是原话。\n出处：云中晚报\n日期：没注明"
        );
        assert_eq!(original(Some("ftp://paper.example")), None);
        assert!(original(Some("https://paper.example")).is_some());
    }
}

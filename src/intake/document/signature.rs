//! The signature at the end of a notice (落款): the office, and the day below it.
//!
//! Knows nothing of the text above it.

use super::{DocumentLine, words};
use crate::{
    article::PartialDate,
    calendar::{PrintedDate, printed_date},
    text::spans::char_count,
};

/// Lines at the end among which the signature stands: attachments and who gets copies may follow it.
const LAST: usize = 10;
/// Letters that may stand beside the day: 印发, （公章）.
const BESIDE: usize = 4;
/// Characters of the longest line with office and day.
const LONGEST: usize = 50;

/// Who signs, and when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct NoticeSignature {
    pub(super) office: Option<String>,
    pub(super) published: Option<PartialDate>,
}

/// The signature among the last of `lines`, the article's.
pub(super) fn read(lines: &[DocumentLine<'_>]) -> NoticeSignature {
    let from = lines.len().saturating_sub(LAST);
    let last = lines.get(from..).unwrap_or_default();
    let dated = last.iter().enumerate().find_map(|(at, line)| Some((at, day(line.text)?)));
    let office = |at: usize| {
        at.checked_sub(1)
            .and_then(|at| last.get(at))
            .map(|line| line.text)
            .filter(|text| words::is_office(text))
    };
    match dated {
        Some((at, SignedDay { date, office: beside })) => NoticeSignature {
            office: beside
                .or_else(|| office(at).map(str::to_owned))
                .or_else(|| office(at + 2).map(str::to_owned)),
            published: Some(date),
        },
        None => NoticeSignature { office: office(last.len()).map(str::to_owned), published: None },
    }
}

/// A line that may be a part of a signature.
pub(super) fn may_sign(text: &str) -> bool {
    words::is_office(text) || day(text).is_some()
}

struct SignedDay {
    date: PartialDate,
    /// 某某社区居委会 2024年5月1日
    office: Option<String>,
}

/// The day that a line consists of, an office before it at most.
fn day(text: &str) -> Option<SignedDay> {
    if char_count(text) > LONGEST || words::is_prose(text) {
        return None;
    }
    let PrintedDate { date, beside, .. } = printed_date(text)?;
    if beside <= BESIDE && !text.contains(['：', ':']) {
        return Some(SignedDay { date, office: None });
    }
    let (office, _) = text.split_once([' ', '\u{3000}'])?;
    words::is_office(office).then(|| SignedDay { date, office: Some(office.to_owned()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, office: &str, published: &str) {
        let lines: Vec<DocumentLine<'_>> = super::super::fixture(text);
        let found = read(&lines);
        assert_eq!(found.office.unwrap_or_default(), office, "{text}");
        assert_eq!(found.published.map(|date| date.to_string()).unwrap_or_default(), published, "{text}");
    }

    #[test]
    fn offices_sign_with_a_day() {
        check("请大家互相转告。\n柳林社区居委会\n2024年5月1日", "柳林社区居委会", "2024-05-01");
        check("请大家互相转告。\n柳林社区居委会　2024年5月1日", "柳林社区居委会", "2024-05-01");
        check("特此公告。\n柳林镇人民政府\n二〇二四年五月一日\n附件：名单", "柳林镇人民政府", "2024-05-01");
        check("请大家互相转告。\n柳林物业公司", "柳林物业公司", "");
        check("报名截止2024年5月1日，请抓紧。\n电话：8200000", "", "");
    }
}

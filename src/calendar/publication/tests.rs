//! Dates of pages that print none.
//!
//! Knows nothing of real pages.

use proptest::prelude::*;

use super::*;

fn inferred(articles: &[&str]) -> String {
    infer_publication(articles).map_or_else(String::new, |published| published.date.to_string())
}

#[test]
fn the_articles_allow_an_earliest_day() {
    let cases: [(&[&str], &str); 14] = [
        (&["今天就是农历小年了。", "牛年春节将至,大家就地过年。"], "2021-02-04"),
        (&["牛年春节将至,2月3日社区送去了对联。做好疫情防控。"], "2021-02"),
        (&["区里举办庆祝新中国成立75周年画展。", "10月11日重阳节当天,学生来到敬老院。"], "2024-10"),
        (&["中国共产党成立100周年之际,6月28日召开了座谈会。"], "2021-06"),
        (
            &[
                "前不久,她荣获2021年好人称号。",
                "4月28日召开了会议。",
                "大赛于5月5日上午启动。",
                "做好疫情防控,查验行程码。",
            ],
            "2022-05",
        ),
        (&["3月是学雷锋月。喜迎党的二十大,3月20日志愿者走上街头扫雪,干净了。"], "2022-03"),
        (&["2023年9月6日,社区举办了义诊。"], "2023"),
        (&["2023年9月6日,社区举办了义诊。9月8日又送去了药。"], "2023-09"),
        (&["近日,社区举办了义诊。"], ""),
        (&["10月10日,街道慰问了老人。"], ""),
        (&["该中心2010年建成。"], ""),
        (&["做好疫情防控。"], ""),
        (&["庆祝新中国成立75周年,老人写书法。"], "2024"),
        (&[], ""),
    ];
    for (articles, expected) in cases {
        assert_eq!(inferred(articles), expected, "{articles:?}");
    }
}

#[test]
fn the_reason_is_told() {
    let published = infer_publication(&["今天就是农历小年了。", "牛年春节将至,大家就地过年。"]).unwrap();
    assert_eq!(published.from, PublishedFrom::Inferred);
    let reason = published.inference.unwrap();
    assert!(reason.contains("今天就是农历小年") && reason.contains("牛年春节"), "{reason}");
}

#[test]
fn the_turn_of_the_year_is_between_december_and_january() {
    let articles = ["12月28日慰问了老人。", "1月3日又去看望了。喜迎党的二十大。"];
    assert_eq!(inferred(&articles), "2022-01");
}

proptest! {
    #[test]
    fn any_page_is_read_without_panic(text in "[0-9年月日今天是小牛春节将至前不久荣获了周年建党。\\n]{0,60}") {
        let _ = infer_publication(&[&text, &text]);
    }
}

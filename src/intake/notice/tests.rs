//! Notices read, and written and read again.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::article::{ArticleKind, Event, PartialDate, PlacePath, Published, PublishedFrom, Wording};

fn parse(text: &str) -> (Option<Notice>, Vec<String>) {
    let mut diagnostics = Diagnostics::new("x");
    let notice = read("articles/2024/x.md", text, &mut diagnostics);
    let problems = diagnostics.into_problems().into_iter();
    (notice, problems.map(|problem| format!("{} {}", problem.line.unwrap_or(0), problem.problem)).collect())
}

#[test]
fn a_full_notice_is_read() {
    let (notice, problems) = parse(
        "---\ntitle: \"永泰街道免费理发\"\npublished: 2024-10-18 # 星期五\nsource: 邻里报\nwording: retold\nurl: https://a.cn/1\n\
         places: [平城区永泰街道, 云冈区]\nservices: [家政便民]\nvalid: 2024-10-18/2024-11-30\nphone: \"0352-5101234\"\n\
         supersedes: articles/2024/old.md\nreplaces: pages/001#1\nwithdrawn: false\n---\n\n# 永泰街道免费理发\n\n每周三\n上午。\n",
    );
    assert_eq!(problems, Vec::<String>::new());
    let Notice { article, places, key_lines } = notice.unwrap();
    assert_eq!(article.id.as_str(), "2024/x");
    assert_eq!(article.body, "每周三上午。");
    assert_eq!(article.line_starts[0].line, 18);
    assert_eq!(article.lines, [[1, 19]]);
    assert_eq!(article.published.unwrap().date, PartialDate::Day(date(2024, 10, 18)));
    assert_eq!(article.valid.unwrap().to_string(), "2024-10-18/2024-11-30");
    assert_eq!(article.supersedes.unwrap().as_str(), "2024/old");
    assert_eq!(article.wording, Wording::Retold);
    assert_eq!(places, ["平城区永泰街道", "云冈区"]);
    assert_eq!(key_lines["phone"], 10);
}

#[test]
fn dates_of_other_ways_of_writing_are_read_with_a_warning() {
    let cases = [
        ("2024-10-18", "2024-10-18", ""),
        ("2024", "2024", ""),
        ("2024/10/18", "2024-10-18", "不标准"),
        ("2024年10月8日", "2024-10-08", "不标准"),
        ("2024.1.8", "2024-01-08", "不标准"),
        ("20241018", "2024-10-18", "不标准"),
        ("２０２４年５月", "2024-05", "不标准"),
        ("2024-10-18 星期五", "2024-10-18", "不标准"),
        ("2024-10-18 星期六", "2024-10-18", "却写成了星期六"),
        ("10月18日", "", "读不懂"),
        ("2024-02-30", "", "读不懂"),
        ("去年秋天", "", "读不懂"),
    ];
    for (written, expected, problem) in cases {
        let mut diagnostics = Diagnostics::new("x");
        let date =
            read_partial(written, 1, &mut diagnostics).map(|date| date.to_string()).unwrap_or_default();
        let problems = diagnostics.into_problems();
        assert_eq!(date, expected, "{written}");
        assert!(problems.len() == usize::from(!problem.is_empty()), "{written}: {problems:?}");
        assert!(problems.iter().all(|found| found.problem.contains(problem)), "{written}: {problems:?}");
    }
}

#[test]
fn periods_may_be_open_but_not_reversed() {
    let cases = [
        ("2024-10-18/2024-11-30", Some("2024-10-18/2024-11-30"), ""),
        ("2024-10-18", Some("2024-10-18"), ""),
        ("/2024-11", Some("/2024-11-30"), ""),
        ("2024-10-18/", Some("2024-10-18/"), ""),
        ("2024-10-18至2024-11-30", Some("2024-10-18/2024-11-30"), "不标准"),
        ("2024年10月18日—2024年11月30日", Some("2024-10-18/2024-11-30"), "不标准"),
        ("2024.10.18/2024.11.30", Some("2024-10-18/2024-11-30"), "不标准"),
        ("2024/10/18", Some("2024-10-18"), "不标准"),
        ("2024-11-30/2024-10-18", None, "颠倒"),
        ("长期", None, "读不懂"),
        ("/", None, "读不懂"),
    ];
    for (written, expected, problem) in cases {
        let mut diagnostics = Diagnostics::new("x");
        let event = dates::period(written, 1, &mut diagnostics).map(|event| event.to_string());
        let problems = diagnostics.into_problems();
        assert_eq!(event.as_deref(), expected, "{written}");
        assert!(problems.len() == usize::from(!problem.is_empty()), "{written}: {problems:?}");
        assert!(problems.iter().all(|found| found.problem.contains(problem)), "{written}: {problems:?}");
    }
}

#[test]
fn in_doubt_the_safe_choice_holds() {
    let (notice, problems) =
        parse("---\ntitle: 一\npublished: 2024\nsource: 报\nwithdrawn: 是的\nwording: 改写\n---\n正文");
    let article = notice.unwrap().article;
    assert!(article.withdrawn && article.wording == Wording::Retold);
    assert_eq!(problems.len(), 2, "{problems:?}");
}

#[test]
fn a_heading_stands_in_for_a_title() {
    let (notice, problems) = parse("# **免费**理发\n\n每周三");
    let article = notice.unwrap().article;
    assert_eq!((article.title.as_deref(), article.body.as_str()), (Some("免费理发"), "每周三"));
    assert_eq!(problems.len(), 1);
    assert!(parse("每周三").0.is_none());
    assert!(parse("---\ntitle: ……\n---\n每周三").0.is_none());
    assert!(parse("---\ntitle: 理发\n---\n\n").0.is_none());
}

/// What reading makes of an article that [`write_notice`] wrote.
fn round_trip(article: &Article) -> Article {
    let text = write_notice(article);
    let mut diagnostics = Diagnostics::new("x");
    let Notice { article: mut read, places, .. } = read("articles/x.md", &text, &mut diagnostics).unwrap();
    let problems = diagnostics.into_problems();
    assert!(
        problems
            .iter()
            .all(|problem| problem.problem.starts_with("没有写") || problem.problem.contains("~~")),
        "{text}\n{problems:?}"
    );
    read.places = places.iter().map(|place| PlacePath::new(place)).collect();
    // The article now stands in another file.
    read.id = article.id.clone();
    read.file = article.file.clone();
    read.lines = article.lines.clone();
    read.line_starts = article.line_starts.clone();
    read.warnings = article.warnings.clone();
    read
}

#[test]
fn an_article_of_a_page_reads_back() {
    let day = |day| Some(date(2021, 2, day));
    let article = Article {
        id: ArticleId("pages/001#2".to_owned()),
        label: Some("就地过年，暖在身边".to_owned()),
        kicker: Some("平城区：“年味”".to_owned()),
        subtitle: Some("——社区送福".to_owned()),
        byline: Some("本报讯(记者 张三 通讯员 李四)".to_owned()),
        reporters: vec!["张三".to_owned(), "李四".to_owned()],
        kind: ArticleKind::Photo,
        body: "1. 理发\n· 修鞋\n# 号楼\n- 三楼\n2024. 年\n<b>*免费*</b> &amp; [注]: x_y_z `12345`\n~~~\n138****1234".to_owned(),
        file: "pages/001.txt".to_owned(),
        lines: vec![[3, 9], [12, 14]],
        published: Some(Published {
            date: PartialDate::Month(2021, 2),
            from: PublishedFrom::Inferred,
            inference: Some("文中说“今天是小年”: 2月4日".to_owned()),
        }),
        source: Some("报名未印（001）".to_owned()),
        wording: Wording::Retold,
        url: Some("https://a.cn/?a=1#b".to_owned()),
        places: vec![PlacePath::new("山西省/大同市/平城区"), PlacePath::new("山西省/大同市/云冈区")],
        services: vec!["家政便民".to_owned()],
        events: vec![
            Event { from: day(3), to: day(7), ..Event::default() },
            Event { to: day(9), reported: true, ..Event::default() },
            Event { standing: true, ..Event::default() },
        ],
        valid: Some(Event { from: day(3), ..Event::default() }),
        phone: Some("0352-5101234".to_owned()),
        supersedes: Some(ArticleId("2020/old".to_owned())),
        withdrawn: true,
        replaces: Some(ArticleId("pages/001#2".to_owned())),
        warnings: vec!["标题可能不全".to_owned()],
        ..Article::default()
    };
    assert_eq!(round_trip(&article), article);
}

proptest! {
    #[test]
    fn any_words_read_back(
        title in "[社a1:：#\"'\\\\“”\\[\\]{}*&!|>%@`~—,-]{1,20}a",
        body in prop::collection::vec("[社区a1.)(*_#>+=\\-|`<>/!\\[\\]~\\\\&;:“”。，]{1,12}", 1..4),
    ) {
        let article = Article { title: Some(title), body: body.join("\n"), file: "x.md".to_owned(), ..Article::default() };
        prop_assert_eq!(round_trip(&article), article);
    }

    #[test]
    fn any_text_is_a_notice_or_a_problem(text in "(---\n)?([a-z]{3,9}: .{0,20}\n|title: .{0,20}\n|valid: [0-9/至-]{0,20}\n){0,5}(---\n)?.{0,40}") {
        let (notice, problems) = parse(&text);
        prop_assert!(notice.is_some() || !problems.is_empty());
    }
}

#[test]
fn values_and_lists_are_bounded() {
    let steps = |count: usize| vec!["甲"; count].join("/");
    let items = |count: usize| vec!["家政便民"; count].join(", ");
    let cases = [
        (format!("places: [\"山西省/大同市\", \"{}\"]", steps(40_000)), "5 地点“甲/甲/", 1, 0),
        (format!("places: {}", steps(9)), "5 地点“甲/甲/", 0, 0),
        (format!("places: {}", steps(8)), "", 1, 0),
        (format!("services: [{}]", items(51)), "5 “services”写了太多", 0, 50),
        (format!("services: [{}]", items(50)), "", 0, 50),
        (format!("services: {}", "长".repeat(101)), "5 “services”写得太长", 0, 1),
        (format!("source: {}", "长".repeat(2_001)), "5 “source”写得太长", 0, 0),
    ];
    for (line, problem, places, services) in cases {
        let source = if line.starts_with("source") { "kicker: 理发" } else { "source: 报" };
        let (notice, problems) =
            parse(&format!("---\ntitle: 理发\npublished: 2024-10-18\n{source}\n{line}\n---\n正文"));
        let notice = notice.unwrap();
        let start: String = line.chars().take(20).collect();
        assert_eq!(problems.len(), usize::from(!problem.is_empty()), "{start}: {problems:?}");
        assert!(problems.iter().all(|found| found.starts_with(problem)), "{start}: {problems:?}");
        assert_eq!((notice.places.len(), notice.article.services.len()), (places, services), "{start}");
        assert!(notice.article.source.is_some_and(|source| source.chars().count() <= 2_000));
    }
}

//! Fixture pages: each shows one kind of layout or damage, with what should come of it beside it.
//!
//! `UPDATE_EXPECT=1 cargo test` writes the expected texts anew; read the difference before you commit it.

use std::{fmt::Write, fs, path::Path};

use expect_test::expect_file;
use proptest::prelude::*;

use super::{PageText, SplitPage, split};

fn compact(page: &SplitPage) -> String {
    let mut out = String::new();
    for article in &page.articles {
        let ranges: Vec<String> = article.lines.iter().map(|[from, to]| format!("{from}-{to}")).collect();
        let title =
            article.title.clone().unwrap_or_else(|| format!("({})", article.label.as_deref().unwrap_or("")));
        writeln!(out, "# {title}").unwrap();
        for (name, part) in
            [("kicker", &article.kicker), ("subtitle", &article.subtitle), ("byline", &article.byline)]
        {
            if let Some(part) = part {
                writeln!(out, "{name}: {part}").unwrap();
            }
        }
        writeln!(
            out,
            "{:?}, lines {}, reporters {}",
            article.kind,
            ranges.join(" "),
            article.reporters.join(" ")
        )
        .unwrap();
        writeln!(out, "{}", article.body).unwrap();
        for warning in &article.warnings {
            writeln!(out, "! {warning}").unwrap();
        }
        out.push('\n');
    }
    writeln!(out, "noise {:?}, dates {:?}", page.noise_lines, page.date_lines).unwrap();
    if let Some(paper) = &page.paper {
        writeln!(out, "paper {paper}").unwrap();
    }
    out
}

#[test]
fn fixture_pages_split_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pages");
    let mut pages: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    pages.sort();
    assert!(pages.len() >= 12);
    for path in pages {
        let text = fs::read_to_string(&path).unwrap();
        expect_file![path.with_extension("expected")].assert_eq(&compact(&split(&PageText::new(&text))));
    }
}

/// Every line has its place, and every body says where its bytes come from.
fn check_whole(text: &str) {
    let lines: Vec<&str> = text.lines().collect();
    let page = split(&PageText::new(text));
    for article in &page.articles {
        assert!(article.line_starts.is_sorted_by(|one, other| one.at <= other.at));
        assert!(article.body.is_empty() || article.line_starts.first().is_some_and(|first| first.at == 0));
        for start in &article.line_starts {
            assert!(article.body.is_char_boundary(start.at as usize));
            assert!(start.line >= 1 && start.line as usize <= lines.len());
        }
        for [from, to] in &article.lines {
            assert!(from <= to && *to as usize <= lines.len());
        }
        assert!(article.title.is_some() || article.label.is_some() || article.body.is_empty());
    }
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let number = at as u32 + 1;
        let inside = page
            .articles
            .iter()
            .any(|article| article.lines.iter().any(|[from, to]| (from..=to).contains(&&number)));
        assert!(inside || page.noise_lines.contains(&number), "line {number} `{line}` is lost");
    }
}

const TRICKY: [&str; 44] = [
    "本报讯(记者 王小河)",
    "本报讯",
    "(记者",
    "王小河)",
    "本报记者 王小河",
    "□记者",
    "新华社河东2月3日电",
    "。",
    "”",
    "“",
    "\"",
    ",",
    "、",
    "…",
    "社区",
    "老人",
    "居",
    "邻",
    "的",
    "2024年10月18日 星期五",
    "第3版",
    "▲",
    "●",
    "◆",
    "///",
    "图为",
    "王小河摄",
    "图片由校方提供",
    "——",
    "(",
    ")",
    " ",
    "\u{3000}\u{3000}",
    "\n",
    "\n\n",
    "\n\n\n\n",
    "abc",
    "12",
    "年",
    "#",
    "<u>",
    "声明",
    "通知",
    "\u{20000}",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn no_page_is_lost_or_panics(parts in prop::collection::vec(prop::sample::select(TRICKY.to_vec()), 0..80)) {
        check_whole(&parts.concat());
    }

    #[test]
    fn any_text_is_a_page(text in "[\\PC\n]{0,120}") {
        check_whole(&text);
    }
}

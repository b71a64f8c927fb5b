//! Web pages → the one article that they are about, or the lines of a page of many.
//!
//! Knows nothing of newspapers but how a report begins.

use dom_smoothie::{Config, Readability, TextMode};
use html2text::{config, render::TrivialDecorator};

use super::{FileContent, Single};
use crate::{
    intake::diagnostics::Finding,
    text::{
        printable::printable_line,
        spans::{char_count, slice},
    },
};

mod depth;

use depth::is_too_deep;

/// Lines are not wrapped: a width that no paragraph reaches.
const WIDTH: usize = 1_000_000;

pub(super) fn content(html: &str) -> Result<FileContent, Finding> {
    if is_too_deep(html) {
        return Err(Finding::new("网页的结构太乱，读不了", "请在浏览器里打开，全选复制，存成 .txt"));
    }
    let text = visible(html);
    if text.trim().is_empty() {
        return Err(Finding::new("网页里没有文字", "请在浏览器里打开，全选复制，存成 .txt"));
    }
    let reports = text.matches("本报讯").count() + text.matches("本报记者").count();
    if reports < 2
        && let Some(single) = single(html)
        && printed(&single.text) * 2 >= printed(&text)
    {
        return Ok(FileContent::Single(single));
    }
    Ok(FileContent::Page(text))
}

/// Everything that a reader sees, one block a line.
fn visible(html: &str) -> String {
    let plain = config::with_decorator(TrivialDecorator::new()).raw_mode(true).allow_width_overflow();
    let rows = rows_as_lines(html);
    // Cells that nobody closes do not nest; what stands for them would.
    let html = if is_too_deep(&rows) { html } else { &rows };
    let text = plain.string_from_read(html.as_bytes(), WIDTH).unwrap_or_default();
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

/// The cells of a table's row side by side: drawn as blocks, each would be a line of its own.
fn rows_as_lines(html: &str) -> String {
    let mut text = String::with_capacity(html.len() + html.len() / 16);
    let mut done = 0;
    for (at, _) in html.match_indices('<') {
        let closing = slice(html, at + 1..at + 2) == "/";
        let from = at + 1 + usize::from(closing);
        let name: String = slice(html, from..from + 6)
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .map(|letter| letter.to_ascii_lowercase())
            .collect();
        let instead = match name.as_str() {
            "table" | "tbody" | "thead" | "tr" => "div",
            "td" | "th" => "span",
            _ => continue,
        };
        text.push_str(slice(html, done..at));
        text.push_str(if instead == "span" && !closing { " <" } else { "<" });
        text.push_str(if closing { "/" } else { "" });
        text.push_str(instead);
        done = from + name.len();
    }
    text.push_str(slice(html, done..html.len()));
    text
}

fn single(html: &str) -> Option<Single> {
    let config = Config {
        text_mode: TextMode::Formatted,
        char_threshold: 40,
        max_elements_to_parse: 50_000,
        ..Config::default()
    };
    let article = Readability::new(html, None, Some(config)).ok()?.parse().ok()?;
    let title = headline(&printable_line(&article.title));
    let paragraphs =
        article.text_content.lines().map(str::trim).filter(|line| !line.is_empty() && *line != title);
    let text = paragraphs.collect::<Vec<_>>().join("\n");
    (!title.is_empty() && !text.is_empty()).then_some(Single {
        title,
        text,
        published: article.published_time,
    })
}

/// The title without the site's name behind it: 「免费理发_大同市政府网」.
fn headline(title: &str) -> String {
    let parts = title.split(['_', '|']).flat_map(|part| part.split(" - "));
    let first = parts.map(str::trim).find(|part| char_count(part) >= 4);
    first.unwrap_or(title.trim()).to_owned()
}

fn printed(text: &str) -> usize {
    text.chars().filter(|character| !character.is_whitespace()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARAGRAPH: &str = "每周三上午九点到十一点，社区请来理发师傅，为六十岁以上的老人免费理发，请带上老年证到一楼大厅登记，先到先理。";

    #[test]
    fn a_page_about_one_article_gives_that_article() {
        let html = format!(
            "<html><head><title>社区免费理发_某某政务网</title><script>var x = 1;</script></head><body>\
             <ul class=nav><li><a href=/>首页</a></li><li><a href=/n>新闻</a></li></ul>\
             <div class=article><h1>社区免费理发</h1><p>{PARAGRAPH}</p><p>电话：0352-5101234，{PARAGRAPH}</p></div></body></html>"
        );
        let Ok(FileContent::Single(single)) = content(&html) else { panic!("a single article") };
        assert_eq!(single.title, "社区免费理发");
        assert_eq!(single.text, format!("{PARAGRAPH}\n电话：0352-5101234，{PARAGRAPH}"));
    }

    #[test]
    fn a_page_of_many_gives_its_lines() {
        let report = |title: &str| format!("<h2>{title}</h2><p>本报讯（记者 张三）{PARAGRAPH}</p>");
        let html = format!(
            "<body><table><tr><td>{}</td><td>{}</td></tr></table></body>",
            report("理发"),
            report("修鞋")
        );
        let Ok(FileContent::Page(text)) = content(&html) else { panic!("a page") };
        let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(
            lines,
            [
                "理发",
                &format!("本报讯（记者 张三）{PARAGRAPH}"),
                "修鞋",
                &format!("本报讯（记者 张三）{PARAGRAPH}")
            ]
        );
    }

    #[test]
    fn a_title_that_cannot_be_printed_is_none() {
        let data = r#"<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"\u0000"}</script>"#;
        let html = format!(
            "<head><title>社区免费理发_某某网</title>{data}</head><h1>社区免费理发</h1><p>{PARAGRAPH}</p>"
        );
        let Ok(FileContent::Page(text)) = content(&html) else { panic!("the lines of the page") };
        assert!(text.trim_start().starts_with("社区免费理发"), "{text}");
    }

    #[test]
    fn odd_pages_do_no_harm() {
        assert!(content("<script>x</script>").is_err());
        assert!(content(&format!("{}理发", "<s>".repeat(100_000))).is_err());
        let open_cells = format!("<table><tr>{}</table>", "<td>理发".repeat(500));
        assert!(
            matches!(content(&open_cells), Ok(FileContent::Page(text)) if text.matches("理发").count() == 500)
        );
        for html in [
            "<",
            "<p>理发",
            "理发",
            "<table><tr><td>理发",
            "<!-- -->理发</div></div>",
            "<p>理&nbsp;发&#x4fee;",
        ] {
            assert!(
                matches!(content(html), Ok(FileContent::Page(text)) if text.contains('理') || html == "<"),
                "{html}"
            );
        }
    }
}

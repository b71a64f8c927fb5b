//! Web pages → the lines that a visitor sees, which of them are the article's, and what the page's own markup says of it.
//!
//! Knows nothing of what the lines say, and nothing of newspapers.

use dom_query::Document;
use dom_smoothie::{Config, Readability, TextMode};

use super::{FileContent, LineMark};
use crate::{
    intake::diagnostics::Finding,
    text::spans::{char_count, squeezed},
};

mod depth;
mod lines;
mod properties;

use depth::is_too_deep;
use lines::WebLine;

/// Elements of one page: the largest portals have a tenth.
const ELEMENTS: usize = 50_000;
/// Characters from which on a line is told from every other by its words.
const TELLING: usize = 8;

pub(super) fn content(html: &str) -> Result<FileContent, Finding> {
    if is_too_deep(html) {
        return Err(Finding::new("网页的结构太乱，读不了", "请在浏览器里打开，全选复制，存成 .txt"));
    }
    let document = Document::from(html);
    let properties = properties::read(&document);
    lines::hide(&document);
    let lines = lines::visible(&document);
    if lines.iter().all(|line| line.text.is_empty()) {
        return Err(Finding::new("网页里没有文字", "请在浏览器里打开，全选复制，存成 .txt"));
    }
    let marks = marks(&lines, &main_text(document));
    let text = lines.into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n");
    Ok(FileContent { text, marks, properties, ..FileContent::default() })
}

/// What a reader view would show. It finds the block of prose among menus better than rules on lines do; where it stops
/// too early (pages in cards, notices of two sentences) the document's own rules on lines go on.
fn main_text(document: Document) -> String {
    let config = Config {
        text_mode: TextMode::Formatted,
        char_threshold: 40,
        max_elements_to_parse: ELEMENTS,
        ..Config::default()
    };
    let article = Readability::with_document(document, None, Some(config)).and_then(|mut page| page.parse());
    article.map(|article| squeezed(&article.text_content)).unwrap_or_default()
}

fn marks(lines: &[WebLine], main: &str) -> Vec<LineMark> {
    let mark = |line: &WebLine| {
        let text = squeezed(&line.text);
        let is_linked = line.linked * 10 >= line.letters * 6 && line.linked > 0;
        let is_main = !is_linked && char_count(&text) >= TELLING && main.contains(&text);
        LineMark { heading: line.heading, is_linked, is_main }
    };
    lines.iter().map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARAGRAPH: &str = "每周三上午九点到十一点，社区请来理发师傅，为六十岁以上的老人免费理发，请带上老年证到一楼大厅登记，先到先理。";

    #[test]
    fn the_block_of_prose_is_told_from_menus() {
        let html = format!(
            "<html><head><title>社区免费理发_某某政务网</title><script>var x = 1;</script></head><body>\
             <ul class=nav><li><a href=/>网站的首页在这里</a></li><li><a href=/n>新闻</a></li></ul>\
             <div class=article><h1>社区免费理发</h1><p>{PARAGRAPH}</p><p>电话：0352-5101234，{PARAGRAPH}</p></div></body></html>"
        );
        let content = content(&html).ok().unwrap();
        let lines: Vec<&str> = content.text.lines().collect();
        assert_eq!(lines.first(), Some(&"网站的首页在这里"));
        assert!(content.mark(0).is_linked && !content.mark(0).is_main);
        assert_eq!(lines.get(2), Some(&"社区免费理发"));
        assert_eq!(content.mark(2).heading, Some(1));
        assert!(content.mark(3).is_main && content.mark(4).is_main);
        assert_eq!(content.properties.titles, ["社区免费理发_某某政务网"]);
    }

    #[test]
    fn cells_stand_in_their_row_and_hidden_words_nowhere() {
        let html = "<table><tr><td>理发</td><td>一楼</td></tr><tr><td>修鞋<td>二楼</table>\
                    <p style='display: none'>不显示</p><button>提交</button><p style='visibility:hidden'>义诊</p>";
        let content = content(html).ok().unwrap();
        assert_eq!(content.text, "理发 一楼\n修鞋 二楼\n义诊");
    }

    #[test]
    fn odd_pages_do_no_harm() {
        assert!(content("<script>x</script>").is_err());
        assert!(content(&format!("{}理发", "<s>".repeat(100_000))).is_err());
        let open_cells = format!("<table><tr>{}</table>", "<td>理发".repeat(500));
        assert!(content(&open_cells).is_ok_and(|content| content.text.matches("理发").count() == 500));
        for html in
            ["<p>理发", "理发", "<table><tr><td>理发", "<!-- -->理发</div></div>", "<p>理&nbsp;发&#x4fee;"]
        {
            assert!(content(html).is_ok_and(|content| content.text.contains('理')), "{html}");
        }
    }
}

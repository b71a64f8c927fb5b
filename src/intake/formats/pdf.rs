//! PDF → lines of text, where the PDF holds text that can be read at all.
//!
//! Knows nothing of how text is laid out on the page.

use std::panic;

use crate::{intake::diagnostics::Finding, text::spans::is_han};

pub(super) fn text(bytes: &[u8]) -> Result<String, Finding> {
    let unreadable = || {
        Finding::new(
            "PDF 打不开（可能加了密码，或者格式特别）",
            "请在 Word 或 WPS 里打开，另存为 Word 或文本",
        )
    };
    // pdf-extract panics on some Chinese encodings: just another refusal.
    let extraction = panic::catch_unwind(|| pdf_extract::extract_text_from_mem(bytes));
    let Ok(Ok(text)) = extraction else { return Err(unreadable()) };
    let printed = text.chars().filter(|character| !character.is_whitespace()).count();
    if printed < 20 {
        return Err(Finding::new(
            "PDF 里取不出文字，多半是扫描图片",
            "请先用扫描软件或手机转成文字，存成 .txt 放进来；字能选中的，请在 Word 或 WPS 里另存为 Word 或文本",
        ));
    }
    if is_garbled(&text) {
        return Err(Finding::new("PDF 里的汉字变成了乱码", "请另存为 Word 或文本"));
    }
    Ok(text.lines().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n"))
}

/// Fonts without a table of their characters come out as private, Latin or arbitrary Han characters.
fn is_garbled(text: &str) -> bool {
    let count = |wanted: fn(char) -> bool| text.chars().filter(|character| wanted(*character)).count();
    let printed = count(|character| !character.is_whitespace());
    let lost = count(|character| {
        matches!(character, '\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\u{80}'..='\u{9f}')
            || character.is_control() && !character.is_whitespace()
    });
    let latin = count(|character| matches!(character, '\u{a1}'..='\u{24f}'));
    let han = count(is_han);
    let everyday = count(|character| EVERYDAY.contains(character));
    lost * 20 > printed || latin * 5 > printed || (han >= 100 && everyday * 50 < han)
}

/// Every tenth character of any Chinese page is one of these.
const EVERYDAY: &str = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严";

#[cfg(test)]
mod tests {
    use super::*;

    /// A PDF of one page that draws `content`.
    fn pdf(content: &str) -> Vec<u8> {
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 500] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
            format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        ];
        let mut file = String::from("%PDF-1.4\n");
        let mut offsets = Vec::new();
        for (number, object) in objects.iter().enumerate() {
            offsets.push(file.len());
            file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", number + 1));
        }
        let table = file.len();
        file.push_str("xref\n0 6\n0000000000 65535 f \n");
        offsets.iter().for_each(|offset| file.push_str(&format!("{offset:010} 00000 n \n")));
        file.push_str(&format!("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"));
        file.into_bytes()
    }

    #[test]
    fn a_pdf_gives_its_text_or_a_reason() {
        let words = pdf("BT /F1 12 Tf 50 400 Td (Free haircuts on Wednesday morning) Tj ET");
        assert!(text(&words).map_err(|finding| finding.problem).unwrap().contains("Free haircuts"));
        let cases =
            [(pdf(""), "扫描图片"), (b"%PDF-1.4 broken".to_vec(), "打不开"), (b"text".to_vec(), "打不开")];
        for (bytes, problem) in cases {
            assert!(text(&bytes).is_err_and(|finding| finding.problem.contains(problem)), "{problem}");
        }
    }

    #[test]
    fn garbled_text_is_told_from_chinese() {
        let chinese = "社区每周三上午为六十岁以上的老人免费理发，请带上老年证到一楼大厅登记。".repeat(4);
        let rare: String = ('\u{7000}'..='\u{70ff}').collect();
        let cases = [
            (chinese.as_str(), false),
            ("Free haircuts on Wednesday", false),
            (rare.as_str(), true),
            ("ÉçÇøÃâ·ÑÀí·¢ÿÖÜÈý", true),
            ("\u{e001}\u{e002}社区", true),
        ];
        for (sample, garbled) in cases {
            assert_eq!(is_garbled(sample), garbled, "{sample}");
        }
    }
}

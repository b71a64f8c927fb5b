//! PDF → lines of text with their boxes, where the PDF holds text that can be read at all.
//!
//! Knows nothing of what the lines mean; `layout` reads them in order.

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use crate::{
    intake::{diagnostics::Finding, line_box::BoxedLine},
    text::spans::is_han,
};

mod content;
mod encodings;
mod fonts;
mod lines;
mod matrix;
mod radicals;
mod widths;

/// Pages of the longest file: many whole issues.
const PAGES: usize = 1_000;
/// Characters that are fewer than any page with words has: stamps and page numbers of a scan.
const FEWEST: usize = 20;

/// The lines of all pages, each page from top to bottom.
pub(super) fn lines(bytes: &[u8]) -> Result<Vec<BoxedLine>, Finding> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(unreadable)?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(unreadable(LoadPdfError::Invalid));
    }
    if pages.len() > PAGES {
        return Err(Finding::new(
            format!("PDF 有 {} 页，太多了（最多 {PAGES} 页）", pages.len()),
            "请拆成几个文件，一版报纸或一条通知一个文件",
        ));
    }
    let mut budget = content::Budget::default();
    let mut found = Vec::new();
    for (number, page) in (0..).zip(pages.iter()) {
        let glyphs = content::glyphs(page, &mut budget).ok_or_else(too_much)?;
        found.extend(lines::of_page(number, glyphs));
    }
    let text: String = found.iter().map(|line| line.text.as_str()).collect();
    if text.chars().filter(|character| !character.is_whitespace()).count() < FEWEST {
        return Err(Finding::new(
            "PDF 里取不出文字，多半是扫描图片",
            "请先用扫描软件或手机转成文字，存成 .txt 放进来；字能选中的，请在 Word 或 WPS 里另存为 Word 或文本",
        ));
    }
    if is_garbled(&text) {
        return Err(Finding::new("PDF 里的汉字变成了乱码", "请另存为 Word 或文本"));
    }
    Ok(found)
}

fn unreadable(error: LoadPdfError) -> Finding {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Finding::new(
            "PDF 加了打开密码，打不开",
            "请在 PDF 软件里输入密码打开，去掉密码另存一份；没有密码的话请向发来的人要",
        ),
        LoadPdfError::Decryption(_) => Finding::new(
            "PDF 加了密，用的办法这里不认识，打不开",
            "请在 PDF 软件里打开，用“打印”存成新的 PDF，或者全选复制，存成 .txt",
        ),
        LoadPdfError::Invalid => Finding::new(
            "PDF 打不开（文件坏了、没有传完，或者不是 PDF）",
            "请重新下载或复制一次；能在 Word 或 WPS 里打开的，请另存为 Word 或文本",
        ),
    }
}

fn too_much() -> Finding {
    Finding::new("PDF 里的文字太多，不像报纸或通知", "请拆成几个文件，一版报纸或一条通知一个文件")
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
mod tests;

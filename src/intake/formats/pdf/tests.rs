//! PDF files made here, read again.

use super::*;

/// A PDF of one page that draws `content` with the font `font`, an object as PDF writes it; `more` follow it.
fn pdf(content: &str, font: &str, more: &[&str]) -> Vec<u8> {
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 500 500] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>";
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        page.to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        font.to_owned(),
    ];
    objects.extend(more.iter().map(|object| (*object).to_owned()));
    let mut file = String::from("%PDF-1.4\n");
    let mut offsets = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        offsets.push(file.len());
        file.push_str(&format!("{} 0 obj\n{object}\nendobj\n", number + 1));
    }
    let (table, size) = (file.len(), objects.len() + 1);
    file.push_str(&format!("xref\n0 {size}\n0000000000 65535 f \n"));
    offsets.iter().for_each(|offset| file.push_str(&format!("{offset:010} 00000 n \n")));
    file.push_str(&format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n"));
    file.into_bytes()
}

const LATIN: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
const GLYPHS: &str = "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>";
const SENTENCE: &str = "社区每周三上午为六十岁以上的老人免费理发请带上证件";

fn chinese(encoding: &str) -> String {
    format!(
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /{encoding} /DescendantFonts [6 0 R] >>"
    )
}

fn hex(bytes: impl IntoIterator<Item = u8>) -> String {
    bytes.into_iter().map(|byte| format!("{byte:02x}")).collect()
}

fn read(bytes: &[u8]) -> Vec<BoxedLine> {
    lines(bytes).map_err(|finding| finding.problem).unwrap()
}

#[test]
fn a_pdf_gives_its_lines_or_a_reason() {
    let words = pdf("BT /F1 12 Tf 50 400 Td (Free haircuts on Wednesday morning) Tj ET", LATIN, &[]);
    let found = read(&words);
    let line = found.first().unwrap();
    assert_eq!(line.text, "Free haircuts on Wednesday morning");
    assert_eq!((line.place.left, line.place.size, line.place.page), (50.0, 12.0, 0));
    assert!((line.place.bottom - (100.0 + 0.12 * 12.0)).abs() < 0.01, "{line:?}");
    let cases: [(Vec<u8>, &str); 3] = [
        (pdf("", LATIN, &[]), "扫描图片"),
        (b"%PDF-1.4 broken".to_vec(), "打不开"),
        (b"text".to_vec(), "打不开"),
    ];
    for (bytes, problem) in cases {
        assert!(lines(&bytes).is_err_and(|finding| finding.problem.contains(problem)), "{problem}");
    }
}

#[test]
fn chinese_office_encodings_are_read() {
    let utf16 = hex(SENTENCE.encode_utf16().flat_map(u16::to_be_bytes));
    let gbk = hex(encoding_rs::GBK.encode(SENTENCE).0.iter().copied());
    for (encoding, text) in
        [("GBK-EUC-H", &gbk), ("GB-EUC-H", &gbk), ("UniGB-UCS2-H", &utf16), ("UniGB-UTF16-H", &utf16)]
    {
        let content = format!("BT /F1 16 Tf 1 0 0 1 40 300 Tm <{text}> Tj ET");
        let found = read(&pdf(&content, &chinese(encoding), &[GLYPHS]));
        let line = found.first().unwrap();
        assert_eq!(line.text, SENTENCE, "{encoding}");
        assert!((line.place.width() - 16.0 * 25.0).abs() < 0.1, "{encoding} {line:?}");
    }
    let garbled = pdf(
        "BT /F1 16 Tf 40 300 Td <000100020003000400050006000700080009000a000b000c000d000e000f0010001100120013001400150016> Tj ET",
        &chinese("Identity-H"),
        &[GLYPHS],
    );
    assert!(lines(&garbled).is_err_and(|finding| finding.problem.contains("乱码")));
}

#[test]
fn a_font_may_tell_its_characters_itself() {
    let table = "beginbfrange\n<0001> <0010> <4e00>\nendbfrange\n1 beginbfchar\n<0011> <2F29>\nendbfchar";
    let table = format!("<< /Length {} >>\nstream\n{table}\nendstream", table.len());
    let font = chinese("Identity-H").replace(" >>", " /ToUnicode 7 0 R >>");
    let codes: String = (0..25).map(|_| "00010011").collect();
    let content = format!("BT /F1 8 Tf 10 300 Td <{codes}> Tj ET");
    let found = read(&pdf(&content, &font, &[GLYPHS, &table]));
    assert!(found.first().is_some_and(|line| line.text.starts_with("一小一小")), "{found:?}");
}

#[test]
fn columns_side_by_side_are_lines_of_their_own() {
    let text = |x: u32, y: u32| format!("BT /F1 10 Tf {x} {y} Td (Twenty characters xx) Tj ET\n");
    let rows: String = (0..6).flat_map(|row| [text(50, 400 - 14 * row), text(200, 400 - 14 * row)]).collect();
    let found = read(&pdf(&rows, LATIN, &[]));
    assert_eq!(found.len(), 12);
    assert!(found.iter().all(|line| line.text == "Twenty characters xx"));
}

#[test]
fn what_is_drawn_twice_or_across_is_not_read_twice() {
    let content = "BT /F1 12 Tf 50 400 Td (Free haircuts on Wednesday) Tj ET BT /F1 12 Tf 50.3 400 Td (Free haircuts on Wednesday) Tj ET \
        q 0.7 0.7 -0.7 0.7 0 0 cm BT /F1 40 Tf 50 100 Td (SPECIMEN) Tj ET Q";
    let found = read(&pdf(content, LATIN, &[]));
    assert_eq!(
        found.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(),
        ["Free haircuts on Wednesday"]
    );
}

#[test]
fn forms_that_draw_each_other_come_to_an_end() {
    let content = "/X Do /X Do BT /F1 12 Tf 50 400 Td (Free haircuts on Wednesday) Tj ET";
    let resources = "<< /XObject << /X 6 0 R >> /Font << /F1 5 0 R >> >>";
    let form = format!(
        "<< /Type /XObject /Subtype /Form /BBox [0 0 500 500] /Resources {resources} /Length {} >>\nstream\n{content}\nendstream",
        content.len()
    );
    let mut bytes = String::from_utf8(pdf("/X Do", LATIN, &[&form])).unwrap();
    bytes = bytes
        .replace("<< /Font << /F1 5 0 R >> >> >>", "<< /XObject << /X 6 0 R >> /Font << /F1 5 0 R >> >> >>");
    assert_eq!(read(bytes.as_bytes()).len(), 1);
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

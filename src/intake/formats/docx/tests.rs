//! Documents as Word, WPS and Word Online write them.

use std::io::{Cursor, Write};

use super::*;

/// An archive of these parts.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn document(body: &str) -> String {
    format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>")
}

/// A document with this body and nothing else.
fn docx(body: &str) -> Vec<u8> {
    archive(&[("word/document.xml", document(body).as_bytes())])
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

fn run_with(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")
}

fn paragraph(inner: &str) -> String {
    format!("<w:p>{inner}</w:p>")
}

fn line(text: &str) -> String {
    paragraph(&run(text))
}

fn field(kind: &str) -> String {
    format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>")
}

fn relationships(all: &[(&str, &str)]) -> String {
    let one = |(kind, target): &(&str, &str)| {
        format!("<Relationship Id=\"x\" Type=\"http://example/relationships/{kind}\" Target=\"{target}\"/>")
    };
    format!("<Relationships>{}</Relationships>", all.iter().map(one).collect::<String>())
}

/// The text of a document, and the beginning of each warning.
fn read(bytes: &[u8]) -> (String, Vec<String>) {
    let word = text(bytes).map_err(|finding| finding.problem).unwrap();
    (word.text, word.warnings.into_iter().map(|finding| finding.problem).collect())
}

#[test]
fn paragraphs_and_rows_become_lines() {
    let cell = |inner: &str| format!("<w:tc>{inner}</w:tc>");
    let row = |inner: &str| format!("<w:tr>{inner}</w:tr>");
    let table = |inner: &str| format!("<w:tbl>{inner}</w:tbl>");
    let inner = table(&row(&(cell(&line("上午")) + &cell(&line("下午")))));
    let cases = [
        (line("理发") + &line("修鞋"), "理发\n修鞋"),
        (paragraph(&(run("理") + &run("发"))), "理发"),
        (paragraph(&(run("周三") + "<w:r><w:br/></w:r>" + &run("周四"))), "周三\n周四"),
        (line("A&amp;B&#12290;"), "A&B。"),
        (line("一") + "<w:p/>" + &line("二"), "一\n\n二"),
        (
            table(&row(&(cell(&line("周三")) + &cell(&(line("一楼") + &line("大厅")))))) + &line("完"),
            "周三 一楼 大厅\n完",
        ),
        (table(&row(&(cell(&line("周三")) + &cell(&inner)))) + &line("完"), "周三 上午 下午\n完"),
        (
            table(
                &(row(&format!("<w:trPr><w:del/></w:trPr>{}", cell(&line("旧")))) + &row(&cell(&line("新")))),
            ),
            "新",
        ),
        (
            table(
                &row(&(cell(&format!("<w:tcPr><w:cellDel/></w:tcPr>{}", line("旧"))) + &cell(&line("新")))),
            ),
            "新",
        ),
        (
            paragraph(&format!("<w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr>{}", run("带证件"))),
            "· 带证件",
        ),
        (
            paragraph(&format!("<w:pPr><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr>{}", run("带证件"))),
            "带证件",
        ),
        (paragraph(&format!("<w:pPr><w:tabs><w:tab w:pos=\"1\"/></w:tabs></w:pPr>{}", run("理发"))), "理发"),
        (paragraph(&(run("周三") + "<w:r><w:tab/></w:r>" + &run("理发"))), "周三 理发"),
        (paragraph("<w:r><w:t>10</w:t><w:noBreakHyphen/><w:t>12时</w:t><w:softHyphen/></w:r>"), "10-12时"),
        (paragraph("<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:t>免费</w:t></w:r>"), "☑免费"),
        (
            format!(
                "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{0}</w:txbxContent></mc:Choice>\
                 <mc:Fallback><w:txbxContent>{0}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>{1}</w:p>",
                line("框"),
                run("文")
            ),
            "框\n文",
        ),
    ];
    for (body, expected) in cases {
        assert_eq!(read(&docx(&body)), (expected.to_owned(), Vec::new()), "{body}");
    }
}

#[test]
fn only_what_the_author_shows_is_read() {
    let cases = [
        paragraph(&(run("有效") + "<w:del><w:r><w:delText>作废</w:delText><w:t>作废</w:t></w:r></w:del>")),
        paragraph(&("<w:moveFrom>".to_owned() + &run("旧地") + "</w:moveFrom>" + &run("有效"))),
        paragraph(&("<w:ins>".to_owned() + &run("有") + "</w:ins><w:moveTo>" + &run("效") + "</w:moveTo>")),
        paragraph(&(run_with("<w:vanish/>", "内部") + &run("有效"))),
        paragraph(
            &(run_with("<w:vanish w:val=\"1\"/>", "内部") + &run_with("<w:vanish w:val=\"0\"/>", "有效")),
        ),
        paragraph(&(run_with("<w:webHidden/>", "3") + &run_with("<w:specVanish/>", "内部") + &run("有效"))),
        // The mark of the paragraph is hidden or deleted, not its words.
        paragraph(&format!("<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{}", run("有"))) + &line("效"),
        paragraph(&format!("<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}", run("有"))) + &line("效"),
        // How it was formatted before a change.
        paragraph(&run_with("<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>", "有效")),
        paragraph(
            &(field("begin")
                + "<w:r><w:instrText>PAGE</w:instrText><w:t>码</w:t></w:r>"
                + &field("separate")
                + &run("有效")
                + &field("end")),
        ),
        paragraph(
            &(field("begin")
                + &field("begin")
                + &field("separate")
                + &run("内")
                + &field("end")
                + &field("separate")
                + &run("有效")
                + &field("end")),
        ),
        paragraph(&format!("<w:fldSimple w:instr=\"DATE\">{}</w:fldSimple>", run("有效"))),
        paragraph(&format!("<w:hyperlink><w:smartTag>{}</w:smartTag></w:hyperlink>", run("有效"))),
        paragraph(&format!(
            "<w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>",
            run("yǒu"),
            run("有效")
        )),
        format!(
            "<w:sdt><w:sdtPr><w:rPr><w:vanish/></w:rPr></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
            line("有效")
        ),
        format!(
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
            line("单击此处")
        ) + &line("有效"),
        paragraph(&format!(
            "<w:r><w:rPr><w:vanish/></w:rPr><w:txbxContent>{}</w:txbxContent></w:r>{}",
            line("内部"),
            run("有效")
        )),
    ];
    for body in cases {
        let (text, warnings) = read(&docx(&body));
        assert_eq!((text.trim(), warnings), ("有效", Vec::new()), "{body}");
    }
    let tick = "<w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData><w:checkBox><w:default w:val=\"0\"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>";
    assert_eq!(read(&docx(&paragraph(&(tick.to_owned() + &field("end") + &run("是"))))).0, "☑是");
}

#[test]
fn what_is_struck_out_is_left_out_and_said() {
    let cases = [
        (run_with("<w:strike/>", "周一"), true),
        (run_with("<w:dstrike w:val=\"true\"/>", "周一"), true),
        (run_with("<w:strike/><w:dstrike w:val=\"0\"/>", "周一"), true),
        (run_with("<w:strike w:val=\"0\"/>", ""), false),
        (run_with("<w:strike w:val=\"false\"/>", ""), false),
        (run_with("<w:strike/>", " "), false),
        (run_with("<w:strike/><w:vanish/>", "周一"), false),
    ];
    for (struck, said) in cases {
        let (text, warnings) = read(&docx(&paragraph(&(struck.clone() + &run("周三")))));
        assert_eq!(text, "周三", "{struck}");
        assert_eq!(warnings.iter().any(|warning| warning.contains("划掉")), said, "{struck}");
    }
    let all = docx(&paragraph(&run_with("<w:strike/>", "周一")));
    assert!(text(&all).is_err_and(|finding| finding.problem.contains("划掉")));
}

#[test]
fn styles_hide_and_strike_out() {
    let styles = "<w:styles><w:style w:type=\"paragraph\" w:styleId=\"hidden\"><w:rPr><w:vanish/></w:rPr></w:style>\
         <w:style w:type=\"character\" w:styleId=\"off\"><w:basedOn w:val=\"hidden\"/></w:style>\
         <w:style w:type=\"character\" w:styleId=\"struck\"><w:rPr><w:strike/></w:rPr></w:style></w:styles>";
    let hidden = |inner: &str| paragraph(&format!("<w:pPr><w:pStyle w:val=\"hidden\"/></w:pPr>{inner}"));
    let cases = [
        (hidden(&run("内部")) + &line("有效"), "有效", 0),
        (hidden(&(run_with("<w:vanish w:val=\"0\"/>", "有效") + &run("内部"))), "有效", 0),
        // Hidden twice is shown.
        (hidden(&run_with("<w:rStyle w:val=\"off\"/>", "有效")), "有效", 0),
        (paragraph(&(run_with("<w:rStyle w:val=\"struck\"/>", "周一") + &run("有效"))), "有效", 1),
        (paragraph(&run_with("<w:rStyle w:val=\"nowhere\"/>", "有效")), "有效", 0),
    ];
    for (body, expected, warnings) in cases {
        let document = document(&body);
        let bytes =
            archive(&[("word/document.xml", document.as_bytes()), ("word/styles.xml", styles.as_bytes())]);
        let (text, said) = read(&bytes);
        assert_eq!((text.trim(), said.len()), (expected, warnings), "{body}");
    }
}

#[test]
fn notes_are_read_and_margins_are_said() {
    let note = |id: u32, text: &str| format!("<w:footnote w:id=\"{id}\">{}</w:footnote>", line(text));
    let notes = format!(
        "<w:footnotes>{}{}{}</w:footnotes>",
        note(1, "每月十五日不办"),
        note(2, "作废"),
        note(3, "另见")
    );
    let mark = |id: u32| format!("<w:r><w:footnoteReference w:id=\"{id}\"/></w:r>");
    let body = paragraph(&(run("理发") + &mark(3) + &format!("<w:del>{}</w:del>", mark(2))))
        + &paragraph(&(run("修鞋") + &mark(1) + &mark(3)));
    let document = document(&body);
    let header = format!("<w:hdr>{}</w:hdr>", line("平城区民政局文件"));
    let footer = format!("<w:ftr>{}</w:ftr>", line("第 3 页 共 10 页"));
    let root = relationships(&[("officeDocument", "/word/document2.xml")]);
    let named = relationships(&[
        ("footnotes", "notes.xml"),
        ("header", "top.xml"),
        ("footer", "bottom.xml"),
        ("comments", "comments.xml"),
    ]);
    let comments = format!("<w:comments><w:comment>{}</w:comment></w:comments>", line("批注"));
    let (text, warnings) = read(&archive(&[
        ("_rels/.rels", root.as_bytes()),
        ("word/document2.xml", document.as_bytes()),
        ("word/_rels/document2.xml.rels", named.as_bytes()),
        ("word/notes.xml", notes.as_bytes()),
        ("word/top.xml", header.as_bytes()),
        ("word/bottom.xml", footer.as_bytes()),
        ("word/comments.xml", comments.as_bytes()),
    ]));
    assert_eq!(text, "理发\n修鞋\n另见\n每月十五日不办");
    assert_eq!(warnings, ["页眉、页脚里还有字：“平城区民政局文件”，没有读"]);
}

#[test]
fn a_document_of_another_number_is_found() {
    let gone = relationships(&[("officeDocument", "word/document.xml")]);
    let document = document(&line("理发"));
    let parts = [("_rels/.rels", gone.as_bytes()), ("word/document2.xml", document.as_bytes())];
    assert_eq!(read(&archive(&parts)).0, "理发");
}

#[test]
fn a_document_in_utf_16_is_read() {
    let xml = format!("<?xml version=\"1.0\" encoding=\"UTF-16\"?>{}", document(&line("理发")));
    let units: Vec<u8> = [0xfeff].into_iter().chain(xml.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    assert_eq!(read(&archive(&[("word/document.xml", &units)])).0, "理发");
}

#[test]
fn what_is_not_read_to_its_end_is_said() {
    let torn = archive(&[(
        "word/document.xml",
        b"<w:document><w:p><w:r><w:t>\xe7\x90\x86</w:t></w:r></w:p><w:p></w:r>",
    )]);
    let cases = [
        (torn, "损坏"),
        (docx(&(line("理发") + &paragraph(&(field("begin") + &run("其余"))))), "域"),
        (docx(&(line("理发") + "<w:altChunk/>")), "另一个文件"),
    ];
    for (bytes, problem) in cases {
        let (_, warnings) = read(&bytes);
        assert!(warnings.len() == 1 && warnings[0].contains(problem), "{warnings:?}");
    }
}

#[test]
fn what_is_no_document_is_refused() {
    let sheet = relationships(&[("officeDocument", "xl/workbook.xml")]);
    let sheet =
        archive(&[("_rels/.rels", sheet.as_bytes()), ("xl/workbook.xml", b"<workbook><t>1</t></workbook>")]);
    let cases: [(&[u8], &str); 6] = [
        (b"PK\x03\x04", "损坏"),
        (b"\xd0\xcf\x11\xe0old", "旧版"),
        (&docx("<w:p/>"), "没有文字"),
        (b"text", "损坏"),
        (&archive(&[("a.txt", b"x")]), "不是 Word"),
        (&sheet, "不是 Word"),
    ];
    for (bytes, problem) in cases {
        assert!(text(bytes).is_err_and(|finding| finding.problem.contains(problem)), "{problem}");
    }
}

#[test]
fn what_swells_is_stopped() {
    let bomb = docx(&"<w:p/>".repeat(12 * 1024 * 1024));
    assert!(bomb.len() < 1024 * 1024);
    // Each part for itself is small enough.
    let part = " ".repeat(33 << 20);
    let parts = archive(&[
        ("word/document.xml", document(&(line("理发") + &part)).as_bytes()),
        ("word/header1.xml", part.as_bytes()),
    ]);
    let entries: Vec<u8> = b"PK\x01\x02".repeat(10_001);
    for bytes in [bomb, parts, entries] {
        assert!(text(&bytes).is_err_and(|finding| finding.problem.contains("太大")));
    }
    let nested =
        |opening: &str, closing: &str, times| opening.repeat(times) + &line("理发") + &closing.repeat(times);
    for (opening, closing, most) in [
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 64),
        ("<w:tr>", "</w:tr>", 64),
        ("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>", 64),
        ("<w:ins>", "</w:ins>", 1_900),
    ] {
        assert!(read(&docx(&nested(opening, closing, most))).0.contains("理发"), "{opening}");
        let beyond = text(&docx(&nested(opening, closing, most + 120)));
        assert!(beyond.is_err_and(|finding| finding.problem.contains("太多层")), "{opening}");
    }
}

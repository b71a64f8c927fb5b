//! Bytes of a file → text: UTF-8, UTF-16 with a mark, GB18030, Big5; what was lost is a problem, not an error.
//!
//! Knows nothing of what the text holds.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::{
    diagnostics::{Diagnostics, Finding},
    limits::FILE_BYTES,
};
use crate::text::printable::{Cleaner, is_plain, is_unprintable};

/// The text of `bytes` with `\n` line ends and without control characters; `None` when there is no text to be had.
pub(crate) fn decode(bytes: &[u8], diagnostics: &mut Diagnostics) -> Option<String> {
    if bytes.len() as u64 > FILE_BYTES {
        diagnostics.error(None, too_large(bytes.len() as u64));
        return None;
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        diagnostics.error(None, Finding::new("文件是空的", "请写入内容；不要的话请把文件删掉"));
        return None;
    }
    if let Some(finding) = disguised(bytes) {
        diagnostics.error(None, finding);
        return None;
    }
    let Some(text) = read(bytes, diagnostics) else {
        diagnostics.error(
            None,
            Finding::new(
                "这不是文字文件，或者编码已经坏了",
                "请用记事本打开看看；能看到字就“另存为”，编码选 UTF-8",
            ),
        );
        return None;
    };
    let text = clean(text, diagnostics);
    if text.trim().is_empty() {
        diagnostics.error(None, Finding::new("文件里没有文字", "请写入内容；不要的话请把文件删掉"));
        return None;
    }
    Some(text)
}

/// Refusal of a file of `size` bytes.
pub(crate) fn too_large(size: u64) -> Finding {
    Finding::new(
        format!("文件太大（{} MB，最多 {} MB）", size.div_ceil(1024 * 1024), FILE_BYTES / 1024 / 1024),
        "请拆成几个文件，一版报纸或一条通知一个文件；扫描图片请先转成文字",
    )
}

/// Files of another kind, known by their first bytes.
fn disguised(bytes: &[u8]) -> Option<Finding> {
    let kinds: [(&[u8], &str, &str); 8] = [
        (b"%PDF-", "PDF", "请把后缀改回 .pdf，放进 pages 文件夹"),
        (
            b"PK\x03\x04",
            "Word（.docx）或压缩包",
            "Word 文档请把后缀改回 .docx 放进 pages 文件夹；压缩包请先解开",
        ),
        (b"\xd0\xcf\x11\xe0", "旧版 Word 或 WPS 文档", "请在 Word 或 WPS 里“另存为”纯文本（.txt）或 .docx"),
        (b"{\\rtf", "RTF 文档", "请在 Word 或 WPS 里“另存为”纯文本（.txt）或 .docx"),
        (b"\xff\xd8\xff", "图片", "图片里的字读不出来，请先转成文字"),
        (b"\x89PNG", "图片", "图片里的字读不出来，请先转成文字"),
        (b"GIF8", "图片", "图片里的字读不出来，请先转成文字"),
        (b"Rar!", "压缩包", "请先解开压缩包，把里面的文字文件放进来"),
    ];
    let (_, kind, remedy) = kinds.into_iter().find(|(magic, ..)| bytes.starts_with(magic))?;
    Some(Finding::new(format!("后缀不对：这其实是{kind}，不是文字文件"), remedy))
}

fn read(bytes: &[u8], diagnostics: &mut Diagnostics) -> Option<String> {
    match Encoding::for_bom(bytes) {
        Some((encoding, _)) if encoding == UTF_16LE || encoding == UTF_16BE => {
            let (text, _) = encoding.decode_with_bom_removal(bytes);
            diagnostics.warning(
                None,
                Finding::new(
                    "文件是 UTF-16 编码（记事本里叫“Unicode”），已经照读",
                    "建议“另存为”时编码选 UTF-8",
                ),
            );
            note_lost(&text, diagnostics);
            (lost(&text) * 50 <= text.chars().count()).then(|| text.into_owned())
        }
        Some((_, mark)) => read_plain(bytes.get(mark..).unwrap_or_default(), diagnostics),
        None => read_plain(bytes, diagnostics),
    }
}

/// Reads text without a byte order mark.
fn read_plain(bytes: &[u8], diagnostics: &mut Diagnostics) -> Option<String> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        // Random bytes seldom are UTF-8, but a file of zeros is.
        let controls = text.chars().filter(|character| is_junk(*character)).count();
        note_lost(text, diagnostics);
        return (controls * 10 <= text.chars().count()).then(|| text.to_owned());
    }
    let encodings = [UTF_8, guess(bytes), GB18030, BIG5];
    // One after the other: each is as long as the file.
    let mut readings =
        encodings.into_iter().map(|encoding| (encoding, encoding.decode_without_bom_handling(bytes).0));
    // The first reading that loses next to nothing; one bad character must not turn UTF-8 into another script.
    let (encoding, text) = readings.find(|(_, text)| {
        let foreign = text.chars().filter(|character| !character.is_ascii()).count();
        let controls = text.chars().filter(|character| is_junk(*character)).count();
        let private = text.chars().filter(|character| matches!(character, '\u{e000}'..='\u{f8ff}')).count();
        (lost(text) + private) * 20 <= foreign && controls * 10 <= text.chars().count()
    })?;
    if encoding != UTF_8 {
        let name = if encoding == BIG5 { "Big5（繁体）" } else { "GB18030（GBK）" };
        diagnostics.warning(
            None,
            Finding::new(format!("文件是 {name} 编码，已经照读"), "不影响使用；建议“另存为”时编码选 UTF-8"),
        );
    }
    note_lost(&text, diagnostics);
    Some(text.into_owned())
}

/// GB18030 unless the text looks more like Big5.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    if detector.guess(None, Utf8Detection::Deny) == BIG5 { BIG5 } else { GB18030 }
}

fn lost(text: &str) -> usize {
    text.chars().filter(|character| *character == char::REPLACEMENT_CHARACTER).count()
}

fn note_lost(text: &str, diagnostics: &mut Diagnostics) {
    let Some(line) = line_of(text, |character| character == char::REPLACEMENT_CHARACTER) else { return };
    diagnostics.warning(
        line,
        Finding::new(
            format!("有 {} 个字读不出来（显示成 □）", lost(text)),
            "请对照原文把这些字补上，再另存为 UTF-8",
        ),
    );
}

/// One kind of line end, nothing that cannot be printed.
fn clean(text: String, diagnostics: &mut Diagnostics) -> String {
    if is_plain(&text) {
        return text;
    }
    let mut cleaner = Cleaner::default();
    cleaner.push(&text);
    if cleaner.lost {
        let line = line_of(&text.replace("\r\n", "\n").replace('\r', "\n"), is_unprintable);
        diagnostics.lost(line);
    }
    cleaner.text
}

fn is_junk(character: char) -> bool {
    character.is_ascii_control() && !matches!(character, '\n' | '\r' | '\t' | '\u{c}')
}

fn line_of(text: &str, wanted: impl Fn(char) -> bool) -> Option<u32> {
    text.split('\n').position(|line| line.chars().any(&wanted)).map(|at| at as u32 + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(bytes: &[u8], text: Option<&str>, problem: &str) {
        let mut diagnostics = Diagnostics::new("x");
        assert_eq!(decode(bytes, &mut diagnostics).as_deref(), text, "{bytes:?}");
        let found: Vec<String> =
            diagnostics.into_problems().into_iter().map(|problem| problem.problem).collect();
        assert!(
            if problem.is_empty() {
                found.is_empty()
            } else {
                found.len() == 1 && found[0].contains(problem)
            },
            "{bytes:?}: {found:?}"
        );
    }

    #[test]
    fn each_encoding_is_read_and_said() {
        let utf16 = |text: &str, mark: u16| {
            let units = std::iter::once(mark).chain(text.encode_utf16());
            units.flat_map(u16::to_le_bytes).collect::<Vec<u8>>()
        };
        check("社区\r\n理发\r老人".as_bytes(), Some("社区\n理发\n老人"), "");
        check("\u{feff}社区".as_bytes(), Some("社区"), "");
        for text in ["社区免费理发，欢迎老人", "理发", "免费量血压：0352-5101234", "镕喆堃㙍"]
        {
            check(&GB18030.encode(text).0, Some(text), "GB18030");
        }
        check(&utf16("社区", 0xfeff), Some("社区"), "UTF-16");
        let traditional =
            "臺北市各區衛生所為年滿六十五歲的長輩提供免費流感疫苗接種，請攜帶健保卡與身分證件前往辦理登記。";
        check(&BIG5.encode(traditional).0, Some(traditional), "Big5");
        check("免费理发欢迎老人前来参加咨\0询".as_bytes(), Some("免费理发欢迎老人前来参加咨询"), "控制字符");
        check(b"", None, "空的");
        check(b" \n\t", None, "空的");
        check("\u{3000}".as_bytes(), None, "没有文字");
        check(b"PK\x03\x04rest", None, ".docx");
        check(&[0, 1, 2, 3, 0, 1], None, "不是文字文件");
        check(&[0xff; 64], None, "不是文字文件");
    }

    #[test]
    fn one_bad_byte_does_not_change_the_script() {
        let mut bytes = "社区每周三免费理发，老人请带老年证，地点在一楼大厅服务台旁边".as_bytes().to_vec();
        bytes.truncate(bytes.len() - 1);
        let mut diagnostics = Diagnostics::new("x");
        assert!(decode(&bytes, &mut diagnostics).unwrap().starts_with("社区每周三"));
        assert!(diagnostics.into_problems()[0].problem.contains("1 个字读不出来"));
    }

    proptest! {
        #[test]
        fn any_bytes_decode_or_are_refused_with_a_reason(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let mut diagnostics = Diagnostics::new("x");
            if decode(&bytes, &mut diagnostics).is_none() {
                prop_assert!(!diagnostics.into_problems().is_empty());
            }
        }
    }
}

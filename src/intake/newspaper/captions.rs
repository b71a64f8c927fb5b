//! Captions and credits of photographs: 「图为…」「▲…」「图片由…提供」.
//!
//! Knows nothing of which article a photograph belongs to.

use super::bylines;
use crate::text::spans::{char_count, slice, squeezed};

/// Characters of the longest caption that begins with a word for the picture, with an arrow, or ends with a name.
const CAPTION_CHARS: usize = 200;
const ARROW_CAPTION_CHARS: usize = 120;
const SIGNED_CAPTION_CHARS: usize = 90;
/// Characters of the longest name of a photographer, 摄 included.
const PHOTOGRAPHER_CHARS: usize = 12;
/// Characters of the longest credit.
const CREDIT_CHARS: usize = 24;

/// True for a line that says of itself that it stands under a photograph.
pub(super) fn is_caption(text: &str) -> bool {
    let bare =
        text.trim_start_matches(|first: char| first.is_whitespace() || matches!(first, '(' | '（' | '【'));
    let shown = [
        "图为",
        "图①",
        "图②",
        "图③",
        "图④",
        "图一:",
        "图1",
        "图2",
        "图3",
        "上图",
        "下图",
        "左图",
        "右图",
        "题图",
        "本版图",
    ];
    let arrow =
        bare.starts_with(['▲', '△', '▼', '▽', '◀', '◄', '▶', '►']) && char_count(bare) <= ARROW_CAPTION_CHARS;
    let tail = bare
        .rfind(['。', ' ', '　'])
        .map_or("", |at| slice(bare, at..bare.len()).trim_start_matches(['。', ' ', '　']));
    let spaced = bare
        .strip_suffix(['摄', '图'])
        .map(str::trim_end)
        .and_then(|rest| rest.rfind(['。', ' ', '　']))
        .map_or("", |at| slice(bare, at..bare.len()).trim_start_matches(['。', ' ', '　']));
    let credited = char_count(bare) <= SIGNED_CAPTION_CHARS
        && [tail, spaced].iter().any(|tail| {
            char_count(tail) <= PHOTOGRAPHER_CHARS
                && bylines::standalone(tail).is_some_and(|byline| byline.photo)
        });
    if credited && !is_credit(text) && !bare.contains("本报讯") {
        return true;
    }
    (shown.iter().any(|sign| bare.starts_with(sign)) || arrow)
        && !bare.contains("本报讯")
        && char_count(bare) <= CAPTION_CHARS
}

/// True for a line that only says who took or gave the picture.
pub(super) fn is_credit(text: &str) -> bool {
    let squeezed = squeezed(text);
    let bare = squeezed.trim_matches(|character: char| matches!(character, '(' | ')' | '（' | '）' | '。'));
    let given = [
        "图片由",
        "照片由",
        "图由",
        "图片来源",
        "图片来自",
        "摄影:",
        "摄影：",
        "图/",
        "本版图片",
        "本组图片",
        "本版照片",
        "本组照片",
    ];
    let short = char_count(bare) <= CREDIT_CHARS;
    let resource = ["资料图", "资料图片", "资料照片", "效果图", "网络图片", "图据网络"].contains(&bare);
    let supplied = short
        && ["供图", "提供", "摄影", "摄"].iter().any(|end| bare.ends_with(end))
        && !bare.contains(['，', ',', '。']);
    short
        && given.iter().any(|sign| bare.starts_with(sign))
        && (supplied || bare.contains('摄') || bare.contains("来"))
        || resource
        || short && bare.ends_with("供图") && !bare.contains(['，', ','])
        || bylines::standalone(text).is_some_and(|byline| byline.photo)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_and_credits_are_told() {
        let captions = [
            "图为义诊现场",
            "▲志愿者在理发",
            "(图为活动现场)",
            "上图:排队",
            "志愿者在理发。王小河摄",
            "志愿者在理发。 王小河 摄",
        ];
        assert!(captions.iter().all(|text| is_caption(text)));
        let credits =
            ["王小河摄", "本报记者 王小河 摄", "图片由校方提供", "社区供图", "(资料图片)", "图/王小河 摄"];
        for text in credits {
            assert!(is_credit(text), "{text}");
        }
        for text in ["图书馆延长开放", "服务由社区提供", "现场拍摄", "本报记者 王小河", "提供"]
        {
            assert!(!is_caption(text) && !is_credit(text), "{text}");
        }
    }
}

//! Verbs that speech takes apart are put together: 理个发 is 理发, 洗完澡 is 洗澡.
//!
//! Knows nothing of what the verbs mean.

use crate::text::segment;

/// What speech puts between a verb and its object.
const BETWEEN: [&str; 8] = ["了个", "一个", "一次", "一下", "个", "次", "回", "完"];
/// Endings that make a word with what stands between: 做个人卫生 is about 个人.
const NO_OBJECTS: &str = "人体别性数来家收去";
/// Beginnings that count or point instead: 这个月 is no verb.
const NO_VERBS: &str = "这那哪几每各有是没一二两三四五六七八九十整上下半多";

/// The folded text with every verb beside its object.
pub(super) fn joined(folded: &str) -> String {
    let characters: Vec<char> = folded.chars().collect();
    let mut joined = String::with_capacity(folded.len());
    let mut at = 0;
    while let Some(verb) = characters.get(at) {
        joined.push(*verb);
        at += 1;
        if NO_VERBS.contains(*verb) {
            continue;
        }
        let taken_apart = BETWEEN.iter().find_map(|between| {
            let length = between.chars().count();
            let object = characters.get(at + length)?;
            let fits = between.chars().eq(characters.get(at..at + length)?.iter().copied());
            if !fits {
                return None;
            }
            let whole = format!("{verb}{object}");
            let verbs = || {
                segment::is_verb(&whole)
                    || segment::word_frequency(&whole) > 0 && segment::is_verb(&verb.to_string())
            };
            (!NO_OBJECTS.contains(*object) && verbs()).then_some(length)
        });
        at += taken_apart.unwrap_or(0);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn verbs_find_their_objects() {
        for (text, expected) in [
            ("哪儿能理个发", "哪儿能理发"),
            ("给我妈剃个头", "给我妈剃头"),
            ("想洗一次澡", "想洗澡"),
            ("这个月哪个社区办", "这个月哪个社区办"),
            ("一个月多少钱", "一个月多少钱"),
            ("两个人去", "两个人去"),
            ("怎么做个人卫生", "怎么做个人卫生"),
            ("平城区有个人才市场", "平城区有个人才市场"),
            ("", ""),
        ] {
            assert_eq!(joined(text), expected, "{text}");
        }
    }
}

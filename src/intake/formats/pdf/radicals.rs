//! Radicals of dictionaries, which some programs write in the place of the characters that look the same.
//!
//! Knows nothing of fonts.

use unicode_normalization::UnicodeNormalization;

/// `text` with the characters that are meant: ⼩ (U+2F29) is 小, ⻔ (U+2ED4) is 门.
pub(super) fn replaced(text: String) -> String {
    let radical = |character| matches!(character, '\u{2e80}'..='\u{2fd5}');
    if !text.contains(radical) {
        return text;
    }
    let meant = |character: char| {
        let simplified = SIMPLIFIED.iter().find(|(from, _)| *from == character);
        simplified.map_or(character, |(_, to)| *to)
    };
    let replace = |character: char| match character {
        '\u{2f00}'..='\u{2fd5}' => character.nfkc().next().unwrap_or(character),
        _ => meant(character),
    };
    text.chars().map(replace).collect()
}

/// Those for which Unicode names no character, but which look like one.
const SIMPLIFIED: &[(char, char)] = &[
    ('⺠', '民'),
    ('⻁', '虎'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻑', '長'),
    ('⻒', '镸'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻧', '卤'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻬', '齐'),
    ('⻮', '齿'),
    ('⻰', '龙'),
    ('⻳', '龟'),
    ('⺟', '母'),
    ('⼾', '户'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_the_characters_that_are_meant() {
        assert_eq!(replaced("⼩⼭村的⻔⻓".to_owned()), "小山村的门长");
        assert_eq!(replaced("小山村".to_owned()), "小山村");
    }
}

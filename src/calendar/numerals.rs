//! Chinese and Arabic numerals as numbers: 十一, 二十三, 二〇二四, 七十, 2024.
//!
//! Knows nothing of what is counted.

/// Longest numeral that is read, in characters; longer runs are account or document numbers.
const LONGEST: usize = 9;

/// The number that the whole of `text` writes.
#[must_use]
pub(crate) fn number(text: &str) -> Option<u32> {
    leading_number(text).filter(|(_, length)| *length == text.len()).map(|(value, _)| value)
}

/// The number at the start of `text` and its length in bytes; none when the numeral is too long to be a count.
#[must_use]
pub(crate) fn leading_number(text: &str) -> Option<(u32, usize)> {
    let arabic = text.chars().take(LONGEST + 1).take_while(char::is_ascii_digit).count();
    if arabic > 0 {
        let digits = text.get(..arabic)?;
        return (arabic <= LONGEST).then(|| digits.parse().ok()).flatten().map(|value| (value, arabic));
    }
    let numerals: Vec<(u32, usize)> = text
        .chars()
        .take(LONGEST + 1)
        .map_while(|character| value(character).map(|value| (value, character.len_utf8())))
        .collect();
    if numerals.is_empty() || numerals.len() > LONGEST {
        return None;
    }
    let length = numerals.iter().map(|(_, length)| length).sum();
    let values: Vec<u32> = numerals.into_iter().map(|(value, _)| value).collect();
    let value =
        if values.iter().any(|value| *value >= 10) { by_units(&values) } else { by_position(&values) };
    value.map(|value| (value, length))
}

/// True for 〇零一二三四五六七八九十百千万两 and the twenty and thirty signs.
#[must_use]
pub(super) fn is_numeral(character: char) -> bool {
    value(character).is_some()
}

fn value(character: char) -> Option<u32> {
    Some(match character {
        '〇' | '零' | '○' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        '廿' => 20,
        '卅' => 30,
        '百' => 100,
        '千' => 1000,
        '万' => 10_000,
        _ => return None,
    })
}

/// 二〇二四.
fn by_position(values: &[u32]) -> Option<u32> {
    values.iter().try_fold(0u32, |sum, value| sum.checked_mul(10)?.checked_add(*value))
}

/// 二十三, 一百零五, 廿三.
fn by_units(values: &[u32]) -> Option<u32> {
    let (mut sum, mut digit) = (0u32, None);
    for &value in values {
        match value {
            0 => {}
            1..=9 if digit.is_some() => return None,
            1..=9 => digit = Some(value),
            20 | 30 => sum = sum.checked_add(value)?,
            10_000 => sum = sum.checked_add(digit.take().unwrap_or(0))?.checked_mul(value)?,
            unit => sum = sum.checked_add(digit.take().unwrap_or(1).checked_mul(unit)?)?,
        }
    }
    sum.checked_add(digit.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_numbers() {
        let cases = [
            ("十", Some(10)),
            ("十一", Some(11)),
            ("二十三", Some(23)),
            ("七十", Some(70)),
            ("二〇二四", Some(2024)),
            ("二零二一", Some(2021)),
            ("一百零五", Some(105)),
            ("两千三百", Some(2300)),
            ("三万", Some(30_000)),
            ("廿三", Some(23)),
            ("卅", Some(30)),
            ("2024", Some(2024)),
            ("007", Some(7)),
            ("1234567890", None),
            ("一二三四五六七八九一", None),
            ("二三十", None),
            ("十岁", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(number(text), expected, "{text}");
        }
        assert_eq!(leading_number("七十多岁"), Some((70, 6)));
        assert_eq!(leading_number("18日"), Some((18, 2)));
    }
}

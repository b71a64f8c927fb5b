//! How likely each unit of an article is part of the answer: by its own words, its neighbours', its section's head and
//! the signs of what is wanted.
//!
//! Knows nothing of other articles or of how a passage is put together.

use std::{ops::Range, sync::LazyLock};

use regex::Regex;

use super::{
    comparison::Comparison,
    weights::{UNIT, UNIT_SIGNS},
    window::CueCounts,
};
use crate::{question::AnswerType, text::spans::char_count};

/// The signs of one unit, in the order of [`UNIT_SIGNS`].
pub(super) type UnitSigns = [f32; UNIT_SIGNS.len()];

/// A unit of more characters than this heads no section.
const HEAD: usize = 34;
/// A window this much worse than the best one says no more about its units.
const WORST: f32 = -20.0;

/// What is wanted, in the order in which its signs stand in [`UNIT_SIGNS`].
const WANTED: [AnswerType; 8] = [
    AnswerType::Phone,
    AnswerType::Time,
    AnswerType::Cost,
    AnswerType::Number,
    AnswerType::Place,
    AnswerType::Who,
    AnswerType::How,
    AnswerType::List,
];

/// The probability that a unit with these signs is part of the answer, 0–1.
pub(super) fn chance(signs: &UnitSigns) -> f32 {
    let sum: f32 = signs.iter().zip(UNIT).map(|(sign, weight)| sign * weight).sum();
    1.0 / (1.0 + (-sum).exp())
}

/// The signs of every unit. `scores` has one score for each of `windows`.
pub(super) fn signs(
    comparison: &Comparison<'_>,
    cues: &CueCounts<'_>,
    windows: &[Range<usize>],
    scores: &[f32],
) -> Vec<UnitSigns> {
    let features = comparison.features();
    let count = features.units.len();
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut within = vec![WORST; count];
    for (window, score) in windows.iter().zip(scores) {
        for best in within.get_mut(window.clone()).unwrap_or_default() {
            *best = best.max(score - top);
        }
    }
    let coverage = |unit: Option<usize>| unit.map_or(0.0, |unit| comparison.unit(unit).coverage);
    let mut head = 0.0;
    (0..count)
        .map(|at| {
            let text = features.text(at + 1);
            let marked = is_marked(text);
            let own = comparison.unit(at);
            let [phone, time, cost, number, place, who, how, list] =
                WANTED.map(|want| cues.in_unit(want, at));
            let signs = [
                own.coverage,
                own.similarity,
                coverage(at.checked_sub(1)),
                coverage(Some(at + 1)),
                head,
                phone,
                time,
                cost,
                number,
                place,
                who,
                how,
                list,
                within.get(at).copied().unwrap_or(WORST),
                if marked { 1.0 } else { 0.0 },
                1.0,
            ];
            if char_count(text) <= HEAD && (marked || !text.contains(['。', '；', ';'])) {
                head = own.coverage;
            }
            signs
        })
        .collect()
}

/// Opens a section or an item of a list: 一、 （二） 3. 第四 【办法】 五是.
pub(super) fn is_marked(text: &str) -> bool {
    static MARK: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*(?:【|[(（第][0-9一二三四五六七八九十]|[0-9一二三四五六七八九十]+[、.．是:：])")
            .expect("the pattern is fixed and sound")
    });
    MARK.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::is_marked;

    #[test]
    fn sections_and_items_are_marked() {
        for text in ["一、报名", " (二)材料", "3.到窗口办理", "第四条", "【办理条件】", "五是上门服务"]
        {
            assert!(is_marked(text), "{text}");
        }
        for text in ["十月的社区", "2024年10月", "社区一、二期", "(见图)", ""] {
            assert!(!is_marked(text), "{text}");
        }
    }
}

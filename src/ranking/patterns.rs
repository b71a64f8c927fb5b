//! Sure signs that take a pattern: an address, a condition of persons, an age.
//!
//! Knows nothing of articles, or of what is asked.

use std::sync::LazyLock;

use regex::Regex;

/// A street, a house or a floor stands in the folded text.
#[must_use]
pub(crate) fn has_address(text: &str) -> bool {
    ADDRESS.is_match(text)
}

/// The folded text says for whom something is.
#[must_use]
pub(crate) fn has_condition(text: &str) -> bool {
    CONDITION.is_match(text)
}

/// Somebody says how old a person is.
#[must_use]
pub(crate) fn has_age(text: &str) -> bool {
    AGE.is_match(text)
}

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("位于|坐落|地址|设在|(?:路|街|巷|大道)[^，。；]{0,10}(?:路口|交叉|交汇|号|旁|对面|内|[东西南北]侧)|[0-9]+号楼|[0-9一二三四五六七八九]楼")
        .expect("this pattern is fixed")
});
static CONDITION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("[0-9]+(?:周)?岁(?:以[上下]|及以|起|的老)|年满|人以[上下]|以上|以下|对象|面向|凡是|户籍|限于|仅限|符合|条件|都可以|均可|不限|谁都")
        .expect("this pattern is fixed")
});

/// An age as it is spoken: 69岁, 七十三.
static AGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("岁|[二三四五六七八九]十[一二三四五六七八九]?(?:多|了|整|上|,|，| |$|[^个家块元天次分])")
        .expect("this pattern is fixed")
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_seen_in_text() {
        assert!(has_address("地点设在迎宾街和永泰路交叉口"));
        assert!(has_address("服务大厅3号楼"));
        assert!(!has_address("社区里给老人理发"));
        assert!(has_condition("年满70岁的老人"));
        assert!(!has_condition("上午九点开始"));
        assert!(has_age("我妈七十三了能去不"));
        assert!(!has_age("七十块钱"));
    }
}

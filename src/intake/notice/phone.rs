//! Telephone numbers in front matter that cannot be dialled.
//!
//! Knows nothing of whose they are: a number is shown as printed in any case.

use crate::intake::diagnostics::{Diagnostics, Finding};

/// Warns when no part of `phone` can be dialled.
pub(super) fn check(phone: &str, line: u32, diagnostics: &mut Diagnostics) {
    // Extensions are short; hours in brackets are no numbers.
    let main = phone.split(['（', '(', '转']).next().filter(|main| digits(main) > 0).unwrap_or(phone);
    let numbers: Vec<&str> = main
        .split(|mark: char| !mark.is_numeric() && !matches!(mark, '-' | '－' | '—' | ' ' | '+'))
        .filter(|number| digits(number) > 0)
        .collect();
    let problem = if numbers.is_empty() {
        "电话里没有号码".to_owned()
    } else if let Some(odd) = numbers.iter().find(|number| is_odd(number)) {
        format!("电话“{}”的位数不对", odd.trim())
    } else {
        return;
    };
    diagnostics.warning(line, Finding::new(problem, "请对照原文核对；几个号码之间用顿号“、”隔开"));
}

fn digits(text: &str) -> usize {
    text.chars().filter(|character| character.is_numeric()).count()
}

fn is_odd(number: &str) -> bool {
    let plain: String = number.chars().filter(char::is_ascii_digit).collect();
    let is_mobile = plain.starts_with('1') && plain.len() > 5 && !plain.starts_with("10");
    match digits(number) {
        11 => false,
        3..=5 | 7 | 8 | 10 | 12 => is_mobile,
        13 | 14 => !number.contains('+'),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_cannot_be_dialled_are_odd() {
        let cases = [
            ("0352-5101234", false),
            ("12345", false),
            ("110", false),
            ("13800001234", false),
            ("400-000-1234", false),
            ("010-65001234", false),
            ("5101234、5101235", false),
            ("0352-5101234转8012", false),
            ("0352-5101234（上午9点到11点）", false),
            ("+86 352 5101234", false),
            ("1380000123", true),
            ("138000012345", true),
            ("0352-51012", true),
            ("请到服务台", true),
            ("12", true),
        ];
        for (phone, odd) in cases {
            let mut diagnostics = Diagnostics::new("x");
            check(phone, 1, &mut diagnostics);
            assert_eq!(!diagnostics.into_problems().is_empty(), odd, "{phone}");
        }
    }
}

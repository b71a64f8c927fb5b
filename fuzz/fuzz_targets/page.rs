//! Any text is a newspaper page: the splitter neither panics nor makes up text, and its lines lie on the page.

#![no_main]

use libfuzzer_sys::fuzz_target;
use linli::intake::newspaper::{PageText, split};

fuzz_target!(|text: &str| {
    let lines = text.split('\n').count() as u32;
    for article in split(&PageText::new(text)).articles {
        for [from, to] in article.lines {
            assert!(1 <= from && from <= to && to <= lines, "lines {from}-{to} of {lines}");
        }
        let starts = &article.line_starts;
        assert!(starts.windows(2).all(|pair| pair[0].at <= pair[1].at), "line starts go back");
        assert!(starts.iter().all(|start| article.body.is_char_boundary(start.at as usize)));
        let printed = |letter: char| letter.is_whitespace() || text.contains(letter);
        assert!(article.body.chars().all(printed), "a letter that is not on the page");
    }
});

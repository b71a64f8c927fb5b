//! What the page splitter sees, for `tools/fit_page_labels.py` and `tools/fit_page_choices.py`:
//! `cargo bench --bench page_features -- lines|choices FILE...`.
//!
//! One extractor for learning and for running: what is printed here is what the program weighs.

use std::{
    fs,
    io::{self, Write},
    path::PathBuf,
};

use linli::intake::newspaper::{PageText, reports};

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let report = match arguments.next().as_deref() {
        Some("lines") => reports::line_features,
        Some("choices") => reports::choice_features,
        _ => return Err(io::Error::other("give `lines` or `choices`, and the files of pages")),
    };
    let mut out = io::stdout().lock();
    for path in arguments.map(PathBuf::from) {
        let text = fs::read_to_string(&path)?;
        let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        writeln!(out, "# {name}\n{}", report(&PageText::new(&text)))?;
    }
    Ok(())
}

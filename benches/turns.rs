//! The signs by which a turn is taken to be about the notice on the table: `cargo bench --bench turns [-- FILE]`.
//!
//! FILE has `notice<TAB>about or new<TAB>turn` a line, of the shipped folder; it prints the notice, 1 or 0, and the signs,
//! for `tools/fit_turns.py`.

use std::{
    fs,
    io::{self, Write},
    path::PathBuf,
};

use linli::{
    article::{ArticleId, PlacePath},
    conversation::TurnAfterNotice,
    intake::ForeignReader,
    knowledge_base::{KnowledgeBase, KnowledgeBaseOptions, RefreshPolicy},
};

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let file = arguments.next().unwrap_or_else(|| "tests/fixtures/turns.tsv".to_owned());
    let options = KnowledgeBaseOptions {
        knowledge: PathBuf::from("knowledge"),
        state: std::env::temp_dir().join("linli-bench-turns"),
        refresh: RefreshPolicy::Always,
        home: None,
        reader: ForeignReader::new(env!("CARGO_BIN_EXE_linli")),
    };
    let (knowledge, _) = KnowledgeBase::open(&options).map_err(io::Error::other)?;
    let home = PlacePath::new("山西省/大同市");
    let mut out = io::stdout().lock();
    for line in fs::read_to_string(file)?.lines() {
        let mut fields = line.splitn(3, '\t');
        let (Some(notice), Some(label), Some(said)) = (fields.next(), fields.next(), fields.next()) else {
            continue;
        };
        let notice = ArticleId(notice.to_owned());
        let turn = TurnAfterNotice {
            notice: &notice,
            said,
            own_place: None,
            home: Some(&home),
            today: jiff::civil::date(2024, 10, 25),
        };
        let signs = turn.signs(&knowledge).ok_or_else(|| io::Error::other(format!("no notice {notice}")))?;
        let signs = signs.iter().map(f32::to_string).collect::<Vec<_>>().join("\t");
        writeln!(out, "{notice}\t{}\t{signs}", u8::from(label == "about"))?;
    }
    Ok(())
}

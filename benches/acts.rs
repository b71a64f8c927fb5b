//! How well acts are read in families of sentences that were held back: `cargo bench --bench acts [-- misses | write | FILE]`.
//!
//! With `misses` every sentence that is read wrongly is listed. `write` learns from `knowledge/acts.toml` and writes
//! `src/acts/shipped.bin`. With a FILE of sentences, one a line, it says how each is read.

use std::{
    fs,
    io::{self, Write},
    time::Instant,
};

use linli::acts::{Validation, cross_validate, readings, shipped_model};

/// Parts into which the families are divided.
const FOLDS: usize = 5;
/// Probabilities from which an alarm might be raised.
const BARS: [f32; 9] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    match arguments.next().as_deref() {
        None => validate(false),
        Some("misses") => validate(true),
        Some("write") => fs::write("src/acts/shipped.bin", shipped_model()),
        Some(file) => read(&fs::read_to_string(file)?),
    }
}

fn read(text: &str) -> io::Result<()> {
    let sentences: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut out = io::stdout().lock();
    for (sentence, reading) in sentences.iter().zip(readings(&sentences)) {
        let (now, likely) = (reading.now, reading.probability);
        writeln!(out, "{now:.3}\t{}\t{}\t{likely:.3}\t{sentence}", reading.situation, reading.act)?;
    }
    Ok(())
}

fn validate(misses: bool) -> io::Result<()> {
    let started = Instant::now();
    let found = cross_validate(FOLDS);
    let took = started.elapsed().as_secs_f32();
    let mut out = io::stdout().lock();
    writeln!(out, "{} emergencies, {} others, {took:.1} s", found.help.len(), found.others.len())?;
    for bar in BARS {
        let (help, others) = found.over(bar);
        writeln!(out, "now >= {bar}: {help:.3} of emergencies, {others:.3} of others")?;
    }
    let right = found.help.iter().filter(|one| one.2 == one.3).count();
    writeln!(out, "situation: {:.3}", right as f32 / found.help.len().max(1) as f32)?;
    let (mut all, mut all_right) = (0, 0);
    for (act, (count, right)) in found.by_act() {
        writeln!(out, "{act:18} {count:5} {:.3}", right as f32 / count as f32)?;
        all += count;
        all_right += right;
    }
    writeln!(out, "acts: {:.3}", all_right as f32 / all.max(1) as f32)?;
    if misses { list(&found, &mut out) } else { Ok(()) }
}

fn list(found: &Validation, out: &mut impl Write) -> io::Result<()> {
    for (text, now, _, _) in found.help.iter().filter(|one| one.1 < 0.5) {
        writeln!(out, "HELP {now:.2} {text}")?;
    }
    for (text, now) in found.others.iter().filter(|one| one.1 >= 0.5) {
        writeln!(out, "FALSE {now:.2} {text}")?;
    }
    for (text, _, act, read) in found.help.iter().filter(|one| one.2 != one.3) {
        writeln!(out, "SITUATION {act} <- {read}: {text}")?;
    }
    for (text, act, read, sure) in found.acts.iter().filter(|one| one.1 != one.2) {
        writeln!(out, "ACT {act} <- {read} {sure:.2}: {text}")?;
    }
    Ok(())
}

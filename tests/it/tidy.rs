//! Rules that the code keeps: who imports whom, which outside crate lives where, headers and lengths.

mod source;

use std::collections::{BTreeMap, BTreeSet};

use regex::Regex;
use source::{Source, sources};

/// No file is longer.
const LONGEST: usize = 400;

/// Imports against the order of `lib.rs`, each with its reason.
const UPWARD: &[(&str, &str, &str)] = &[];

/// Outside crates that only one module sees.
const HOMES: &[(&str, &[&str])] = &[
    ("jieba_rs", &["text/segment.rs"]),
    ("ferrous_opencc", &["text/normalize.rs"]),
    ("tyme4rs", &["calendar/lunar.rs"]),
    ("hashbrown", &["places/names.rs"]),
    ("pinyin", &["text/sound.rs"]),
    ("regex", &["ranking/"]),
    ("tantivy", &["index.rs", "index/"]),
    ("hayro_syntax", &["intake/formats/pdf.rs", "intake/formats/pdf/"]),
    ("hayro_cmap", &["intake/formats/pdf/fonts.rs"]),
    ("dom_query", &["intake/formats/html.rs", "intake/formats/html/"]),
    ("dom_smoothie", &["intake/formats/html.rs", "intake/formats/html/"]),
    ("flate2", &["text/segment.rs"]),
    ("hyper", &["listener.rs"]),
    ("hyper_util", &["listener.rs"]),
    ("tower_http", &["listener.rs", "telegram/webhook.rs"]),
    ("zip", &["intake/formats/docx.rs", "intake/formats/docx/"]),
    ("seccompiler", &["intake/reader/confinement.rs"]),
    ("libc", &["intake/reader/confinement.rs"]),
    ("pulldown_cmark", &["intake/markdown.rs", "intake/markdown/"]),
    ("serde_saphyr", &["intake/front_matter.rs", "intake/front_matter/"]),
    ("rusqlite", &["store.rs", "store/"]),
    ("teloxide", &["telegram.rs", "telegram/"]),
    ("reqwest", &["telegram.rs", "telegram/"]),
    ("notify_debouncer_full", &["operators/"]),
    ("dotenvy", &["config.rs"]),
    ("clap", &["cli.rs", "cli/"]),
    ("base64", &["telegram/start_link.rs"]),
    ("rustyline", &["terminal.rs", "terminal/"]),
    ("blake3", &["content_hash.rs", "telegram/webhook.rs"]),
    ("tempfile", &["atomic_file.rs"]),
    ("strsim", &["intake/keys.rs"]),
    ("indicatif", &["cli/"]),
];

/// Names that say nothing of what is inside.
const NAMELESS: &[&str] = &["utils", "util", "helpers", "helper", "common", "misc", "mod"];

/// Fails with all that `find` has found.
fn nothing(what: &str, find: impl Fn(&Source) -> Vec<String>) {
    let found: Vec<String> = sources("src").iter().flat_map(find).collect();
    assert!(found.is_empty(), "{what}:\n{}", found.join("\n"));
}

fn order() -> Vec<String> {
    let map = std::fs::read_to_string(source::root().join("src/lib.rs")).unwrap();
    let modules = map.lines().filter_map(|line| {
        line.trim_start_matches("pub(crate) ")
            .trim_start_matches("pub ")
            .strip_prefix("mod ")?
            .strip_suffix(';')
    });
    modules.map(str::to_owned).collect()
}

#[test]
fn a_module_imports_only_modules_above_it() {
    let order = order();
    let rank = |module: &str| order.iter().position(|name| name == module);
    nothing("imports against the order of lib.rs (or a module that is missing there)", |source| {
        let Some(own) = rank(source.module()) else {
            let known = ["lib", "main"].contains(&source.module());
            return if known { Vec::new() } else { vec![format!("{}: not in lib.rs", source.path)] };
        };
        let upward = |module: &&String| {
            let allowed = UPWARD.iter().any(|(from, to, _)| source.module() == *from && module == to);
            rank(module).is_some_and(|rank| rank > own) && !allowed
        };
        source.imports().iter().filter(upward).map(|module| format!("{} → {module}", source.path)).collect()
    });
}

#[test]
fn an_outside_crate_has_one_home() {
    nothing("outside crates away from home", |source| {
        let away = HOMES.iter().filter(|(name, homes)| {
            source.names(name) && !homes.iter().any(|home| source.path.starts_with(home))
        });
        away.map(|(name, _)| format!("{}: {name}", source.path)).collect()
    });
}

#[test]
fn every_outside_crate_is_used() {
    let manifest = std::fs::read_to_string(source::root().join("Cargo.toml")).unwrap();
    let dependencies = manifest.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    let names = dependencies.lines().filter_map(|line| Some(line.split_once(" = ")?.0.replace('-', "_")));
    let all = sources("src");
    let unused: Vec<String> = names.filter(|name| !all.iter().any(|source| source.names(name))).collect();
    assert!(unused.is_empty(), "in Cargo.toml, and nowhere else: {unused:?}");
}

#[test]
fn every_file_says_what_it_is_for() {
    let mut all = sources("src");
    all.extend(sources("tests"));
    let bare = all.iter().filter(|source| !source.text.starts_with("//! "));
    let bare: Vec<&str> = bare.map(|source| source.path.as_str()).collect();
    assert!(bare.is_empty(), "without a header: {bare:?}");
}

#[test]
fn files_are_short_and_named_after_what_they_hold() {
    nothing("too long, or a name that says nothing", |source| {
        let mut faults = Vec::new();
        let lines = source.text.lines().count();
        if lines > LONGEST {
            faults.push(format!("{}: {lines} lines", source.path));
        }
        let steps: BTreeSet<&str> = source.path.trim_end_matches(".rs").split('/').collect();
        if NAMELESS.iter().any(|name| steps.contains(name)) {
            faults.push(format!("{}: rename it", source.path));
        }
        faults
    });
}

#[test]
fn a_type_name_stands_for_one_type() {
    let defined = Regex::new(r"(?m)^(?:pub(?:\([^)]*\))? )?(?:struct|enum|trait|type|union) (\w+)").unwrap();
    let mut homes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in sources("src") {
        for found in defined.captures_iter(&source.code) {
            homes.entry(found[1].to_owned()).or_default().push(source.path.clone());
        }
    }
    homes.retain(|_, homes| homes.len() > 1);
    assert!(homes.is_empty(), "several types of one name: {homes:#?}");
}

/// Names of what has a number: a chat, a message, a row.
const NUMBERED: &str = "id|chat|user|message|update|seq|submission|article|notice|subscription|context";

#[test]
fn a_number_that_names_something_has_a_type() {
    // What is seen from other files: signatures and fields, across lines.
    let public = r"pub(?:\([^)]*\))?\s+(?:(?:async\s+|const\s+)*fn\s+\w+[^{;]*|\w+:\s*[^,\n]+)";
    let public = Regex::new(public).unwrap();
    let bare = format!(r"\b(?:\w+_)?(?:{NUMBERED})s?:\s*&?(?:Option<|Vec<|\[|&\[)*i(?:64|32)\b");
    let bare = Regex::new(&bare).unwrap();
    nothing("numbers that name something, without a type", |source| {
        // Here they get theirs.
        if source.path == "messaging/ids.rs" {
            return Vec::new();
        }
        let seen = public.find_iter(&source.code).map(|found| found.as_str());
        seen.filter(|seen| bare.is_match(seen)).map(|seen| format!("{}: {seen}", source.path)).collect()
    });
}

#[test]
fn nothing_unwraps_outside_tests() {
    nothing("unwraps", |source| {
        let lines = source.code.lines().filter(|line| line.contains(".unwrap("));
        lines.map(|line| format!("{}: {}", source.path, line.trim())).collect()
    });
}

#[test]
fn imports_are_found_in_every_form() {
    let source = Source::new(
        "bot/x.rs",
        "//! X.\nuse crate::{answer::{Answer, hotlines}, text, article::Article as A};\n// crate::index\n\
         fn f() { crate::places::g(\"crate::passage\") }\n#[cfg(test)]\nmod tests { use crate::cli; }\n",
    );
    let expected = ["answer", "article", "places", "text"];
    assert_eq!(source.imports().iter().map(String::as_str).collect::<Vec<_>>(), expected);
}

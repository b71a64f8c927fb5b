//! Exit codes, and the one line that says why nothing was done.

use std::process::Stdio;

use crate::workplace::{TODAY, Workplace, ended};

#[test]
fn every_way_to_end_has_its_code() {
    let place = Workplace::with_notices();
    place.write("broken/articles/x.md", "没有开头的通知");
    place.write("page.txt", "本报讯（记者 某某）平城区振兴街社区十月十八日请来师傅给老人理发，居民都说好。");
    place.write("right.jsonl", "{\"q\":\"哪里免费理发\",\"article\":\"haircut\"}\n");
    place.write("wrong.jsonl", "{\"q\":\"哪里免费理发\",\"article\":\"shoes\"}\n");
    place.write("bad.jsonl", "这不是 JSON\n");
    let cases: &[(&str, i32)] = &[
        ("--help", 0),
        ("--version", 0),
        ("ask 哪里免费理发", 0),
        ("ask 哪里能考潜水证", 0),
        ("latest", 0),
        ("latest --service 没有这种", 2),
        ("latest --place 没有这里", 2),
        ("index", 0),
        ("check", 0),
        ("check --knowledge broken", 1),
        ("eval right.jsonl", 0),
        ("eval wrong.jsonl", 1),
        ("eval bad.jsonl", 1),
        ("eval missing.jsonl", 2),
        ("import page.txt", 0),
        ("import missing.txt", 1),
        ("import page.txt missing.txt", 1),
        ("import", 2),
        ("import page.txt --published 昨天", 2),
        ("ask 理发 --today 昨天", 2),
        ("ask 理发 --knowledge missing", 2),
        ("chat --knowledge missing", 2),
        ("check --knowledge missing", 2),
        ("index --knowledge missing", 2),
        ("index --state page.txt", 2),
        ("ask --loud", 2),
        ("sing", 2),
        ("serve", 2),
        ("", 2),
    ];
    for (line, code) in cases {
        let arguments: Vec<&str> = line.split_whitespace().collect();
        let ended = place.run(&arguments);
        assert_eq!(ended.code, Some(*code), "linli {line}: {ended:?}");
        assert!(!ended.err.contains("panicked"), "linli {line}: {ended:?}");
        if *code == 2 && !line.is_empty() {
            assert_eq!(ended.err.lines().count(), 1, "one line: linli {line}: {ended:?}");
            assert!(ended.err.starts_with("linli: ") && ended.out.is_empty(), "linli {line}: {ended:?}");
        }
    }
}

#[test]
fn without_a_token_the_bot_says_where_to_get_one() {
    let ended = Workplace::with_notices().run(&["serve"]);
    assert!(ended.err.contains("TELOXIDE_TOKEN") && ended.err.contains("@BotFather"), "{ended:?}");
}

#[test]
fn a_bad_variable_is_named_and_a_secret_is_not_shown() {
    let place = Workplace::with_notices();
    let cases = [
        ("LINLI_TIMEZONE", "火星"),
        ("LINLI_OPERATORS", "老王"),
        ("LINLI_LOG", "linli=loud"),
        ("LINLI_HOME_PLACE", "大同"),
        ("TELOXIDE_TOKEN", "12345-secret-secret"),
    ];
    for (name, value) in cases {
        let ended = ended(place.command(&["ask", "理发"]).env(name, value).spawn().unwrap());
        assert_eq!(ended.code, Some(2), "{name}: {ended:?}");
        assert!(ended.err.contains(name) && ended.err.contains("for example"), "{name}: {ended:?}");
        assert!(!ended.err.contains("secret-secret"), "{name}: {ended:?}");
    }
}

#[test]
fn settings_are_read_from_a_file_and_an_empty_one_is_none() {
    let place = Workplace::with_notices();
    place.write(".env", "LINLI_TIMEZONE=火星\n");
    assert_eq!(place.run(&["ask", "理发"]).code, Some(2));
    place.write(".env", "LINLI_TIMEZONE=\nLINLI_HOME_PLACE=山西省/大同市\n");
    let ended = place.run(&["ask", "--json", "哪里免费理发"]);
    let place = &ended.json()[0]["understood"]["places"][0];
    assert_eq!((place["from"].as_str(), place["path"].as_str()), (Some("home"), Some("山西省/大同市")));
}

#[test]
fn a_reader_that_goes_away_ends_the_program_quietly() {
    let place = Workplace::with_notices();
    let questions = "哪里免费理发\n".repeat(3000);
    for arguments in [&["ask"][..], &["ask", "--json"], &["chat"]] {
        let mut command = place.command(arguments);
        place.write("questions.txt", &questions);
        let file = std::fs::File::open(place.path("questions.txt")).unwrap();
        let mut child = command.stdin(Stdio::from(file)).spawn().unwrap();
        drop(child.stdout.take());
        let ended = ended(child);
        assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn where_nothing_can_be_written_what_was_there_answers() {
    let place = Workplace::with_notices();
    let question = ["ask", "平城区哪里有免费理发", "--today", TODAY];
    assert!(place.run(&question).out.contains("每周三上午"));
    place.notice("glasses", "眼镜店上门修眼镜", "平城区每月5日有师傅在文华苑社区免费修眼镜。");
    // Files end after a few kilobytes, as on a disk that is full.
    let full = |arguments: &[&str]| {
        let mut command = std::process::Command::new("sh");
        command.args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_linli")]);
        command.args(arguments).current_dir(place.path("")).env_clear().env("PATH", "/usr/bin:/bin");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        ended(command.spawn().unwrap())
    };
    let asked = full(&question);
    assert_eq!(asked.code, Some(0), "{asked:?}");
    assert!(asked.out.contains("每周三上午"), "{asked:?}");
    assert!(asked.err.contains("answering from the last commit"), "{asked:?}");
    // Whoever wants the index brought up to date hears that it is not.
    assert_eq!(full(&["index"]).code, Some(2));
    assert!(place.run(&["ask", "哪里修眼镜", "--today", TODAY]).out.contains("修眼镜"));
}

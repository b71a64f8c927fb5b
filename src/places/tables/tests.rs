//! Tables as they ship and as operators write them.

use super::*;

fn problems(file: &str, text: &str) -> Vec<(Option<u32>, String)> {
    Places::from_files(&[(file, text)]).1.into_iter().map(|problem| (problem.line, problem.problem)).collect()
}

#[test]
fn the_shipped_tables_have_no_problems() {
    assert_eq!(read(&[]).1, []);
}

#[test]
fn each_fault_is_reported_with_its_line() {
    let cases = [
        ("places/more.csv", "code,name,parent\n,新湖社区,\n", 2, "找不到“新湖社区”的上级"),
        ("more.csv", ",新湖社区,山西省/大同市/没有区\n", 1, "找不到“新湖社区”的上级“山西省/大同市/没有区”"),
        ("more.csv", "14021,新湖社区,140213\n", 1, "地名“新湖社区”的代码“14021”不对"),
        ("more.csv", "140213050901\n", 1, "这一行没有可用的地名:140213050901"),
        ("more.csv", "140213050006,新湖社区,\n", 1, "代码“140213050006”(新湖社区)已经用过"),
        (
            "more.csv",
            "140213050901,新湖社区,140213050901\n",
            1,
            "“新湖社区”的上级“140213050901”又在它自己下面",
        ),
        ("aliases.csv", "name,places\n老湖\n大湖,山西省/大同市\n", 2, "这一行缺俗称或地方:老湖"),
        ("aliases.csv", "老湖,山西省/没有市\n", 1, "俗称“老湖”指的“山西省/没有市”不在地名表里"),
    ];
    for (file, text, line, problem) in cases {
        let found: Vec<(Option<u32>, String)> =
            problems(file, text).into_iter().map(|(line, text)| (line, fold(&text))).collect();
        assert_eq!(found, [(Some(line), fold(problem))], "{text}");
    }
}

#[test]
fn no_place_stands_below_more_steps_than_there_are() {
    // From the deepest up, so that each parent gets its own parent later; and round in a circle.
    let row = |at: u32| format!("14021399{:04},第{at}社区,14021399{:04}\n", 9000 + at, 9001 + at);
    let chain: String = (0..12).map(row).collect::<String>() + "140213999012,第12社区,140213\n";
    let (places, problems) = Places::from_files(&[("more.csv", &chain)]);
    assert!(!problems.is_empty());
    assert!(problems.iter().all(|problem| problem.problem.contains("超过了 8 级")), "{problems:?}");
    for at in 0..=12 {
        let found = places.find(&format!("第{at}社区"));
        assert!(found.iter().all(|path| path.depth() <= PlacePath::MAX_STEPS), "{found:?}");
    }
    let circle = "140213999001,东社区,140213999002\n140213999002,西社区,140213999001\n";
    let found = problems_of(circle);
    assert!(found.len() == 1 && found[0].contains("又在它自己下面"), "{found:?}");
}

fn problems_of(text: &str) -> Vec<String> {
    problems("more.csv", text).into_iter().map(|(_, problem)| problem).collect()
}

#[test]
fn an_operator_adds_places_and_replaces_aliases() {
    let more = "code,name,parent\r\n,新湖社区,山西省/大同市/平城区/永泰街道\r\n140213050901，北湖社区，\r\n";
    let aliases = "\u{feff}name,places\n老柳湖,\"山西省/大同市/平城区/永泰街道/新湖社区\"\n";
    let (places, problems) =
        Places::from_files(&[("places/大同.csv", more), ("places/aliases.csv", aliases)]);
    assert_eq!(problems, []);
    for name in ["新湖社区", "老柳湖"] {
        assert_eq!(places.find(name), [PlacePath::new("山西省/大同市/平城区/永泰街道/新湖社区")], "{name}");
    }
    assert_eq!(places.find("永泰街道北湖社区"), [PlacePath::new("山西省/大同市/平城区/永泰街道/北湖社区")]);
    assert_eq!(places.find("御东"), [], "the shipped aliases are replaced");
}

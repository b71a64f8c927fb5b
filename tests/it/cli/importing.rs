//! `import`: pages into lines or into files that an editor owns from then on.

use std::fs;

use super::{fields, keys};
use crate::workplace::{TODAY, Workplace};

const PAGE: &str = "2024年10月18日 星期五\n修鞋师傅进小院\n本报讯（记者 某某）10月16日，平城区振兴街社区请来修鞋师傅，\n\
                    为居民免费修鞋、配钥匙。居民王阿姨说，楼下就能修，真方便。\n社区说，以后每月16日都来。\n\
                    义诊送到家门口\n本报讯（记者 某某）10月17日，振兴街社区卫生服务站的医生上门，\n\
                    给行动不便的老人量血压、测血糖，讲解用药常识。\n";

fn names(place: &Workplace, folder: &str) -> Vec<String> {
    let entries = fs::read_dir(place.path(folder)).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn an_article_is_a_line_with_all_fields() {
    let place = Workplace::new();
    place.write("001.txt", PAGE);
    fs::remove_dir(place.path("knowledge")).unwrap();
    let ended = place.run(&["import", "--json", "001.txt"]);
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""), "no knowledge folder is needed");
    let lines = ended.json();
    assert_eq!(lines.len(), 2, "{lines:#?}");
    let expected = "title label kicker subtitle byline reporters kind body lines published published_from inference \
                    events source places services certainty warnings";
    for line in &lines {
        assert_eq!(keys(line), fields(expected));
        assert!(line["body"].as_str().unwrap().contains("振兴街社区"), "{line}");
        assert_eq!(line["published"], "2024-10-18");
        assert_eq!(line["source"], "报名未印（001）");
    }
    assert_eq!(lines[0]["title"], "修鞋师傅进小院");
    assert!(!place.path("knowledge").exists() && !place.path("state").exists(), "nothing is left behind");
}

#[test]
fn what_the_page_does_not_print_can_be_said() {
    let place = Workplace::new();
    place.write("001.txt", PAGE.replace("2024年10月18日 星期五\n", ""));
    let ended = place.run(&[
        "import",
        "--json",
        "001.txt",
        "--source",
        "邻里小报",
        "--published",
        "2024-10",
        "--place",
        "大同市平城区",
    ]);
    for line in ended.json() {
        assert_eq!((&line["source"], &line["published"]), (&"邻里小报".into(), &"2024-10".into()));
        assert_eq!(line["published_from"], "given");
    }
}

#[test]
fn files_are_written_once_and_belong_to_the_editor() {
    let place = Workplace::new();
    place.write("001.txt", PAGE);
    let import = || place.run(&["import", "001.txt", "--into", "knowledge/articles/new"]);
    let first = import();
    assert_eq!(first.code, Some(0));
    assert!(first.out.contains("新写 2，没变 0"), "{}", first.out);
    let files = names(&place, "knowledge/articles/new");
    assert_eq!(files.len(), 2, "{files:?}");
    assert!(import().out.contains("新写 0，没变 2"));
    let edited = format!("knowledge/articles/new/{}", files[0]);
    let text = fs::read_to_string(place.path(&edited)).unwrap().replace("王阿姨", "一位居民");
    place.write(&edited, &text);
    let third = import();
    assert_eq!(third.code, Some(0));
    assert!(third.err.contains(&files[0]) && third.err.contains("没有覆盖"), "{}", third.err);
    assert_eq!(fs::read_to_string(place.path(&edited)).unwrap(), text);
    assert_eq!(names(&place, "knowledge/articles/new"), files);
    assert_eq!(place.run(&["check"]).code, Some(0));
    let asked = place.run(&["ask", "--json", "--today", TODAY, "振兴街社区修鞋配钥匙"]);
    assert!(asked.json()[0]["passages"][0]["file"].as_str().unwrap().ends_with(&files[0]));
}

#[test]
fn a_file_loads_to_the_article_that_its_page_gives() {
    let place = Workplace::new();
    place.write("knowledge/pages/001.txt", PAGE);
    let ask = || {
        let ended = place.run(&["ask", "--json", "--today", TODAY, "振兴街社区修鞋配钥匙", "上门量血压"]);
        let lines = ended.json();
        lines.into_iter().map(|mut line| line["passages"][0].take()).collect::<Vec<_>>()
    };
    let from_page = ask();
    place.run(&["import", "knowledge/pages/001.txt", "--into", "knowledge/articles"]);
    fs::remove_file(place.path("knowledge/pages/001.txt")).unwrap();
    let from_files = ask();
    for (page, file) in from_page.iter().zip(&from_files) {
        for field in ["title", "text", "source", "published", "published_from", "event", "places", "services"]
        {
            assert_eq!(page[field], file[field], "{field}");
        }
    }
}

#[test]
fn a_folder_is_read_in_order_and_what_cannot_be_read_is_told() {
    let place = Workplace::new();
    place.write("pages/b/002.txt", PAGE);
    place.write("pages/a.txt", PAGE);
    place.write("pages/scan.pdf", "%PDF-1.4");
    place.write("pages/photo.jpg", "x");
    let ended = place.run(&["import", "pages"]);
    assert_eq!(ended.code, Some(0), "files in a folder may be passed over: {ended:?}");
    assert!(ended.err.contains("scan.pdf"), "{}", ended.err);
    let (a, b) = (ended.out.find("a.txt").unwrap(), ended.out.find("002.txt").unwrap());
    assert!(a < b && ended.out.contains("共 2 版，4 篇"), "{}", ended.out);
    assert_eq!(place.run(&["import", "pages/scan.pdf"]).code, Some(1));
    place.write("empty/x.jpg", "x");
    assert_eq!(place.run(&["import", "empty"]).code, Some(1));
}

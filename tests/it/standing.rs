//! Which of several notices stands: withdrawn, superseded, replaced and reprinted ones.

use linli::answer::OutcomeKind;

use crate::workplace::{Workplace, ask};

const BODY: &str = "平城区文瀛路便民点每周六上午九点到十一点有师傅免费磨剪子磨菜刀，带上刀来就行，不用预约。";

fn notice(place: &Workplace, id: &str, extra: &str, body: &str) {
    let text = format!(
        "---\ntitle: \"文瀛路便民点免费磨刀\"\npublished: 2024-10-18\nsource: \"{id}小报\"\n\
         places: [\"山西省/大同市/平城区\"]\n{extra}---\n\n{body}\n"
    );
    place.write(&format!("knowledge/articles/{id}.md"), text);
}

#[test]
fn a_withdrawn_notice_is_never_answered() {
    let place = Workplace::with_notices();
    notice(&place, "knives", "", BODY);
    let knowledge = place.open();
    let answer = ask(&knowledge, "平城区哪里免费磨刀");
    assert_eq!((answer.kind(), answer.passages[0].article.as_str()), (OutcomeKind::Answered, "knives"));
    notice(&place, "knives", "withdrawn: true\n", BODY);
    knowledge.reload().unwrap();
    let answer = ask(&knowledge, "平城区哪里免费磨刀");
    assert!(
        answer.passages.iter().all(|passage| passage.article.as_str() != "knives"),
        "{:?}",
        answer.passages
    );
}

#[test]
fn a_superseded_notice_gives_way_to_its_successor() {
    let place = Workplace::with_notices();
    notice(&place, "knives", "", BODY);
    notice(&place, "later", "supersedes: knives\n", "平城区文瀛路便民点免费磨刀改在每周日下午两点。");
    let answer = ask(&place.open(), "平城区哪里免费磨剪子磨刀");
    let first = &answer.passages[0];
    assert_eq!(first.article.as_str(), "later");
    assert_eq!(first.also[0].article.as_str(), "knives");
    assert!(answer.passages.iter().all(|passage| passage.article.as_str() != "knives"));
}

#[test]
fn the_same_notice_in_two_papers_is_one_answer_with_two_sources() {
    let place = Workplace::with_notices();
    notice(&place, "morning", "", BODY);
    notice(&place, "evening", "", BODY);
    let answer = ask(&place.open(), "平城区哪里免费磨刀");
    let shown: Vec<&str> = answer.passages.iter().map(|passage| passage.article.as_str()).collect();
    assert_eq!(shown.iter().filter(|id| ["morning", "evening"].contains(id)).count(), 1, "{shown:?}");
    assert_eq!(answer.passages[0].also.len(), 1);
}

#[test]
fn a_notice_stands_for_the_article_of_a_page() {
    let place = Workplace::with_notices();
    let page = format!("免费磨刀进社区\n\n本报讯(记者 某某)  {BODY}师傅说，常来常往，大家都熟。\n");
    place.write("knowledge/pages/007.txt", page);
    let first = ask(&place.open(), "平城区哪里免费磨刀").passages[0].article.as_str().to_owned();
    assert_eq!(first, "pages/007#1");
    notice(&place, "knives", "replaces: pages/007#1\n", "文瀛路便民点的磨刀师傅每周六上午在，磨刀不收钱。");
    let answer = ask(&place.open(), "平城区哪里免费磨刀");
    let shown: Vec<&str> = answer.passages.iter().map(|passage| passage.article.as_str()).collect();
    assert!(shown.contains(&"knives") && !shown.contains(&"pages/007#1"), "{shown:?}");
}

//! Turns after a notice of the shipped folder: about it, or questions of their own.

use linli::{
    article::{ArticleId, PlacePath},
    conversation::TurnAfterNotice,
    knowledge_base::{KnowledgeBase, KnowledgeBaseOptions},
};

use crate::workplace::{TODAY, Workplace, shipped};

#[test]
fn a_turn_about_the_notice_is_told_from_a_new_question() {
    let place = Workplace::new();
    let options = KnowledgeBaseOptions { knowledge: shipped(), ..place.options() };
    let knowledge = KnowledgeBase::open(&options).unwrap().0;
    let home = PlacePath::new("山西省/大同市");
    let today = TODAY.parse().unwrap();
    let (mut right, mut all) = (0, 0);
    for line in include_str!("../fixtures/turns.tsv").lines() {
        let [notice, label, said] = line.splitn(3, '\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let notice = ArticleId(notice.to_owned());
        let turn = TurnAfterNotice { notice: &notice, said, own_place: None, home: Some(&home), today };
        let about = turn.seems_about_it(&knowledge).unwrap_or_else(|| panic!("no notice {notice}"));
        right += usize::from(about == (label == "about"));
        all += 1;
    }
    assert!(right * 100 >= all * 85, "{right} of {all}");
}

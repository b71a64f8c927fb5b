//! Replies as residents read them, outcome by outcome, and what must hold for all of them.

use expect_test::{Expect, expect};
use jiff::civil::date;

mod lists;

use super::{samples, samples::shown, *};
use crate::{
    acts::Act,
    answer::{Advice, AnswerType, EventNow, Misfit, PlaceFrom},
    article::{EventStatus, Fit, PlacePath, PublishedFrom, Wording},
};

fn id() -> ContextId {
    ContextId::new(7)
}

fn check(answer: &Answer, expected: &Expect) {
    let message = super::answer(answer, id());
    sound(std::slice::from_ref(&message));
    expected.assert_eq(&shown(&message));
}

/// What must hold for every message.
fn sound(messages: &[Message]) {
    assert!(!messages.is_empty());
    for message in messages {
        assert!(!message.text.to_plain().trim().is_empty());
        for row in &message.buttons {
            assert!((1..=2).contains(&row.len()));
            for button in row {
                assert!((2..=24).contains(&button.label.chars().count()), "{}", button.label);
            }
        }
    }
}

#[test]
fn a_sure_answer_is_one_passage() {
    check(
        &samples::answered(),
        &expect![[r#"
            （正在办，到11月30日）每周三上午免费理发。
            带上身份证就行。
            《理发师傅进院子》云中晚报 2024年10月16日 · 平城区
            ［看全文］
            ［不对］［有新的告诉我］"#]],
    );
}

#[test]
fn others_are_behind_a_button() {
    let mut answer = samples::answered();
    answer.understood.places = vec![samples::asked("山西省/大同市")];
    answer.passages = vec![samples::haircut(), samples::haircut_elsewhere()];
    answer.passages[0].place_fit = Some(Fit::Inside);
    answer.passages[0].url = Some("https://paper.example/3".to_owned());
    answer.passages[1].places = vec![PlacePath::new("山西省/大同市/云冈区")];
    answer.passages[1].place_fit = Some(Fit::Inside);
    answer.outcome = Outcome::Answered { others: vec![1] };
    check(
        &answer,
        &expect![[r#"
            （正在办，到11月30日）每周三上午免费理发。
            带上身份证就行。
            《理发师傅进院子》云中晚报 2024年10月16日 · 平城区
            ［还有1条］
            ［看全文］［看原报］ https://paper.example/3
            ［只看平城区］
            ［不对］［有新的告诉我］"#]],
    );
    expect![[r#"
        （正在办，到11月30日）每月头一天，河边公园给老人理发。
        《河边公园理发不要钱》云中晚报 2024年10月16日 · 云冈区
        第2条，一共2条。
        ［回上一条］
        ［看全文］
        ［不对］［有新的告诉我］"#]]
    .assert_eq(&shown(&passage_page(&answer, id(), 1, ReplyStyle::default()).unwrap()));
    assert_eq!(passage_page(&answer, id(), 2, ReplyStyle::default()), None);
}

#[test]
fn a_missing_detail_is_the_first_line() {
    let mut answer = samples::answered();
    answer.outcome = Outcome::DetailMissing { want: AnswerType::Phone, hotlines: Vec::new() };
    answer.understood.places[0].from = PlaceFrom::Home;
    answer.passages[0].event =
        EventNow { from: None, to: Some(date(2021, 2, 7)), status: EventStatus::Ended };
    answer.passages[0].published = Some(samples::published("2021-02-08", PublishedFrom::Printed));
    answer.passages[0].wording = Wording::Retold;
    answer.passages[0].source = "报名未印（000）".to_owned();
    check(
        &answer,
        &expect![[r#"
            报上没印电话。
            （已经结束，2021年2月7日）每周三上午免费理发。
            带上身份证就行。
            《理发师傅进院子》据报纸名没印（000）报道整理 2021年2月8日 · 平城区
            按平城区找的。
            ［看全文］
            ［换个地方］
            ［不对］［有新的告诉我］"#]],
    );
}

#[test]
fn a_near_miss_names_what_does_not_fit() {
    check(
        &samples::near_miss(),
        &expect![[r#"
            平城区的没登过。有这样的活动，但是在运城市盐湖区。
            （正在办，到11月30日）《河边公园理发不要钱》云中晚报 2024年10月16日 · 运城市盐湖区
            ［看看盐湖区的］［最新的］
            ［换个地方］［不对］
            ［有新的告诉我］"#]],
    );
    let mut answer = samples::near_miss();
    expect![[r#"
        平城区的没登过。有这样的活动，但是在运城市盐湖区。
        （正在办，到11月30日）每月头一天，河边公园给老人理发。
        《河边公园理发不要钱》云中晚报 2024年10月16日 · 运城市盐湖区
        ［看全文］
        ［不对］［有新的告诉我］"#]]
    .assert_eq(&shown(&passage_page(&answer, id(), 0, ReplyStyle::default()).unwrap()));
    answer.outcome = Outcome::NearMiss { misfit: Misfit::Time, hotlines: Vec::new() };
    answer.passages = vec![samples::haircut()];
    answer.passages[0].event.from = Some(date(2024, 11, 1));
    check(
        &answer,
        &expect![[r#"
            时间对不上。登过的是11月1日到11月30日的。
            （正在办，到11月30日）《理发师傅进院子》云中晚报 2024年10月16日 · 平城区
            ［看看这一条］［看全大同］
            ［最新的］［换个地方］
            ［不对］［有新的告诉我］"#]],
    );
    answer.outcome = Outcome::NearMiss { misfit: Misfit::Service, hotlines: Vec::new() };
    check(
        &answer,
        &expect![[r#"
            没有您问的这一种，有一条差不多的。
            （正在办，到11月30日）《理发师傅进院子》云中晚报 2024年10月16日 · 平城区
            ［看看这一条］［看全大同］
            ［最新的］［换个地方］
            ［不对］［有新的告诉我］"#]],
    );
}

#[test]
fn nothing_found_says_what_to_do_next() {
    check(
        &samples::not_found(),
        &expect![[r#"
            没找到“平城区哪里有免费理发”。报上没登过，不等于没有。
            可以打 12345（政务服务热线，2024年9月1日核对过）问问。
            ［看全大同］［最新的］
            ［换个地方］［有新的告诉我］"#]],
    );
    let mut answer = samples::not_found();
    answer.outcome = Outcome::NotFound { hotlines: Vec::new() };
    answer.understood.places.clear();
    check(
        &answer,
        &expect![[r#"
            没找到“平城区哪里有免费理发”。报上没登过，不等于没有。
            您换个说法，说说是哪儿、什么事，我再找。
            ［最新的］［有新的告诉我］"#]],
    );
}

#[test]
fn a_name_with_several_places_is_asked_back() {
    check(
        &samples::which_place(),
        &expect![[r#"
        叫“新营”的地方不止一处，您说的是哪一个？
        1. 太原小店 · 新营
        2. 大同云州 · 新营
        点一下，或者回个数字就行。
        ［太原小店 · 新营］
        ［大同云州 · 新营］"#]],
    );
}

#[test]
fn an_emergency_begins_with_the_number() {
    check(
        &samples::emergency(),
        &expect![[r#"
        马上打 120（急救）
        再打 119（消防）

        1. 马上开窗、出门
        2. 别开灯，别打火
        ［只是问问］"#]],
    );
    let mut answer = samples::emergency();
    answer.passages[0].text = "煤气中毒年年有，睡前看看炉子。".to_owned();
    assert!(shown(&super::answer(&answer, id())).contains("睡前看看炉子"));
    answer.outcome = Outcome::Emergency(Advice { self_harm: true, ..samples::gas() });
    assert!(!shown(&super::answer(&answer, id())).contains("睡前看看炉子"));
    answer.outcome = Outcome::Emergency(Advice { call: Vec::new(), ..samples::gas() });
    assert!(shown(&super::answer(&answer, id())).starts_with("有危险马上打 110"));
}

#[test]
fn small_talk_is_one_calm_line() {
    check(
        &samples::talk(Outcome::Chitchat(Act::Greeting)),
        &expect![[r#"
        您好！想打听什么，直接说就行。
        比如问：“哪里有免费理发”"#]],
    );
    check(&samples::talk(Outcome::Chitchat(Act::Thanks)), &expect!["不客气。有事您再问。"]);
    let refused = Outcome::Refused { act: Act::OwnCase, hotlines: vec![samples::hotline()] };
    check(
        &samples::talk(refused),
        &expect![[r#"
            您自己那一份办到哪儿了，我查不到。请您问当时给您办的窗口或社区，带上身份证。
            可以打 12345（政务服务热线，2024年9月1日核对过）问问。"#]],
    );
}

#[test]
fn several_questions_get_numbered_answers() {
    let all = [samples::answered(), samples::emergency(), samples::not_found()];
    let ids = [ContextId::new(1), ContextId::new(2), ContextId::new(3)];
    let messages = answers(all.iter().zip(ids));
    sound(&messages);
    let first_lines: Vec<String> = messages
        .iter()
        .filter_map(|message| message.text.to_plain().lines().next().map(str::to_owned))
        .collect();
    assert_eq!(
        first_lines,
        ["马上打 120（急救）", "第1个问题：平城区哪里有免费理发", "第3个问题：平城区哪里有免费理发"]
    );
}

/// Every outcome with every status, missing slot and place renders, within all limits and in plain Chinese.
#[test]
fn everything_renders_with_everything() {
    let statuses = [
        EventStatus::Upcoming,
        EventStatus::Ongoing,
        EventStatus::Ended,
        EventStatus::Reported,
        EventStatus::Undated,
    ];
    let with = |outcome: Outcome| Answer { outcome, ..samples::answered() };
    let near = |misfit| with(Outcome::NearMiss { misfit, hotlines: vec![samples::hotline()] });
    let outcomes = [
        samples::answered(),
        with(Outcome::Answered { others: vec![1, 2, 99] }),
        with(Outcome::DetailMissing { want: AnswerType::Cost, hotlines: vec![samples::hotline()] }),
        samples::near_miss(),
        near(Misfit::Place),
        near(Misfit::Time),
        near(Misfit::Service),
        samples::which_place(),
        samples::not_found(),
        samples::emergency(),
        samples::talk(Outcome::Chitchat(Act::Anger)),
        samples::talk(Outcome::Refused { act: Act::Dose, hotlines: Vec::new() }),
    ];
    for base in &outcomes {
        for status in statuses {
            for places in [vec![], vec![samples::asked("山西省")], vec![samples::asked("北京市/东城区")]]
            {
                for passages in [vec![], vec![samples::haircut(); 10]] {
                    let mut answer = base.clone();
                    answer.understood.places.clone_from(&places);
                    answer.passages = passages;
                    for passage in &mut answer.passages {
                        passage.event.status = status;
                        passage.published = None;
                    }
                    let message = super::answer(&answer, ContextId::new(u64::MAX));
                    let text = shown(&message);
                    sound(&[message]);
                    for office in ["收录", "条目", "反馈", "订阅", "你"] {
                        assert!(!text.contains(office), "{office} in {text}");
                    }
                    assert!(!text.contains(|letter: char| letter.is_ascii_alphabetic()), "{text}");
                }
            }
        }
    }
}

//! Whole conversations with a retriever that knows a handful of hand-made answers.

use std::sync::Arc;

use expect_test::{Expect, expect};
use jiff::civil::date;

mod chats;
mod fake_retriever;

pub(crate) use fake_retriever::FakeRetriever;

use super::*;
use crate::{
    messaging::{ChatKind, ContextId, NetworkId, Press, ResidentAction, UserId},
    reply::samples::shown,
};

fn conversations() -> Conversations {
    conversations_on(Store::in_memory().unwrap())
}

fn conversations_on(store: Store) -> Conversations {
    let home = Some(PlacePath::new("山西省/大同市"));
    Conversations::new(Arc::new(FakeRetriever), store, ConversationOptions { home, editors: true })
}

fn say(conversations: &Conversations, said: Said, operator: bool) -> Outgoing {
    let outgoing = conversations.hear(Incoming {
        chat: NetworkId::named("telegram").chat(1),
        kind: ChatKind::Private,
        user: UserId(1),
        operator,
        said,
        today: date(2024, 10, 18),
        about: None,
    });
    for message in &outgoing.messages {
        assert!(!message.text.to_plain().trim().is_empty());
    }
    outgoing
}

/// Says the lines one after another, 「[label]」 presses a button of the reply before; gives what is shown.
fn transcript(lines: &[&str]) -> String {
    let conversations = conversations();
    let mut last = Outgoing::default();
    let mut all = Vec::new();
    for line in lines {
        let said = match line.strip_prefix('[').and_then(|label| label.strip_suffix(']')) {
            Some(label) => {
                let button = last
                    .messages
                    .iter()
                    .flat_map(|message| message.buttons.iter().flatten())
                    .find(|button| button.label == label);
                match &button.unwrap_or_else(|| panic!("no button {label} in {last:?}")).press {
                    Press::Do(action) => Said::Pressed(action.clone()),
                    other => panic!("{other:?}"),
                }
            }
            None => Said::Text((*line).to_owned()),
        };
        last = say(&conversations, said, false);
        all.push(format!("> {line}{}", if last.edit { "（原处改写）" } else { "" }));
        all.extend(last.messages.iter().map(shown));
    }
    all.join("\n")
}

/// Like a transcript, but only the first line of each reply.
fn check_first_lines(lines: &[&str], expected: &Expect) {
    let mut shown = String::new();
    let whole = transcript(lines);
    let mut wanted = false;
    for line in whole.lines() {
        if line.starts_with("> ") || wanted {
            shown.push_str(line);
            shown.push('\n');
        }
        wanted = line.starts_with("> ");
    }
    expected.assert_eq(&shown);
}

#[test]
fn a_start_offers_questions_that_are_answered() {
    expect![[r#"
        > /start
        您好，我是邻里，帮您查本地报纸上的事。
        您用大白话问，我把报上的原话找出来，说清哪天登的。
        报上没有的，我不瞎说。
        点下面的问一句试试：
        ［哪里有免费理发］
        > 1
        （正在办，到11月30日）每周三上午免费理发。
        带上身份证就行。
        《理发师傅进院子》云中晚报 2024年10月16日 · 平城区
        按大同市找的。
        ［还有1条］
        ［看全文］
        ［只看平城区］［换个地方］
        ［不对］［有新的告诉我］"#]]
    .assert_eq(&transcript(&["/start", "1"]));
}

#[test]
fn passages_are_paged_in_place_or_by_word() {
    check_first_lines(
        &["平城区哪里有免费理发", "[还有1条]", "[回上一条]", "[看全文]", "下一条", "下一条", "看全文"],
        &expect![[r#"
            > 平城区哪里有免费理发
            （正在办，到11月30日）每周三上午免费理发。
            > [还有1条]（原处改写）
            （正在办，到11月30日）每月头一天，河边公园给老人理发。
            > [回上一条]（原处改写）
            （正在办，到11月30日）每周三上午免费理发。
            > [看全文]
            全文 2024/haircut
            > 下一条
            （正在办，到11月30日）每月头一天，河边公园给老人理发。
            > 下一条
            后面没有了。您可以换个说法再问。
            > 看全文
            全文 2024/elsewhere
        "#]],
    );
}

#[test]
fn follow_ups_keep_the_subject() {
    check_first_lines(
        &["平城区哪里有免费理发", "谢谢", "那云冈区呢", "那几点开始", "重新问", "那几点开始"],
        &expect![[r#"
            > 平城区哪里有免费理发
            （正在办，到11月30日）每周三上午免费理发。
            > 谢谢
            不客气。有事您再问。
            > 那云冈区呢
            （正在办，到11月30日）每周三上午免费理发。
            > 那几点开始
            还是刚才那一条：《理发师傅进院子》。不是您要的，说说是哪儿、什么事，我再找。
            > 重新问
            好，前面的不算了。您重新问吧。
            > 那几点开始
            没找到“云冈区，免费，理发”。报上没登过，不等于没有。
        "#]],
    );
}

#[test]
fn places_are_chosen_by_button_number_and_name() {
    check_first_lines(
        &["新营有理发的吗", "[大同云州 · 新营]"],
        &expect![[r#"
            > 新营有理发的吗
            叫“新营”的地方不止一处，您说的是哪一个？
            > [大同云州 · 新营]（原处改写）
            （正在办，到11月30日）每周三上午免费理发。
        "#]],
    );
    check_first_lines(
        &["新营有理发的吗", "9", "2"],
        &expect![[r#"
            > 新营有理发的吗
            叫“新营”的地方不止一处，您说的是哪一个？
            > 9
            没有这个数字。请您看看上面有几条，再回一次。
            > 2
            （正在办，到11月30日）每周三上午免费理发。
        "#]],
    );
    check_first_lines(
        &["哪儿能理发", "[换个地方]", "云冈区"],
        &expect![[r#"
            > 哪儿能理发
            （正在办，到11月30日）每周三上午免费理发。
            > [换个地方]
            您要找哪儿的？把地名发给我，比如“平城区”。
            > 云冈区
            （正在办，到11月30日）每周三上午免费理发。
        "#]],
    );
    check_first_lines(
        &["哪儿能理发", "换个地方", "城区", "1"],
        &expect![[r#"
            > 哪儿能理发
            （正在办，到11月30日）每周三上午免费理发。
            > 换个地方
            您要找哪儿的？把地名发给我，比如“平城区”。
            > 城区
            叫“城区”的地方不止一处，您说的是哪一个？
            > 1
            （正在办，到11月30日）每周三上午免费理发。
        "#]],
    );
    check_first_lines(
        &["哪儿能理发", "换个地方", "平城区有修鞋的吗"],
        &expect![[r#"
            > 哪儿能理发
            （正在办，到11月30日）每周三上午免费理发。
            > 换个地方
            您要找哪儿的？把地名发给我，比如“平城区”。
            > 平城区有修鞋的吗
            没找到“平城区，免费，理发”。报上没登过，不等于没有。
        "#]],
    );
    check_first_lines(
        &["哪儿能理发", "[只看平城区]"],
        &expect![[r#"
            > 哪儿能理发
            （正在办，到11月30日）每周三上午免费理发。
            > [只看平城区]（原处改写）
            （正在办，到11月30日）每周三上午免费理发。
        "#]],
    );
    check_first_lines(
        &["平城区有修鞋的吗", "[看全大同]", "[最新的]"],
        &expect![[r#"
            > 平城区有修鞋的吗
            没找到“平城区，免费，理发”。报上没登过，不等于没有。
            > [看全大同]（原处改写）
            “大同市，免费，理发”，报上也没登过。
            > [最新的]
            大同市最新的消息（第1页）
        "#]],
    );
}

#[test]
fn an_emergency_may_be_only_a_question() {
    check_first_lines(
        &["煤气味咋办", "[只是问问]"],
        &expect![[r#"
            > 煤气味咋办
            马上打 120（急救）
            > [只是问问]
            没找到“免费，理发”。报上没登过，不等于没有。
        "#]],
    );
}

#[test]
fn the_newest_are_listed_by_place_and_service() {
    expect![[r#"
        > 最新
        大同市最新的消息（第1页）

        1. 第0件新鲜事
        平城区，正在办，2024年10月16日

        2. 第1件新鲜事
        平城区，正在办，2024年10月16日

        3. 第2件新鲜事
        平城区，正在办，2024年10月16日

        4. 第3件新鲜事
        平城区，正在办，2024年10月16日

        5. 第4件新鲜事
        平城区，正在办，2024年10月16日

        想看哪一条，点一下，或者回个数字。
        ［看第1条］［看第2条］
        ［看第3条］［看第4条］
        ［看第5条］
        ［下一页］
        ［有新的告诉我］
        > [下一页]（原处改写）
        大同市最新的消息（第2页）

        1. 第5件新鲜事
        平城区，正在办，2024年10月16日

        2. 第6件新鲜事
        平城区，正在办，2024年10月16日

        想看哪一条，点一下，或者回个数字。
        ［看第1条］［看第2条］
        ［回上一页］
        ［有新的告诉我］
        > 2
        全文 2024/6

        理发师傅每周三来。

        出处：没注明
        日期：没注明"#]]
    .assert_eq(&transcript(&["最新", "[下一页]", "2"]));
    check_first_lines(
        &["/latest 云冈区 便民", "[看第1条]", "最新 没影儿", "最新的招聘有吗"],
        &expect![[r#"
            > /latest 云冈区 便民
            云冈区家政便民最新的消息（第1页）
            > [看第1条]
            这条已经撤下来了，请别照着办。您再问一遍，看有没有新的。
            > 最新 没影儿
            “没影儿”我没认出是哪儿，也没认出是哪一类事。
            > 最新的招聘有吗
            大同市最新的消息（第1页）
        "#]],
    );
}

#[test]
fn words_work_like_commands() {
    check_first_lines(
        &["帮助", "设置", "有新的告诉我", "别发了", "下一条", "清除我的记录", "/nosuch", "1"],
        &expect![[r#"
            > 帮助
            怎么问都行，说清地方和事就好找。
            > 设置
            您的设置
            > 有新的告诉我
            您要哪儿的、哪一类的新消息？
            > 别发了
            您还没让我发过新消息，我不会自己发。
            > 下一条
            还没有可以往下看的。您先问一句，或者发“最新”。
            > 清除我的记录
            好，您的记录都抹掉了：聊过的、设置、要的新消息，一样不留。
            > /nosuch
            这个我不会。您想问什么，直接说就行。
            > 1
            没找到“免费，理发”。报上没登过，不等于没有。
        "#]],
    );
}

#[test]
fn old_and_foreign_buttons_get_a_kind_line() {
    let conversations = conversations();
    let id = ContextId::new(7);
    let actions = [
        ResidentAction::Passage(id, 1),
        ResidentAction::Whole(id, 0),
        ResidentAction::Item(id, 0),
        ResidentAction::Page(id, 1),
        ResidentAction::Choose(id, 0),
    ];
    let pressed = actions.map(|action| Said::Pressed(action.into()));
    for said in pressed.into_iter().chain([Said::UnknownButton]) {
        let outgoing = say(&conversations, said.clone(), false);
        assert_eq!(
            outgoing.messages[0].text.to_plain(),
            "隔得久了，我记不得这是哪一条。请您再问一遍。",
            "{said:?}"
        );
        assert!(!outgoing.edit);
    }
}

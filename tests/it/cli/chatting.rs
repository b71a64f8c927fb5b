//! `chat`: the conversation with numbered choices, by a user who may reload.

use crate::workplace::{TODAY, Workplace};

#[test]
fn a_talk_with_choices_commands_and_a_reload() {
    let place = Workplace::with_notices();
    place.notice("barber", "文华苑社区老年理发日", "文华苑社区每周六上午给老人免费理发。");
    let said = "平城区哪里免费理发\n1\n99\n最新\n/reload\n退出\n后面的话不听\n";
    let ended = place.run_with(&["chat", "--today", TODAY], said.as_bytes());
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
    assert!(ended.out.contains("邻里小报") && ended.out.contains("［1 "), "{}", ended.out);
    assert!(ended.out.contains("没有这个数字"), "{}", ended.out);
    assert!(ended.out.contains("文华苑社区办修鞋日"), "the newest: {}", ended.out);
    assert!(!ended.out.contains("后面的话"), "{}", ended.out);
    let last = ended.out.trim_end().lines().last().unwrap_or_default();
    assert!(ended.out.contains('4'), "the reload counts the notices: {last}");
}

#[test]
fn an_empty_folder_talks_too() {
    let ended = Workplace::new().run_with(&["chat"], "哪里理发\n最新\n帮助\n".as_bytes());
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
    assert!(ended.out.contains("不等于没有"), "{}", ended.out);
}

#[test]
fn settings_outlast_the_talk_and_news_are_shown() {
    let place = Workplace::with_notices();
    let talk = |said: &str| {
        let ended = place.run_with(&["chat", "--today", TODAY], said.as_bytes());
        assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""));
        ended.out
    };
    let first = talk("设置\n1\n平城区\n有新的告诉我 平城区\n");
    assert!(first.contains("记住了") && first.contains("好，平城区登了新的"), "{first}");
    place.notice("barber", "文华苑社区老年理发日", "文华苑社区每周六上午给老人免费理发。");
    let second = talk("设置\n");
    assert!(second.contains("住的地方：平城区"), "{second}");
    assert!(second.contains("平城区有新的：") && second.contains("文华苑社区老年理发日"), "{second}");
    let third = talk("别发了\n不对\n清除我的记录\n设置\n");
    assert!(!third.contains("有新的：") && third.contains("住的地方：还没定"), "{third}");
}

#[test]
fn an_operators_work_is_done_in_the_terminal_as_well() {
    let place = Workplace::with_notices();
    let said = "云冈区哪里能学潜水\n/status\n/rollback\n/withdraw 振兴街社区哪里免费理发\n1\n1\n\
                平城区哪里免费理发\n/gaps\n/correct 改了\n";
    let ended = place.run_with(&["chat", "--today", TODAY], said.as_bytes());
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""), "{}", ended.out);
    for part in [
        "现在一共3条",
        "没有可退的",
        "撤第1条",
        "要撤下这一条吗",
        "撤下来了：“振兴街社区每周三免费理发”",
        "30天里没答上来的",
        "学潜水",
        "回复我答错的那一条",
    ] {
        assert!(ended.out.contains(part), "{part} is not in {}", ended.out);
    }
    let file = std::fs::read_to_string(place.path("knowledge/articles/haircut.md")).unwrap();
    assert!(file.contains("withdrawn: true"), "{file}");
}

#[test]
fn a_file_is_filed_from_the_terminal() {
    let place = Workplace::with_notices();
    let page = "云中小报 2024年10月25日 星期五 第3版\n\n文华苑社区请来磨刀师傅\n\
                本报讯 10月28日上午，磨刀师傅到平城区文华苑社区给居民磨菜刀、磨剪子，不收一分钱。\n\n\
                振兴街社区教老人用手机\n\
                本报讯 平城区振兴街社区每周二下午在活动室教老人用手机，志愿者手把手地教。\n";
    place.write("来的 文件/003.txt", page);
    let said =
        "'来的 文件/003.txt'\n3\n磨刀师傅来了\n1\n平城区哪里能磨菜刀\n/drafts\n1\n2\n来的/没有.txt\n/help\n";
    let ended = place.run_with(&["chat", "--today", TODAY], said.as_bytes());
    assert_eq!((ended.code, ended.err.as_str()), (Some(0), ""), "{}", ended.out);
    for part in [
        "《003.txt》第1篇，一共2篇",
        "新题目是什么",
        "题目：磨刀师傅来了",
        "收下了：“磨刀师傅来了”",
        "磨剪子，不收一分钱",
        "1. 《003.txt》，还有1篇",
        "收下1篇，不要1篇",
        "您是管理的人，还能做这些",
    ] {
        assert!(ended.out.contains(part), "{part} is not in {}", ended.out);
    }
    let files: Vec<_> = std::fs::read_dir(place.path("knowledge/articles/2024")).unwrap().collect();
    assert_eq!(files.len(), 1, "{files:?}");
}

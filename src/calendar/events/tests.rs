//! Reports, offers and standing services, told apart in many tiny cases.
//!
//! Knows nothing of publication dates that are inferred.

use proptest::prelude::*;

use super::*;
use crate::article::PublishedFrom;

fn on(date: &str) -> Option<Published> {
    let date = date.parse().ok()?;
    Some(Published { date, from: PublishedFrom::Given, inference: None })
}

/// `reported`, `standing` or nothing before the days.
fn shown(text: &str, published: &str) -> String {
    let show = |event: &Event| {
        let mark = match (event.reported, event.standing) {
            (true, _) => "reported",
            (_, true) => "standing",
            _ => "",
        };
        let days = event.to_string();
        let days = if days == "/" { "" } else { &days };
        format!("{mark} {days}").trim().to_owned()
    };
    events(text, on(published).as_ref()).iter().map(show).collect::<Vec<_>>().join("; ")
}

#[test]
fn a_day_of_rest_is_no_event() {
    let with = shown("社区食堂11月12日开业,午餐10元一份,周日休息。", "2024-11-15");
    assert_eq!(with, shown("社区食堂11月12日开业,午餐10元一份。", "2024-11-15"));
}

fn check(published: &str, cases: &[(&str, &str)]) {
    let wrong: Vec<_> = cases
        .iter()
        .filter(|(text, expected)| shown(text, published) != *expected)
        .map(|(text, expected)| format!("{text}\n   found {}\n  wanted {expected}", shown(text, published)))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn reports() {
    check(
        "2024-10-18",
        &[
            ("10月10日,街道给老人送去米面。", "reported 2024-10-10"),
            ("10月11日重阳节当天,学生来到养老院演出。", "reported 2024-10-11"),
            ("近日,社区举办了一场家政培训。", "reported"),
            ("国庆期间展出的画展吸引了许多人。", "reported 2024-10-01/2024-10-07"),
            ("国防教育月期间,学校组织学生看电影。", "reported 2024-09-01/2024-09-30"),
            ("今年8月底,区里部署开展检查。", "reported 2024-08-21/2024-08-31"),
            ("昨日,志愿者为居民量血压。", "reported 2024-10-17"),
            ("这场免费理发已经办完。", "reported"),
            ("社区去看望了几户老人,办过就结束。", "reported"),
            ("给老人送过鸡蛋和面。", "reported"),
            ("画展圆满落幕。", "reported"),
            ("日前,街道走访老党员。", "reported"),
            ("为了方便老人,街道想了很多办法。", "reported"),
            ("截至10月15日,共发放手册两万份。", ""),
            ("2024年国庆假期,中心办过一场画展。", "reported 2024-10-01/2024-10-07"),
            ("社区办过一场家政活动,消息登在2024年10月18日的报上。", "reported"),
            ("到2024年10月18日见报时,培训了48家企业。", "reported"),
            ("往年春节前,社区都去看望老人。", ""),
            ("他1956年5月1日出生。", ""),
            ("老人说:“今天来的人真多,我特别高兴,谢谢大家。”", ""),
            ("为弘扬重阳节的美德,连日来街道慰问老人。", "reported"),
        ],
    );
}

#[test]
fn offers() {
    check(
        "2024-10-18",
        &[
            ("讲座将于10月26日上午9时举行,欢迎参加。", "2024-10-26"),
            ("10月20日至10月30日,图书馆办展。", "2024-10-20/2024-10-30"),
            ("10月10日至10月30日,图书馆办展。", "2024-10-10/2024-10-30"),
            ("即日起至11月30日,可到社区报名。", "2024-10-18/2024-11-30"),
            ("培训从10月1日到11月30日办,企业可以申请补贴。", "2024-10-01/2024-11-30"),
            ("10月20日到10月25日办展。10月20日开始直播。", "2024-10-20/2024-10-25"),
            ("报名须在11月1日前办理。", "/2024-11-01"),
            ("报名截至11月10日。", "/2024-11-10"),
            ("明天上午,医院义诊。", "2024-10-19"),
            ("下周三社区包饺子。", "2024-10-23"),
            ("本周末广场放电影。", "2024-10-19/2024-10-20"),
            ("元旦当天将举办联欢。", "2025-01-01"),
            ("10月20日报名。11月2日开课。", "2024-10-20; 2024-11-02"),
        ],
    );
}

#[test]
fn standing_services() {
    check(
        "2024-10-18",
        &[
            ("每周三上午免费理发。", "standing"),
            ("心理热线已开通,可以免费拨打。", "standing"),
            ("食堂常年开放。", "standing"),
            ("工作日上午9时至11时受理。", "standing"),
            ("实践中心无偿向群众开放。", "standing"),
            ("70岁以上老人可免费乘车。", "standing"),
            ("每周三上午义诊,到12月31日为止。", "standing /2024-12-31"),
            ("补贴标准为每人每月60元。", "standing"),
            ("建成的爱心驿站都已经开门使用。", "standing"),
            ("本办法自11月1日起施行,凡符合条件的都可以申请。", "standing 2024-11-01/"),
            ("每天有8趟火车到站。", ""),
            ("长期以来,小区缺少车位。", ""),
            ("10月10日,街道启用了新食堂,老人每天都可来用餐。", "reported 2024-10-10; standing"),
        ],
    );
}

#[test]
fn honest_dates_without_a_printed_day() {
    check(
        "2022-05",
        &[
            ("4月28日召开了评审会。", "reported 2022-04-28"),
            ("大赛于5月5日上午启动了。", "reported 2022-05-05"),
            ("昨日举办了讲座。", "reported"),
        ],
    );
    check(
        "",
        &[
            ("10月10日给老人送去米面。", "reported"),
            ("2024年10月10日给老人送去米面。", "reported 2024-10-10"),
            ("每周三义诊。", "standing"),
            ("社区在路口。", ""),
        ],
    );
}

#[test]
fn a_day_told_on_the_day_of_printing() {
    check(
        "2021-02-04",
        &[
            (
                "2月3日至2月7日,图书大厦办年货展。2月3日,展销会开幕了。",
                "2021-02-03/2021-02-07; reported 2021-02-03",
            ),
            ("2月3日消息,本月起至3月31日开展培训。", "reported 2021-02-03; 2021-02-01/2021-03-31"),
            ("今天上午,社区举办了联欢。", "reported 2021-02-04"),
        ],
    );
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in "[0-9年月日起至每周三了将于近日报名“”。\\n国庆期间举办]{0,60}") {
        for event in events(&text, on("2024-10-18").as_ref()) {
            prop_assert!(event.from.is_none() || event.to.is_none() || event.from <= event.to);
        }
    }
}

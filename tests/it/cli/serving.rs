//! `serve`, from the token in the environment to the reply in the chat.

pub(super) mod process;

use std::time::{Duration, Instant};

use process::{OPERATOR, Serving};
use rstest::rstest;

use crate::{
    bot::running::By,
    fake_telegram::{FakeTelegram, Fault, Kind, TOKEN, resident},
    workplace::Workplace,
};

/// What is sent to the operator at the very first start is on its way, or refused: nobody has met the bot yet.
async fn told_of_the_first_reading(fake: &FakeTelegram) {
    fake.until("the report", |fake| fake.calls("sendMessage").first().map(|_| ())).await;
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn a_resident_is_answered_and_only_an_operator_reloads(#[values(By::Polling, By::Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    let place = Workplace::with_notices();
    let mut bot = Serving::start(&place, &fake, by);
    bot.until_logged(&["up to date", "articles=3"]).await;
    fake.says(resident(7), "平城区哪里免费理发");
    let said = fake.until_said(7, 1).await;
    assert!(said[0].text.contains("邻里小报") && said[0].text.contains("2024年10月18日"), "{}", said[0].text);

    place.notice("glasses", "上门修眼镜", "平城区文华苑社区每月5日免费修眼镜。");
    fake.says(resident(8), "/reload");
    fake.until_said(8, 1).await;
    fake.says(resident(7), "平城区哪里修眼镜");
    let said = fake.until_said(7, 2).await;
    assert!(!said[1].text.contains("上门修眼镜"), "a stranger reloads nothing: {}", said[1].text);
    fake.says(resident(OPERATOR), "/reload");
    fake.until_said(OPERATOR, 1).await;
    // On a busy machine it is said first that it is under way.
    bot.until_logged(&["up to date", "added=1"]).await;
    fake.says(resident(7), "文华苑社区哪里修眼镜");
    let said = fake.until_said(7, 3).await;
    assert!(said[2].text.contains("上门修眼镜"), "{}", said[2].text);
    bot.stop("-TERM").await;
    assert!(place.path("state/linli.sqlite").exists());
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn a_hangup_reads_the_folder_again(#[values(By::Polling, By::Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    let place = Workplace::with_notices();
    let mut bot = Serving::start(&place, &fake, by);
    bot.until_logged(&["up to date", "articles=3"]).await;
    fake.says(resident(7), "你好");
    fake.until_said(7, 1).await;
    place.notice("glasses", "上门修眼镜", "平城区文华苑社区每月5日免费修眼镜。");
    bot.signal("-HUP");
    bot.until_logged(&["up to date", "added=1"]).await;
    fake.says(resident(7), "平城区哪里修眼镜");
    let said = fake.until_said(7, 2).await;
    assert!(said[1].text.contains("上门修眼镜"), "{}", said[1].text);
    bot.stop("-TERM").await;
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn either_signal_ends_it_in_time_and_what_was_on_its_way_arrives_later(
    #[values("-TERM", "-INT")] signal: &str,
    #[values(By::Polling, By::Webhook)] by: By,
) {
    let fake = FakeTelegram::start().await;
    let place = Workplace::with_notices();
    let mut bot = Serving::start(&place, &fake, by);
    bot.until_logged(&["up to date"]).await;
    told_of_the_first_reading(&fake).await;
    fake.inject(Fault { method: "sendMessage", times: 1, kind: Kind::Silence });
    fake.says(resident(7), "你好");
    fake.until("the send", |fake| fake.calls("sendMessage").get(1).map(|_| ())).await;
    let begun = Instant::now();
    bot.stop(signal).await;
    assert!(begun.elapsed() < Duration::from_secs(12), "{:?}", begun.elapsed());
    let bot = Serving::start(&place, &fake, by);
    let greeting =
        |fake: &FakeTelegram| fake.said(7).into_iter().find(|shown| shown.text.starts_with("您好"));
    fake.until("the answer", greeting).await;
    assert_eq!(fake.said(7).len(), 1);
    bot.stop("-TERM").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_token_is_one_line_and_an_end() {
    let fake = FakeTelegram::start().await;
    let place = Workplace::with_notices();
    let mut command = place.command(&["serve"]);
    let wrong = "123456:AAF_some_other_secret_token";
    command.env("TELOXIDE_TOKEN", wrong).env("TELEGRAM_API_URL", fake.api_url()).env("LINLI_LOG", "off");
    let ended = crate::workplace::ended(command.spawn().unwrap());
    assert_eq!((ended.code, ended.err.lines().count()), (Some(2), 1), "{}", ended.err);
    assert!(ended.err.contains("TELOXIDE_TOKEN") && !ended.err.contains("AAF_some"), "{}", ended.err);
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn telegram_may_be_away_at_the_start(#[values(By::Polling, By::Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    for (method, kind) in
        [("getMe", Kind::Proxy(502)), ("getMe", Kind::CutBefore), ("setWebhook", Kind::Garbage)]
    {
        fake.inject(Fault { method, times: 1, kind });
    }
    let place = Workplace::with_notices();
    let mut bot = Serving::start(&place, &fake, by);
    bot.until_logged(&["Telegram does not answer", "trying again"]).await;
    fake.says(resident(7), "你好");
    fake.until_said(7, 1).await;
    bot.stop("-TERM").await;
}

#[rstest]
#[tokio::test(flavor = "multi_thread")]
async fn neither_words_nor_the_token_are_in_the_log(#[values(By::Polling, By::Webhook)] by: By) {
    let fake = FakeTelegram::start().await;
    let place = Workplace::with_notices();
    let mut bot = Serving::start_with(&place, &fake, by, &[("LINLI_LOG", "trace")]);
    bot.until_logged(&["up to date"]).await;
    told_of_the_first_reading(&fake).await;
    for kind in [Kind::CutAfter, Kind::Garbage, Kind::Refuse(400, "Bad Request: no")] {
        fake.inject(Fault { method: "sendMessage", times: 1, kind });
    }
    fake.inject(Fault { method: "getUpdates", times: 1, kind: Kind::Garbage });
    fake.says(resident(7_654_321), "我住在暗号小区哪里能理发");
    fake.until_said(7_654_321, 2).await;
    fake.says(resident(7_654_321), "你好");
    let greeted = |fake: &FakeTelegram| fake.said(7_654_321).into_iter().find(|s| s.text.starts_with("您好"));
    fake.until("the greeting", greeted).await;
    let log = bot.stop("-TERM").await.join("\n");
    assert!(log.contains("serving"), "{log}");
    for secret in ["暗号", TOKEN, "AAFfake", "您好", "7654321"] {
        let line = log.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret} is in the log");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn health_and_figures_are_seen_from_outside() {
    let fake = FakeTelegram::start().await;
    let place = Workplace::with_notices();
    let listen = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().to_string();
    let mut bot = Serving::start_with(&place, &fake, By::Polling, &[("LINLI_METRICS_LISTEN", &listen)]);
    bot.until_logged(&["up to date"]).await;
    fake.says(resident(7), "平城区哪里免费理发");
    fake.says(resident(7), "哪里能学开飞机");
    fake.until_said(7, 2).await;
    let client = teloxide::net::default_reqwest_settings().no_proxy().build().unwrap();
    let page = async |path: &str| {
        let answer = client.get(format!("http://{listen}{path}")).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    assert_eq!(page("/healthz").await.0, 200);
    let (_, figures) = page("/metrics").await;
    for line in [
        "linli_questions_total{outcome=\"answered\"} 1",
        "linli_updates_received_total 2",
        "linli_reloads_total{result=\"ok\"} 1",
        "linli_answer_seconds_count 2",
        "linli_send_seconds_bucket{result=\"ok\"",
        "linli_inbox_depth 0",
        "linli_outbox_depth",
    ] {
        assert!(figures.contains(line), "{line} is not in {figures}");
    }
    bot.stop("-TERM").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_began_as_a_reader_writes_once_the_writer_is_gone() {
    let fake = FakeTelegram::start().await;
    let place = Workplace::with_notices();
    let writer = place.open();
    let mut bot = Serving::start(&place, &fake, By::Polling);
    bot.until_logged(&["could not be read", "another process"]).await;
    place.notice("glasses", "上门修眼镜", "平城区文华苑社区每月5日免费修眼镜。");
    drop(writer);
    bot.signal("-HUP");
    bot.until_logged(&["up to date", "added=1"]).await;
    bot.stop("-TERM").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_folder_is_watched_also_when_it_was_away() {
    let fake = FakeTelegram::start().await;
    let place = Workplace::with_notices();
    let mut bot = Serving::start(&place, &fake, By::Polling);
    bot.until_logged(&["up to date", "articles=3"]).await;
    fake.says(resident(OPERATOR), "你好");
    fake.until_said(OPERATOR, 1).await;
    place.notice("glasses", "上门修眼镜", "平城区文华苑社区每月5日免费修眼镜。");
    bot.until_logged(&["up to date", "added=1"]).await;
    let told = |fake: &FakeTelegram| {
        fake.said(OPERATOR).iter().any(|said| said.text.contains("新添1条")).then_some(())
    };
    fake.until("what was added", told).await;
    std::fs::rename(place.path("knowledge"), place.path("elsewhere")).unwrap();
    bot.until_logged(&["could not be read"]).await;
    std::fs::rename(place.path("elsewhere"), place.path("knowledge")).unwrap();
    bot.until_logged(&["up to date"]).await;
    place.notice("knives", "文华苑社区请磨刀师傅来", "文华苑社区请磨刀师傅来磨菜刀，不要钱。");
    bot.until_logged(&["up to date", "added=1"]).await;
    bot.stop("-TERM").await;
}

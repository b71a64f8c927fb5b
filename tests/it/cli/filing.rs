//! `serve`: an operator files an article, and the process is killed before it can say so.

use super::serving::process::{OPERATOR, Serving};
use crate::{
    bot::running::By,
    fake_telegram::{FakeTelegram, Fault, Kind, Shown, TOKEN, resident},
    workplace::Workplace,
};

const NOTICE: &str = "---\ntitle: \"修表摊搬到振兴街\"\npublished: 2024-10-30\nsource: \"邻里小报\"\n\
                      places: [\"大同市平城区\"]\n---\n\n修表摊搬到平城区振兴街菜场门口，天天都在。\n";

fn filed(place: &Workplace) -> usize {
    std::fs::read_dir(place.path("knowledge/articles/2024")).map_or(0, Iterator::count)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kill_between_filing_and_answering_files_once_and_loses_nothing() {
    let fake = FakeTelegram::start().await;
    let place = Workplace::with_notices();
    let mut bot = Serving::start(&place, &fake, By::Polling);
    bot.until_logged(&["up to date", "articles=3"]).await;
    fake.sends_file(resident(OPERATOR), "表.md", NOTICE.as_bytes());
    // On a busy machine it is said before that the file is being read.
    let article = |fake: &FakeTelegram| -> Option<Shown> {
        fake.said(OPERATOR).into_iter().find(|now| now.text.contains("题目：修表摊搬到振兴街"))
    };
    let shown = fake.until("the article", article).await;
    fake.inject(Fault { method: "editMessageText", times: 1, kind: Kind::Silence });
    fake.presses(resident(OPERATOR), &shown, "收下");
    bot.until_logged(&["an operator filed an article"]).await;
    // Dropped: killed.
    drop(bot);
    assert_eq!(filed(&place), 1);
    fake.heal();
    let mut bot = Serving::start(&place, &fake, By::Polling);
    let told = |fake: &FakeTelegram| -> Option<Shown> {
        fake.said(OPERATOR).into_iter().find(|now| now.text.contains("收下了：“修表摊搬到振兴街”"))
    };
    let done = fake.until("what was filed", told).await;
    assert_eq!(filed(&place), 1);
    fake.says(resident(7), "平城区哪里修表");
    assert!(fake.until_said(7, 1).await[0].text.contains("菜场门口"));
    fake.presses(resident(OPERATOR), &done, "放回去");
    bot.until_logged(&["took a filed article out"]).await;
    assert_eq!(filed(&place), 0);
    // A file that cannot be fetched: its address holds the token and is not logged.
    fake.inject(Fault { method: "file", times: 9, kind: Kind::CutBefore });
    fake.sends_file(resident(OPERATOR), "表.md", NOTICE.as_bytes());
    let failed =
        |fake: &FakeTelegram| fake.said(OPERATOR).into_iter().find(|now| now.text.contains("没读成"));
    fake.until("the failure", failed).await;
    let log = bot.stop("-TERM").await;
    assert!(log.iter().any(|line| line.contains("could not be fetched")), "{log:#?}");
    assert!(!log.iter().any(|line| line.contains(TOKEN)), "{log:#?}");
}

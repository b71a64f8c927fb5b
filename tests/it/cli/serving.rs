//! `serve`, from the token in the environment to the reply in the chat.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command},
};

use crate::{
    fake_telegram::{FakeTelegram, TOKEN, resident},
    workplace::{TODAY, Workplace, ended},
};

const OPERATOR: i64 = 4242;

fn start(place: &Workplace, fake: &FakeTelegram) -> Child {
    let mut command = place.command(&["serve", "--today", TODAY]);
    command.env("TELOXIDE_TOKEN", TOKEN).env("TELEGRAM_API_URL", fake.api_url());
    command.env("LINLI_OPERATORS", OPERATOR.to_string()).env("LINLI_LOG", "linli=info");
    command.spawn().unwrap()
}

fn signal(child: &Child, name: &str) {
    let status = Command::new("kill").args([name, &child.id().to_string()]).status().unwrap();
    assert!(status.success());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resident_is_answered_and_the_folder_is_followed() {
    let fake = FakeTelegram::start().await;
    let place = Workplace::with_notices();
    let child = start(&place, &fake);
    fake.says(resident(7), "平城区哪里免费理发");
    let said = fake.until_said(7, 1).await;
    assert!(said[0].text.contains("邻里小报") && said[0].text.contains("2024年10月18日"), "{}", said[0].text);

    place.notice("glasses", "上门修眼镜", "平城区文华苑社区每月5日免费修眼镜。");
    fake.says(resident(8), "/reload");
    let refused = fake.until_said(8, 1).await;
    assert!(!refused[0].text.contains('4'), "a stranger reloads nothing: {}", refused[0].text);
    fake.says(resident(OPERATOR), "/reload");
    fake.until_said(OPERATOR, 1).await;
    fake.says(resident(7), "平城区哪里修眼镜");
    let said = fake.until_said(7, 2).await;
    assert!(said[1].text.contains("上门修眼镜"), "{}", said[1].text);

    signal(&child, "-TERM");
    let ended = tokio::task::spawn_blocking(move || ended(child)).await.unwrap();
    assert_eq!((ended.code, ended.out.as_str()), (Some(0), ""), "{}", ended.err);
    assert!(place.path("state/linli.sqlite").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hangup_reads_the_folder_again() {
    let fake = FakeTelegram::start().await;
    let place = Workplace::with_notices();
    let mut child = start(&place, &fake);
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
    fake.says(resident(7), "你好");
    fake.until_said(7, 1).await;
    place.notice("glasses", "上门修眼镜", "平城区文华苑社区每月5日免费修眼镜。");
    signal(&child, "-HUP");
    lines.find(|line| line.contains("up to date") && line.contains("added=1")).expect("a line on the reload");
    fake.says(resident(7), "平城区哪里修眼镜");
    let said = fake.until_said(7, 2).await;
    assert!(said[1].text.contains("上门修眼镜"), "{}", said[1].text);
    signal(&child, "-TERM");
    let ended = tokio::task::spawn_blocking(move || ended(child)).await.unwrap();
    assert_eq!(ended.code, Some(0), "{}", ended.err);
}

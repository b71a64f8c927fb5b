//! `serve`, from the token in the environment to the reply in the chat.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command},
    time::Duration,
};

use tokio::{sync::mpsc, time::timeout};

use crate::{
    fake_telegram::{FakeTelegram, TOKEN, resident},
    workplace::{TODAY, Workplace},
};

const OPERATOR: i64 = 4242;
/// Nothing takes longer unless it has gone wrong.
const PATIENCE: Duration = Duration::from_secs(30);

/// The program as a bot; it does not outlive its test.
struct Serving {
    child: Child,
    log: mpsc::UnboundedReceiver<String>,
}

impl Serving {
    fn start(place: &Workplace, fake: &FakeTelegram) -> Self {
        let mut command = place.command(&["serve", "--today", TODAY]);
        command.env("TELOXIDE_TOKEN", TOKEN).env("TELEGRAM_API_URL", fake.api_url());
        command.env("LINLI_OPERATORS", OPERATOR.to_string()).env("LINLI_LOG", "linli=info");
        let mut child = command.spawn().unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        let (to, log) = mpsc::unbounded_channel();
        std::thread::spawn(move || lines.for_each(|line| drop(to.send(line))));
        Self { child, log }
    }

    fn signal(&self, name: &str) {
        let status = Command::new("kill").args([name, &self.child.id().to_string()]).status().unwrap();
        assert!(status.success());
    }

    /// Waits for a line of the log that holds all of `words`.
    async fn until_logged(&mut self, words: &[&str]) {
        let mut seen = Vec::new();
        let found = timeout(PATIENCE, async {
            while let Some(line) = self.log.recv().await {
                let found = words.iter().all(|word| line.contains(word));
                seen.push(line);
                if found {
                    return true;
                }
            }
            false
        });
        assert!(found.await.unwrap_or(false), "{words:?} is not in {seen:#?}");
    }

    /// As systemd stops it.
    async fn stop(mut self) {
        self.signal("-TERM");
        // Its log ends when it does.
        timeout(PATIENCE, async { while self.log.recv().await.is_some() {} }).await.unwrap();
        assert_eq!(self.child.wait().unwrap().code(), Some(0));
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_resident_is_answered_and_only_an_operator_reloads() {
    let fake = FakeTelegram::start().await;
    let place = Workplace::with_notices();
    let mut bot = Serving::start(&place, &fake);
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
    fake.says(resident(7), "文华苑社区哪里修眼镜");
    let said = fake.until_said(7, 3).await;
    assert!(said[2].text.contains("上门修眼镜"), "{}", said[2].text);
    bot.stop().await;
    assert!(place.path("state/linli.sqlite").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hangup_reads_the_folder_again() {
    let fake = FakeTelegram::start().await;
    let place = Workplace::with_notices();
    let mut bot = Serving::start(&place, &fake);
    bot.until_logged(&["up to date", "articles=3"]).await;
    fake.says(resident(7), "你好");
    fake.until_said(7, 1).await;
    place.notice("glasses", "上门修眼镜", "平城区文华苑社区每月5日免费修眼镜。");
    bot.signal("-HUP");
    bot.until_logged(&["up to date", "added=1"]).await;
    fake.says(resident(7), "平城区哪里修眼镜");
    let said = fake.until_said(7, 2).await;
    assert!(said[1].text.contains("上门修眼镜"), "{}", said[1].text);
    bot.stop().await;
}

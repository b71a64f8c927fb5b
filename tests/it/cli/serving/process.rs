//! The program as a bot, in a process of its own.

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command},
    time::Duration,
};

use tokio::{sync::mpsc, time::timeout};

use crate::{
    bot::running::By,
    fake_telegram::{FakeTelegram, TOKEN},
    workplace::{TODAY, Workplace},
};

pub(in crate::cli) const OPERATOR: i64 = 4242;
/// Nothing takes longer unless it has gone wrong.
const PATIENCE: Duration = Duration::from_secs(60);

/// It does not outlive its test.
pub(in crate::cli) struct Serving {
    child: Child,
    log: mpsc::UnboundedReceiver<String>,
    seen: Vec<String>,
}

impl Serving {
    pub(in crate::cli) fn start(place: &Workplace, fake: &FakeTelegram, by: By) -> Self {
        Self::start_with(place, fake, by, &[])
    }

    pub(in crate::cli) fn start_with(
        place: &Workplace,
        fake: &FakeTelegram,
        by: By,
        more: &[(&str, &str)],
    ) -> Self {
        let mut command = place.command(&["serve", "--today", TODAY]);
        command.env("TELOXIDE_TOKEN", TOKEN).env("TELEGRAM_API_URL", fake.api_url());
        command.env("LINLI_OPERATORS", OPERATOR.to_string()).env("LINLI_LOG", "linli=info");
        if let By::Webhook = by {
            // A port that was free a moment ago.
            let listen = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
            command.env("LINLI_WEBHOOK_URL", "https://bot.example.org/telegram");
            command.env("LINLI_WEBHOOK_LISTEN", listen.to_string());
            command.env("LINLI_WEBHOOK_SECRET", "a-secret-of-the-tests");
            fake.bring_to(format!("http://{listen}/telegram"));
        }
        command.envs(more.iter().copied());
        let mut child = command.spawn().unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines().map_while(Result::ok);
        let (to, log) = mpsc::unbounded_channel();
        std::thread::spawn(move || lines.for_each(|line| drop(to.send(line))));
        Self { child, log, seen: Vec::new() }
    }

    pub(in crate::cli) fn signal(&self, name: &str) {
        let status = Command::new("kill").args([name, &self.child.id().to_string()]).status().unwrap();
        assert!(status.success());
    }

    /// Waits for a line of the log that holds all of `words`.
    pub(in crate::cli) async fn until_logged(&mut self, words: &[&str]) {
        let found = timeout(PATIENCE, async {
            while let Some(line) = self.log.recv().await {
                let found = words.iter().all(|word| line.contains(word));
                self.seen.push(line);
                if found {
                    return true;
                }
            }
            false
        });
        assert!(found.await.unwrap_or(false), "{words:?} is not in {:#?}", self.seen);
    }

    /// Ends it by this signal; gives all that it logged.
    pub(in crate::cli) async fn stop(mut self, signal: &str) -> Vec<String> {
        self.signal(signal);
        // Its log ends when it does.
        let rest = timeout(PATIENCE, async {
            while let Some(line) = self.log.recv().await {
                self.seen.push(line);
            }
        });
        rest.await.unwrap();
        assert_eq!(self.child.wait().unwrap().code(), Some(0), "{:#?}", self.seen);
        std::mem::take(&mut self.seen)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

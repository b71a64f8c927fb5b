//! An operator replies to a message of the bot, and messages that change by themselves.
//!
//! Knows nothing of what is corrected.

use serde_json::json;

use super::town::Town;
use crate::{
    bot::running::OPERATOR,
    fake_telegram::{BOT_ID, BOT_NAME, FakeTelegram, Shown, resident},
};

impl Town {
    /// The operator replies to a message of the bot.
    pub(super) async fn replies(&self, to: &Shown, text: &str) -> Shown {
        // What a message shows is noted once Telegram has it, and before the next one goes out.
        self.told(OPERATOR, "谢谢").await;
        let before = self.fake.said(OPERATOR).len();
        let from = json!({"id": BOT_ID, "is_bot": true, "first_name": "邻里", "username": BOT_NAME});
        let answered = json!({"message_id": to.id, "date": 1_790_000_000, "text": "…", "from": from,
            "chat": {"id": OPERATOR, "type": "private", "first_name": "管理员"}});
        self.fake.message(resident(OPERATOR), json!({"text": text, "reply_to_message": answered}));
        self.fake.until_said(OPERATOR, before + 1).await.pop().unwrap()
    }

    /// The message as it stands once it shows this.
    pub(super) async fn becomes(&self, shown: &Shown, part: &str) -> Shown {
        let now = |fake: &FakeTelegram| {
            fake.said(shown.chat).into_iter().find(|now| now.id == shown.id && now.text.contains(part))
        };
        self.fake.until(part, now).await
    }

    /// The last message in a chat once it shows this.
    pub(super) async fn hears(&self, chat: i64, part: &str) -> Shown {
        let last = |fake: &FakeTelegram| fake.said(chat).pop().filter(|last| last.text.contains(part));
        self.fake.until(part, last).await
    }
}

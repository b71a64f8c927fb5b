//! The first words with Telegram: who the bot is, how updates come, which commands the menu shows.
//!
//! Knows nothing of updates. Telegram, or the line to it, may be away when the bot starts: it waits.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use teloxide::Bot;
use teloxide::payloads::{
    DeleteWebhook, GetMe, SetMyCommands, SetMyCommandsSetters, SetWebhook, SetWebhookSetters,
};
use teloxide::requests::Payload;
use teloxide::types::{BotCommand, BotCommandScope, ChatId, Me, Recipient};

use super::BotError;
use super::call::{Fault, call};
use super::options::{Intake, Tuning};
use super::pause::{Pauses, Stop};
use super::tree::KINDS;
use crate::reply::notices::{COMMANDS, OPERATOR_COMMANDS};
use crate::store::Turn;
use crate::telemetry;

/// Connections that Telegram may open to bring updates.
const WEBHOOK_CONNECTIONS: u8 = 40;

/// What the start needs: the line, its times, and the wish to stop.
#[derive(Clone)]
pub(super) struct Start {
    pub(super) bot: Bot,
    pub(super) tuning: Tuning,
    pub(super) stop: Stop,
}

impl Start {
    /// Who the bot is; none when it is told to stop meanwhile.
    pub(super) async fn me(&self) -> Result<Option<Me>, BotError> {
        let me: Option<Me> = self.until_done(&GetMe::new(), "getMe").await?;
        if let Some(me) = &me {
            telemetry::contact();
            tracing::info!(
                bot = me.user.username.as_deref().unwrap_or_default(),
                reads_all_group_messages = me.can_read_all_group_messages,
                "Telegram knows this bot"
            );
        }
        Ok(me)
    }

    /// Tells Telegram how updates come. A webhook stays set when the bot stops: in a rolling restart the old process
    /// would take it from the new one.
    pub(super) async fn arrange(&self, intake: &Intake) -> Result<(), BotError> {
        match intake {
            Intake::Polling => {
                self.until_done::<_, IgnoredAny>(&DeleteWebhook::new(), "deleteWebhook").await?;
            }
            Intake::Webhook(webhook) => {
                let set = SetWebhook::new(webhook.url.clone())
                    .secret_token(webhook.secret.reveal())
                    .allowed_updates(KINDS)
                    .max_connections(WEBHOOK_CONNECTIONS);
                self.until_done::<_, IgnoredAny>(&set, "setWebhook").await?;
            }
        }
        Ok(())
    }

    /// Waits for the turn to answer: a process that is about to end may still have it.
    pub(super) async fn turn(&self, database: &Path) -> Result<Option<Turn>, BotError> {
        let mut told = false;
        loop {
            if let Some(turn) = Turn::take(database)? {
                return Ok(Some(turn));
            }
            if !told {
                tracing::info!("another process still answers from this database; waiting for its end");
                told = true;
            }
            if !self.stop.pause(self.tuning.first_pause).await {
                return Ok(None);
            }
        }
    }

    /// Fills the menus: one for everybody, a longer one in the operators' own chats.
    pub(super) async fn fill_menus(&self, operators: &BTreeSet<i64>) {
        let command = |&(name, what): &(&str, &str)| BotCommand::new(name, what);
        let everybody = SetMyCommands::new(COMMANDS.iter().map(command));
        let longer = COMMANDS.iter().chain(OPERATOR_COMMANDS).map(command);
        let for_operators = operators.iter().map(|&operator| {
            let chat_id = Recipient::Id(ChatId(operator));
            SetMyCommands::new(longer.clone()).scope(BotCommandScope::Chat { chat_id })
        });
        for menu in std::iter::once(everybody).chain(for_operators) {
            // An operator who has never written to the bot has no chat yet: refused, and no harm.
            if let Err(error) = self.until_done::<_, IgnoredAny>(&menu, "setMyCommands").await {
                tracing::info!(%error, "a menu was not filled");
            }
        }
    }

    async fn until_done<P, R>(&self, payload: &P, method: &'static str) -> Result<Option<R>, BotError>
    where
        P: Payload + Serialize,
        R: DeserializeOwned,
    {
        let mut pauses = Pauses::new(self.tuning.first_pause, self.tuning.longest_pause);
        loop {
            let answer = tokio::select! {
                answer = call::<_, R>(&self.bot, payload, self.tuning.call_within) => answer,
                () = self.stop.wait() => return Ok(None),
            };
            let pause = match answer {
                Ok(answer) => return Ok(Some(answer)),
                Err(fault) if fault.is_wrong_token() => return Err(BotError::WrongToken),
                Err(Fault::Refused { code, reason }) => {
                    return Err(BotError::Refused { method, reason: format!("{code} {reason}") });
                }
                Err(Fault::Wait(pause)) => pause,
                Err(fault) => {
                    telemetry::failed("start");
                    tracing::warn!(%fault, method, "Telegram does not answer; trying again");
                    pauses.next()
                }
            };
            if !self.stop.pause(pause).await {
                return Ok(None);
            }
        }
    }
}

//! The first words with Telegram: who the bot is, how updates come, which commands the menu shows.
//!
//! Knows nothing of updates. Telegram, or the line to it, may be away when the bot starts: it waits.

use std::collections::BTreeSet;

use serde::Serialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use teloxide::Bot;
use teloxide::payloads::{
    DeleteWebhook, GetMe, SetMyCommands, SetMyCommandsSetters, SetWebhook, SetWebhookSetters,
};
use teloxide::requests::Payload;
use teloxide::types::{BotCommand, BotCommandScope, ChatId, Me, Recipient};
use tokio_util::sync::CancellationToken;

use super::TelegramError;
use super::call::{ApiError, call};
use super::options::Intake;
use super::routes::KINDS;
use crate::delivery::{Backoff, Tuning, pause};
use crate::messaging::UserId;
use crate::reply::notices::{COMMANDS, OPERATOR_COMMANDS};
use crate::telemetry;

/// Connections that Telegram may open to bring updates.
const WEBHOOK_CONNECTIONS: u8 = 40;

/// What the start needs: the line and its times.
#[derive(Clone)]
pub(super) struct Start {
    pub(super) bot: Bot,
    pub(super) tuning: Tuning,
}

impl Start {
    /// Who the bot is; none when it is told to stop meanwhile.
    pub(super) async fn me(&self, stop: &CancellationToken) -> Result<Option<Me>, TelegramError> {
        let me: Option<Me> = self.until_done(&GetMe::new(), "getMe", stop).await?;
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
    pub(super) async fn arrange(
        &self,
        intake: &Intake,
        stop: &CancellationToken,
    ) -> Result<(), TelegramError> {
        match intake {
            Intake::Polling => {
                self.until_done::<_, IgnoredAny>(&DeleteWebhook::new(), "deleteWebhook", stop).await?;
            }
            Intake::Webhook(webhook) => {
                let set = SetWebhook::new(webhook.url.clone())
                    .secret_token(webhook.secret.reveal())
                    .allowed_updates(KINDS)
                    .max_connections(WEBHOOK_CONNECTIONS);
                self.until_done::<_, IgnoredAny>(&set, "setWebhook", stop).await?;
            }
        }
        Ok(())
    }

    /// Fills the menus: one for everybody, a longer one in the operators' own chats.
    pub(super) async fn fill_menus(&self, operators: &BTreeSet<UserId>, stop: &CancellationToken) {
        let command = |&(name, what): &(&str, &str)| BotCommand::new(name, what);
        let everybody = SetMyCommands::new(COMMANDS.iter().map(command));
        let longer = COMMANDS.iter().chain(OPERATOR_COMMANDS).map(command);
        let for_operators = operators.iter().map(|&operator| {
            let chat_id = Recipient::Id(ChatId(operator.0));
            SetMyCommands::new(longer.clone()).scope(BotCommandScope::Chat { chat_id })
        });
        for menu in std::iter::once(everybody).chain(for_operators) {
            // An operator who has never written to the bot has no chat yet: refused, and no harm.
            if let Err(error) = self.until_done::<_, IgnoredAny>(&menu, "setMyCommands", stop).await {
                tracing::info!(%error, "a menu was not filled");
            }
        }
    }

    async fn until_done<P, R>(
        &self,
        payload: &P,
        method: &'static str,
        stop: &CancellationToken,
    ) -> Result<Option<R>, TelegramError>
    where
        P: Payload + Serialize,
        R: DeserializeOwned,
    {
        let mut backoff = Backoff::new(self.tuning.first_pause, self.tuning.longest_pause);
        loop {
            let answer = tokio::select! {
                answer = call::<_, R>(&self.bot, payload, self.tuning.call_within) => answer,
                () = stop.cancelled() => return Ok(None),
            };
            let rest = match answer {
                Ok(answer) => return Ok(Some(answer)),
                Err(error) if error.is_wrong_token() => return Err(TelegramError::WrongToken),
                Err(ApiError::Refused { code, reason }) => {
                    return Err(TelegramError::Refused { method, reason: format!("{code} {reason}") });
                }
                Err(ApiError::Wait(told)) => told,
                Err(error) => {
                    telemetry::failed("start");
                    tracing::warn!(%error, method, "Telegram does not answer; trying again");
                    backoff.next()
                }
            };
            if !pause(stop, rest).await {
                return Ok(None);
            }
        }
    }
}

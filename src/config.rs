//! Reads the environment, and is the only one that does: every variable of `.env.example`, each checked.
//!
//! Knows nothing of what the values are for beyond their form. Out come a [`Config`] and the options of those who work with it.

use std::collections::BTreeSet;
use std::env;
use std::net::SocketAddr;
use std::path::PathBuf;

use jiff::tz::TimeZone;
use tracing_subscriber::EnvFilter;
use url::Url;

use crate::article::PlacePath;
use crate::delivery::{self, Today, Tuning};
use crate::messaging::UserId;
use crate::telegram::{self, Intake, Secret, Webhook};

/// Telegram's own Bot API server.
const TELEGRAM: &str = "https://api.telegram.org";
/// The database, in the state folder.
const DATABASE: &str = "linli.sqlite";

/// Everything that the environment says, checked, with the defaults filled in.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    /// `TELOXIDE_TOKEN`: only the bot needs it.
    token: Option<Secret>,
    /// `TELEGRAM_API_URL`.
    api_url: Url,
    /// `LINLI_OPERATORS`.
    operators: BTreeSet<UserId>,
    /// `LINLI_KNOWLEDGE`, for commands that are not told the folder.
    pub(crate) knowledge: PathBuf,
    /// `LINLI_STATE`, likewise.
    pub(crate) state: PathBuf,
    /// `LINLI_TIMEZONE`.
    pub(crate) time_zone: TimeZone,
    /// `LINLI_HOME_PLACE`.
    pub(crate) home_place: Option<PlacePath>,
    /// `LINLI_WEBHOOK_…`: a webhook when all three are given, else polling.
    intake: Intake,
    /// `LINLI_METRICS_LISTEN`.
    metrics_listen: Option<SocketAddr>,
    /// `LINLI_LOG`, as tracing-subscriber's `EnvFilter` reads it.
    pub(crate) log: Option<String>,
}

/// A variable that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ConfigError {
    /// Its value is not what it should be.
    #[error("`{name}` {fault}; for example: {name}={example}")]
    Value {
        /// The variable.
        name: &'static str,
        /// What is wrong with it.
        fault: String,
        /// A value that would do.
        example: &'static str,
    },
    /// `.env` itself cannot be read.
    #[error("failed to read `.env`: {0}")]
    File(String),
}

impl Config {
    /// Reads `.env`, if there is one, and the environment, which wins.
    pub(crate) fn from_env() -> Result<Self, ConfigError> {
        match dotenvy::dotenv() {
            Ok(_) => {}
            Err(error) if error.not_found() => {}
            // The line itself may be the one with the token: only the place of the fault is told.
            Err(dotenvy::Error::LineParse(_, at)) => {
                return Err(ConfigError::File(format!(
                    "a line cannot be read (position {at}); values with spaces need quotes"
                )));
            }
            Err(dotenvy::Error::Io(error)) => return Err(ConfigError::File(error.to_string())),
            Err(_) => return Err(ConfigError::File("it is not a list of NAME=value lines".to_owned())),
        }
        Self::read(|name| match env::var(name) {
            Ok(value) => Ok(Some(value)),
            Err(env::VarError::NotPresent) => Ok(None),
            Err(env::VarError::NotUnicode(_)) => Err("is not UTF-8".to_owned()),
        })
    }

    /// The database in the state folder.
    #[must_use]
    pub(crate) fn database(&self) -> PathBuf {
        self.state.join(DATABASE)
    }

    /// What the bot on Telegram needs of it; none without a token.
    #[must_use]
    pub(crate) fn telegram_options(&self) -> Option<telegram::TelegramOptions> {
        Some(telegram::TelegramOptions {
            token: self.token.clone()?,
            api_url: self.api_url.clone(),
            intake: self.intake.clone(),
            operators: self.operators.clone(),
        })
    }

    /// What delivery needs of it, with its database in the state folder.
    #[must_use]
    pub(crate) fn delivery_options(&self) -> delivery::DeliveryOptions {
        delivery::DeliveryOptions {
            operators: self.operators.iter().map(|&operator| telegram::private_chat(operator)).collect(),
            today: Today { time_zone: self.time_zone.clone(), fixed: None },
            database: self.database(),
            store: None,
            metrics_listen: self.metrics_listen,
            reload: None,
            news: None,
            tuning: Tuning::default(),
        }
    }

    /// The same from any source of values.
    fn read(lookup: impl Fn(&str) -> Result<Option<String>, String>) -> Result<Self, ConfigError> {
        let variables = Variables { lookup };
        let config = Self {
            token: variables.get("TELOXIDE_TOKEN", "123456789:AAF-secret-part-of-the-token", token)?,
            api_url: variables
                .get("TELEGRAM_API_URL", TELEGRAM, |value| web_address(value, &["http", "https"]))?
                .unwrap_or_else(|| Url::parse(TELEGRAM).expect("the address above is one")),
            operators: variables.get("LINLI_OPERATORS", "12345678,23456789", operators)?.unwrap_or_default(),
            knowledge: variables.path("LINLI_KNOWLEDGE", "knowledge")?,
            state: variables.path("LINLI_STATE", "state")?,
            time_zone: variables
                .get("LINLI_TIMEZONE", "Asia/Shanghai", time_zone)?
                .map_or_else(|| time_zone("Asia/Shanghai"), Ok)
                .map_err(|fault| ConfigError::Value {
                    name: "LINLI_TIMEZONE",
                    fault,
                    example: "Asia/Shanghai",
                })?,
            home_place: variables.get("LINLI_HOME_PLACE", "山西省/大同市", place)?,
            intake: intake(&variables)?,
            metrics_listen: variables.get("LINLI_METRICS_LISTEN", "127.0.0.1:9090", listen)?,
            log: variables.get("LINLI_LOG", "info,linli=debug", log)?,
        };
        Ok(config)
    }
}

/// Named values; an empty one counts as unset.
struct Variables<F> {
    lookup: F,
}

impl<F: Fn(&str) -> Result<Option<String>, String>> Variables<F> {
    fn get<T>(
        &self,
        name: &'static str,
        example: &'static str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Option<T>, ConfigError> {
        let bad = |fault| ConfigError::Value { name, fault, example };
        let value = (self.lookup)(name).map_err(bad)?;
        match value.as_deref().map(str::trim) {
            None | Some("") => Ok(None),
            Some(value) => read(value).map(Some).map_err(bad),
        }
    }

    fn path(&self, name: &'static str, default: &'static str) -> Result<PathBuf, ConfigError> {
        let path = self.get(name, default, |value| Ok(PathBuf::from(value)))?;
        Ok(path.unwrap_or_else(|| PathBuf::from(default)))
    }
}

fn intake<F>(variables: &Variables<F>) -> Result<Intake, ConfigError>
where
    F: Fn(&str) -> Result<Option<String>, String>,
{
    const URL: (&str, &str) = ("LINLI_WEBHOOK_URL", "https://bot.example.org/telegram");
    const LISTEN: (&str, &str) = ("LINLI_WEBHOOK_LISTEN", "127.0.0.1:8443");
    const SECRET: (&str, &str) = ("LINLI_WEBHOOK_SECRET", "a-long-random-word_0123456789");
    let url = variables.get(URL.0, URL.1, webhook_address)?;
    let listen = variables.get(LISTEN.0, LISTEN.1, listen)?;
    let secret = variables.get(SECRET.0, SECRET.1, secret)?;
    let missing = match (url, listen, secret) {
        (None, None, None) => return Ok(Intake::Polling),
        (Some(url), Some(listen), Some(secret)) => {
            return Ok(Intake::Webhook(Webhook { url, listen, secret }));
        }
        (None, ..) => URL,
        (_, None, _) => LISTEN,
        (_, _, None) => SECRET,
    };
    let fault = "is missing: a webhook needs LINLI_WEBHOOK_URL, LINLI_WEBHOOK_LISTEN and LINLI_WEBHOOK_SECRET, \
                 long polling none of them";
    Err(ConfigError::Value { name: missing.0, fault: fault.to_owned(), example: missing.1 })
}

fn token(value: &str) -> Result<Secret, String> {
    let good = value.split_once(':').is_some_and(|(bot, key)| {
        !bot.is_empty()
            && bot.bytes().all(|byte| byte.is_ascii_digit())
            && key.len() >= 10
            && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
    });
    // The value is not repeated: it may be a real token with one wrong character.
    if good {
        Ok(Secret::new(value.to_owned()))
    } else {
        Err("is not a token as @BotFather gives it".to_owned())
    }
}

fn operators(value: &str) -> Result<BTreeSet<UserId>, String> {
    let ids = value.split([',', '，', ' ']).map(str::trim).filter(|id| !id.is_empty());
    ids.map(|id| match id.parse::<i64>() {
        Ok(id) if id > 0 => Ok(UserId(id)),
        _ => Err(format!(
            "holds `{id}`, which is not a numeric user id (start without it and send the bot /id)"
        )),
    })
    .collect()
}

fn time_zone(value: &str) -> Result<TimeZone, String> {
    TimeZone::get(value).map_err(|_| format!("holds `{value}`, which is not a time zone's name"))
}

fn place(value: &str) -> Result<PlacePath, String> {
    if value.split('/').any(|step| step.trim().is_empty()) {
        return Err(format!("holds `{value}`, in which a step between two strokes is empty"));
    }
    if value.split('/').count() > PlacePath::MAX_STEPS {
        return Err(format!("has more than {} steps", PlacePath::MAX_STEPS));
    }
    Ok(PlacePath::new(value))
}

fn listen(value: &str) -> Result<SocketAddr, String> {
    // A port alone, or `localhost`, means this machine only.
    let local = value.strip_prefix("localhost:").or_else(|| value.strip_prefix(':')).unwrap_or(value);
    let address = local.parse::<u16>().map(|port| SocketAddr::from(([127, 0, 0, 1], port)));
    address
        .or_else(|_| value.parse())
        .map_err(|_| format!("holds `{value}`, which is not an address and port to listen on"))
}

fn web_address(value: &str, schemes: &[&str]) -> Result<Url, String> {
    let url =
        Url::parse(value.trim_end_matches('/')).map_err(|error| format!("is not an address: {error}"))?;
    if !schemes.contains(&url.scheme()) || url.host().is_none() {
        return Err(format!("must begin with {}://", schemes.join(":// or ")));
    }
    Ok(url)
}

fn webhook_address(value: &str) -> Result<Url, String> {
    let url = web_address(value, &["https"])?;
    if !matches!(url.port_or_known_default(), Some(443 | 80 | 88 | 8443)) {
        return Err("has a port that Telegram does not call; it may be 443, 80, 88 or 8443".to_owned());
    }
    Ok(url)
}

fn secret(value: &str) -> Result<Secret, String> {
    let allowed = value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    if !allowed || !(16..=256).contains(&value.len()) {
        return Err("must be 16 to 256 of the characters A-Z a-z 0-9 _ -".to_owned());
    }
    Ok(Secret::new(value.to_owned()))
}

fn log(value: &str) -> Result<String, String> {
    EnvFilter::try_new(value)
        .map(|_| value.to_owned())
        .map_err(|error| format!("is not a log filter: {error}"))
}

#[cfg(test)]
mod tests;

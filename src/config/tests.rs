//! What each variable takes and refuses.

use std::collections::HashMap;

use super::*;

fn read(pairs: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let values: HashMap<&str, &str> = pairs.iter().copied().collect();
    Config::read(|name| Ok(values.get(name).map(|value| (*value).to_owned())))
}

const TOKEN: &str = "123456789:AAFsecretsecretsecretsecretsecret00";

#[test]
fn nothing_set_gives_the_defaults() {
    let config = read(&[]).unwrap();
    assert!(config.token.is_none() && config.operators.is_empty() && config.home_place.is_none());
    assert_eq!(config.api_url.as_str(), "https://api.telegram.org/");
    assert_eq!(config.time_zone.iana_name(), Some("Asia/Shanghai"));
    assert_eq!((config.knowledge, config.state), (PathBuf::from("knowledge"), PathBuf::from("state")));
    assert!(matches!(config.intake, Intake::Polling));
    assert!(config.metrics_listen.is_none());
}

#[test]
fn an_empty_value_counts_as_unset() {
    let config =
        read(&[("TELOXIDE_TOKEN", " "), ("LINLI_OPERATORS", ""), ("LINLI_WEBHOOK_URL", "")]).unwrap();
    assert!(config.token.is_none() && config.operators.is_empty());
    assert!(matches!(config.intake, Intake::Polling));
}

#[test]
fn good_values_are_taken() {
    let config = read(&[
        ("TELOXIDE_TOKEN", TOKEN),
        ("TELEGRAM_API_URL", "http://127.0.0.1:8081/prefix/"),
        ("LINLI_OPERATORS", "11, 22，33"),
        ("LINLI_TIMEZONE", "Europe/Berlin"),
        ("LINLI_HOME_PLACE", "山西省/大同市"),
        ("LINLI_WEBHOOK_URL", "https://bot.example.org/telegram"),
        ("LINLI_WEBHOOK_LISTEN", ":8443"),
        ("LINLI_WEBHOOK_SECRET", "abcdefghij_0123456789"),
        ("LINLI_METRICS_LISTEN", "localhost:9090"),
        ("LINLI_LOG", "warn,linli::bot=debug"),
    ])
    .unwrap();
    assert_eq!(config.api_url.as_str(), "http://127.0.0.1:8081/prefix");
    assert_eq!(config.operators, BTreeSet::from([11, 22, 33].map(UserId)));
    assert_eq!(config.home_place.unwrap().as_str(), "山西省/大同市");
    assert_eq!(config.metrics_listen.unwrap().to_string(), "127.0.0.1:9090");
    let Intake::Webhook(webhook) = config.intake else { panic!("all three are given") };
    assert_eq!(webhook.listen.to_string(), "127.0.0.1:8443");
}

#[test]
fn a_bad_value_is_named_with_its_fault_and_an_example() {
    let cases = [
        ("TELOXIDE_TOKEN", "secret-without-a-number", "is not a token"),
        ("TELOXIDE_TOKEN", "123:sh ort value here", "is not a token"),
        ("TELEGRAM_API_URL", "api.telegram.org", "is not an address"),
        ("TELEGRAM_API_URL", "ftp://api.example", "must begin with http:// or https://"),
        ("LINLI_OPERATORS", "12,老王", "holds `老王`"),
        ("LINLI_OPERATORS", "-5", "holds `-5`"),
        ("LINLI_TIMEZONE", "北京", "holds `北京`"),
        ("LINLI_HOME_PLACE", "山西省//大同市", "is empty"),
        ("LINLI_HOME_PLACE", "甲/乙/丙/丁/戊/己/庚/辛/壬", "more than 8 steps"),
        ("LINLI_WEBHOOK_URL", "http://bot.example.org/x", "must begin with https://"),
        ("LINLI_WEBHOOK_URL", "https://bot.example.org:9000/x", "a port that Telegram does not call"),
        ("LINLI_WEBHOOK_LISTEN", "everywhere", "not an address and port"),
        ("LINLI_WEBHOOK_SECRET", "有中文", "16 to 256"),
        ("LINLI_WEBHOOK_SECRET", "short", "16 to 256"),
        ("LINLI_WEBHOOK_SECRET", "long-enough-and-good", "is missing"),
        ("LINLI_METRICS_LISTEN", "9090x", "not an address and port"),
        ("LINLI_LOG", "linli=loud", "is not a log filter"),
    ];
    for (name, value, fault) in cases {
        let error = read(&[(name, value)]).expect_err(value).to_string();
        let named = if fault == "is missing" { "LINLI_WEBHOOK_URL" } else { name };
        assert!(error.starts_with(&format!("`{named}` ")) && error.contains(fault), "{error}");
        assert!(error.contains(&format!("; for example: {named}=")), "{error}");
    }
}

#[test]
fn secrets_are_never_shown() {
    let config = read(&[("TELOXIDE_TOKEN", TOKEN)]).unwrap();
    assert!(!format!("{config:?}").contains("secretsecret"));
    let error = read(&[("TELOXIDE_TOKEN", "secretsecret")]).unwrap_err();
    assert!(!format!("{error} {error:?}").contains("secretsecret"));
}

//! interim
use std::{env, path::PathBuf};
pub struct Config { pub knowledge: PathBuf, pub state: PathBuf, pub time_zone: jiff::tz::TimeZone, pub home_place: Option<Vec<String>> }
impl Config {
    pub fn from_env() -> anyhow::Result<Self> {
        let get = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
        Ok(Self { knowledge: get("LINLI_KNOWLEDGE").unwrap_or("knowledge".into()).into(), state: get("LINLI_STATE").unwrap_or("state".into()).into(), time_zone: jiff::tz::TimeZone::get("Asia/Shanghai")?, home_place: get("LINLI_HOME_PLACE").map(|p| p.split('/').map(String::from).collect()) })
    }
}

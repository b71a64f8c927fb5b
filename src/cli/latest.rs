//! `linli latest`: the newest notices, by place and service.
//!
//! Knows nothing of ranking.

use std::{io::Write, process::ExitCode};

use anyhow::bail;

use super::{Session, json_line};
use crate::{
    knowledge_base::{Newest, RefreshPolicy},
    reply,
};

#[derive(Debug, clap::Args)]
pub(super) struct LatestArguments {
    /// Only notices of this place: 平城区, 山西省/大同市
    #[arg(long)]
    place: Option<String>,
    /// Only notices of this service type: 家政便民
    #[arg(long)]
    service: Option<String>,
    /// At most so many
    #[arg(long, default_value_t = 10)]
    limit: usize,
}

pub(super) fn run(
    session: &Session,
    arguments: &LatestArguments,
    out: &mut dyn Write,
) -> anyhow::Result<ExitCode> {
    let (knowledge, _) = session.open(RefreshPolicy::IfQuick)?;
    let place = match &arguments.place {
        None => None,
        Some(written) => match knowledge.find_places(written).into_iter().next() {
            Some(place) => Some(place),
            None => bail!(
                "no place is called `{written}`; try a district like 平城区 or a path like 山西省/大同市"
            ),
        },
    };
    if let Some(service) = &arguments.service
        && !knowledge.service_names().contains(service)
    {
        bail!("there is no service type `{service}`; there are: {}", knowledge.service_names().join(" "));
    }
    let newest = Newest { place, service: arguments.service.clone(), limit: arguments.limit, offset: 0 };
    let passages = knowledge.latest(&newest, session.today);
    if !session.json {
        let place = newest.place.as_ref().map(reply::place_in_words);
        let text = match passages.as_slice() {
            [] => reply::wording::nothing_new(place.as_deref(), newest.service.as_deref()),
            passages => reply::plain_list(passages),
        };
        writeln!(out, "{text}")?;
        return Ok(ExitCode::SUCCESS);
    }
    for passage in &passages {
        let mut value = serde_json::to_value(passage)?;
        if let Some(fields) = value.as_object_mut() {
            for field in ["text", "lines", "score"] {
                fields.remove(field);
            }
        }
        json_line(out, &value)?;
    }
    Ok(ExitCode::SUCCESS)
}

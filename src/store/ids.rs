//! How chats, people, messages, updates, submissions and days stand in the tables: a chat as `NETWORK:NUMBER`, a day
//! as YYYY-MM-DD, the rest as numbers.
//!
//! Knows nothing of the tables.

use jiff::civil::Date;
use rusqlite::{
    ToSql,
    types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef},
};

use super::outbox::OutboxId;
use crate::messaging::{
    ChatKey, ContextId, MessageId, NetworkId, NoticeId, SubmissionId, SubmittedArticleId, SubscriptionId,
    UpdateId, UserId,
};

impl ToSql for ChatKey {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.to_string().into())
    }
}

impl FromSql for ChatKey {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map_err(FromSqlError::other)
    }
}

impl ToSql for NetworkId {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.name().into())
    }
}

/// A day. As texts they sort as they follow on each other.
#[derive(Clone, Copy)]
pub(super) struct Day(pub(super) Date);

impl ToSql for Day {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.to_string().into())
    }
}

impl FromSql for Day {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str()?.parse().map(Self).map_err(FromSqlError::other)
    }
}

/// A number of its own type stands as that number.
macro_rules! stands_as_a_number {
    ($($id:ident),*) => {$(
        impl ToSql for $id {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.0.into())
            }
        }

        impl FromSql for $id {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                value.as_i64().map(Self)
            }
        }
    )*};
}

stands_as_a_number!(
    MessageId,
    NoticeId,
    OutboxId,
    SubmissionId,
    SubmittedArticleId,
    SubscriptionId,
    UpdateId,
    UserId
);

// A button may bring any number: one above those of the table becomes one below them, and finds nothing.
impl ToSql for ContextId {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.number().cast_signed().into())
    }
}

impl FromSql for ContextId {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_i64().map(|number| Self::new(number.cast_unsigned()))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_comes_back_as_it_went_in_and_what_is_none_is_refused() {
        let read = |text: &str| Day::column_result(ValueRef::Text(text.as_bytes())).map(|day| day.0);
        let day = date(2026, 11, 2);
        assert_eq!(Day(day).to_sql(), Ok("2026-11-02".to_owned().into()));
        assert_eq!(read("2026-11-02").unwrap(), day);
        assert!(read("").is_err() && read("2026-13-02").is_err());
    }
}

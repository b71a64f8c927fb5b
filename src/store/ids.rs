//! How chats, people, messages and updates stand in the tables: a chat as `NETWORK:NUMBER`, the rest as numbers.
//!
//! Knows nothing of the tables.

use rusqlite::{
    ToSql,
    types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef},
};

use crate::messaging::{
    ChatKey, ContextId, MessageId, NetworkId, NoticeId, SubscriptionId, UpdateId, UserId,
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

stands_as_a_number!(MessageId, NoticeId, SubscriptionId, UpdateId, UserId);

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

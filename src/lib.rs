//! linli (邻里) finds the printed passage that answers a resident's question, word for word, with source and date.
//!
//! **What flows in**: a folder of text files (notices, newspaper pages, tables of words), and what residents and operators say in a chat.
//! **What flows out**: passages of those files, as messages with buttons. Nothing is generated: what is not in print is
//! named as missing.
//!
//! # The map
//!
//! Below, the modules stand in the order in which data flows. A module imports only modules above it; `tests/it/tidy.rs` holds
//! that rule. Each module's page says what it is for, what it knows nothing of, what flows in and what flows out.
//!
//! - Ground: `content_hash`, `atomic_file`, `file_identity`, [`article`], [`diagnostic`], `table`, [`cancellation`], `text`. An article,
//!   what may be wrong with a file, and text cut on character borders.
//! - What texts speak of: `calendar`, [`places`], [`services`]. The same words are read in articles and in questions.
//! - From files to the index: [`intake`], `passage`, `privacy`, `meaning`, `index`. Files become articles, articles become
//!   passages and vectors, all of it is found again by terms and filters.
//! - From a question to an answer: [`question`], `ranking`, [`answer`], [`knowledge_base`], [`evaluation`]. Understood,
//!   ranked, decided; the knowledge base is the door, evaluation measures what comes out of it.
//! - What is said: [`messaging`], [`reply`]. The contract between conversation and networks, and every sentence.
//! - What keeps and watches: [`listener`], [`telemetry`], [`store`]. HTTP within limits, log and metrics, the database.
//! - Who talks: `review`, [`conversation`], [`operators`]. What is handed in, residents, operators.
//! - How it travels: [`delivery`], [`telegram`], `terminal`. Queues that lose nothing, and the networks.
//! - Put together: `config`, [`cli`]. The environment, and a file for each command.
//!
//! # One question
//!
//! [`telegram`] brings an update, [`delivery`] stores it before it is confirmed and hands it on in its chat's turn.
//! [`operators`] look whether it is theirs; it is not, so [`conversation`] adds what was said before and asks the
//! [`knowledge_base`]. There [`question`] understands it, `ranking` orders the articles that the `index` offers, and [`answer`]
//! decides what may be said. [`reply`] words it, [`delivery`] queues the messages and sends them through the same network.
//!
//! # One page
//!
//! A file lies in the folder. [`operators`] notice it, [`intake`] splits it into articles and says what is unsure,
//! [`knowledge_base`] makes the next generation of the `index` beside the one that serves. The folder's cases are put to both
//! ([`evaluation`]); what would answer worse waits for an operator's word. Then one takes the place of the other.
//!
//! # One press
//!
//! A button carries an action of [`messaging`], which the network keeps in its own few bytes. Pressed, it comes back
//! as an update does. [`conversation`] finds what had been shown, in memory or in the [`store`], and does what the
//! action says; what an operator pressed goes to [`operators`], and to `review` for what is handed in.
//!
//! `docs/architecture.md` walks the three paths file by file and says where typical changes go; `docs/glossary.md` explains the words.

pub(crate) mod content_hash;
pub(crate) mod atomic_file;
pub(crate) mod file_identity;
pub mod article;
pub mod diagnostic;
pub(crate) mod table;
pub mod cancellation;
pub(crate) mod text;
pub(crate) mod calendar;
pub mod places;
pub mod services;
pub mod intake;
pub(crate) mod passage;
pub(crate) mod privacy;
pub(crate) mod meaning;
pub(crate) mod index;
pub mod acts;
pub mod question;
pub(crate) mod ranking;
pub mod answer;
pub mod knowledge_base;
pub mod evaluation;
pub mod messaging;
pub mod reply;
pub mod listener;
pub mod telemetry;
pub mod store;
pub(crate) mod review;
pub mod conversation;
pub mod operators;
pub mod delivery;
pub mod telegram;
pub(crate) mod terminal;
pub(crate) mod config;
pub mod cli;

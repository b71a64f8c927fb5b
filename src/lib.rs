//! linli (邻里) finds the printed passage that answers a resident's question, word for word, with source and date.
pub mod article;
pub mod problem;
pub mod text;
pub mod services;
pub mod passage;
pub mod answer;
pub mod question;
pub mod knowledge_base;
pub mod reply;
pub mod conversation;
pub mod cli;

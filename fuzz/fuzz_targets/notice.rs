//! Any bytes are a notice: reading never panics, and what was read is written so that it reads back the same.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use linli::{
    intake::{ReadContext, read_notice, write_notice},
    places::Places,
    services::Services,
};

static PLACES: LazyLock<Places> = LazyLock::new(Places::builtin);
static SERVICES: LazyLock<Services> = LazyLock::new(Services::builtin);

fuzz_target!(|bytes: &[u8]| {
    let reading = ReadContext { places: &PLACES, services: &SERVICES };
    let read = read_notice("articles/fuzz.md", bytes, &reading);
    for article in &read.articles {
        let written = write_notice(article);
        let again = read_notice("articles/fuzz.md", written.as_bytes(), &reading);
        let again = again.articles.first().expect("what was written can be read");
        assert_eq!((&again.title, &again.body), (&article.title, &article.body), "{written}");
    }
});

//! What the oddest messages cost: none may keep a processor busy for long.

use std::time::Duration;

use linli::knowledge_base::{KnowledgeBase, KnowledgeBaseOptions};

use crate::workplace::{Workplace, ask, shipped};

/// Of processor time, in a program that is not optimised; the dearest took a small part of it when this was written.
const DEAREST: Duration = Duration::from_secs(5);
/// What Telegram lets through.
const LONGEST: usize = 4096;

fn busy() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap())
}

#[test]
fn no_message_is_dear() {
    let place = Workplace::new();
    let options = KnowledgeBaseOptions { knowledge: shipped(), ..place.options() };
    let knowledge = KnowledgeBase::open(&options).unwrap().0;
    ask(&knowledge, "平城区哪里有免费理发");
    let shapes = [
        "的",
        "理",
        "1",
        "139",
        "大同市平城区",
        "城区",
        "凯德世家社区",
        "？",
        "哪里理发？",
        "还有哪里理发",
        "2024年10月18日",
        "10月",
        "明天",
        "着火",
        "救命",
        "a",
        "a ",
        " ",
        "\n",
        "理发\n",
        "🙂",
        "𠀀",
        "é",
        "，",
        "。",
        "(",
        "<b>",
        "免费体检义诊",
    ];
    let mut costs: Vec<(Duration, &str)> = shapes
        .iter()
        .map(|shape| {
            let text: String = shape.chars().cycle().take(LONGEST).collect();
            let before = busy();
            ask(&knowledge, &text);
            (busy() - before, *shape)
        })
        .collect();
    costs.sort_by_key(|(cost, _)| std::cmp::Reverse(*cost));
    assert!(costs.iter().all(|(cost, _)| *cost < DEAREST), "{costs:?}");
}

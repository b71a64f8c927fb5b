//! What an operator reads after a reload: counts, and what to mend in which file.
//!
//! Knows nothing of how files are read.

use crate::problem::{Problem, Severity};

pub(crate) fn loaded(added: usize, changed: usize, removed: usize, total: usize) -> String {
    format!("重新读完了。新添{added}条，改了{changed}条，去掉{removed}条，现在一共{total}条。")
}

pub(crate) fn took(seconds: f64) -> String {
    format!("用了{seconds:.1}秒。")
}

pub(crate) const NO_PROBLEMS: &str = "没发现问题。";

pub(crate) fn problems(count: usize, shown: usize) -> String {
    if count > shown {
        format!("有{count}处要看看，先列{shown}处：")
    } else {
        format!("有{count}处要看看：")
    }
}

pub(crate) fn problem(problem: &Problem) -> String {
    let line = problem.line.map(|line| format!("第{line}行")).unwrap_or_default();
    let weight = match problem.severity {
        Severity::Error => "没用上",
        Severity::Warning => "提醒",
    };
    format!("{}{line}（{weight}）：{}\n　怎么办：{}", problem.file, problem.problem, problem.remedy)
}

pub(crate) fn reload_failed(reason: &str) -> String {
    format!("没换成，现在用的还是原来的内容。\n原因：{reason}")
}

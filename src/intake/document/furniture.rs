//! What stands around an article on a web page or behind a message that was copied: menus, buttons, credits, and the
//! line with which everything else begins.
//!
//! Knows nothing of the article.

use super::DocumentLine;
use crate::text::spans::{char_count, squeezed};

/// No line of furniture is longer.
const LONGEST: usize = 60;
/// Characters from which on a line of links is a sentence of its own.
const LINKED_SENTENCE: usize = 40;

/// How lines begin that are buttons, counters, credits, ways through the site.
const BEGINNINGS: &[&str] = &[
    "分享到",
    "分享至",
    "分享：",
    "字号",
    "字体",
    "【字体",
    "打印",
    "【打印",
    "[打印",
    "关闭",
    "【关闭",
    "返回顶部",
    "收藏",
    "【收藏",
    "点赞",
    "扫一扫",
    "扫码关注",
    "点击蓝字",
    "点击上方",
    "点击关注",
    "长按识别",
    "长按二维码",
    "当前位置",
    "您的位置",
    "您现在的位置",
    "您当前的位置",
    "现在位置",
    "所在位置",
    "位置：",
    "责任编辑",
    "责编",
    "编辑：",
    "编辑:",
    "编辑|",
    "编辑｜",
    "审核：",
    "校对",
    "审校",
    "一审",
    "二审",
    "三审",
    "监制",
    "美编",
    "浏览次数",
    "浏览量",
    "点击数",
    "访问量",
    "阅读次数",
    "首页>",
    "首页 >",
    "首页»",
    "本文原标题",
    "加载中",
    "[toc]",
    "评论",
    "关注",
    "已下载",
    "登录",
    "注册",
    "用微信扫描",
    "a+",
    "繁体",
];
/// Whole lines.
const WHOLE: &[&str] = &[
    "目录",
    "目 录",
    "大",
    "中",
    "小",
    "标准",
    "超大",
    "分享",
    "赞",
    "在看",
    "赏",
    "复制",
    "回复",
    "举报",
    "+复制链接",
    "×",
    "x",
    "‹",
    "›",
    "top",
    "首页",
    "更多",
    "更多>>",
    "繁體",
    "简体",
    "正文",
    "隐藏边栏",
    "查看评论",
    "放大",
    "缩小",
    "默认",
    "上一版",
    "下一版",
    "pdf",
];

/// How lines begin behind which the article is over: other articles, comments, the site's own words.
const ENDS: &[&str] = &[
    "上一篇",
    "下一篇",
    "上一条",
    "下一条",
    "上篇：",
    "下篇：",
    "前一篇",
    "后一篇",
    "相关阅读",
    "相关新闻",
    "相关文章",
    "相关推荐",
    "推荐阅读",
    "延伸阅读",
    "更多阅读",
    "热门推荐",
    "热门文章",
    "热点新闻",
    "最新文章",
    "猜你喜欢",
    "网友评论",
    "网友跟帖",
    "全部评论",
    "最新评论",
    "精选留言",
    "热门评论",
    "留言与评论",
    "发表评论",
    "我要评论",
    "写下你的留言",
    "写留言",
    "评论（",
    "评论(",
    "条评论",
    "版权声明",
    "特别声明",
    "免责声明",
    "声明：本",
    "声明:本",
    "copyright",
    "版权所有",
    "©",
    "友情链接",
    "网站地图",
    "喜欢此内容的人还喜欢",
    "预览时标签不可点",
    "微信扫一扫",
    "继续滑动看下一个",
    "阅读原文",
    "跟贴",
    "跟帖",
    "返回搜狐",
    "特此声明：本网",
    "本文来源于网络",
    "转载请注明",
    "未经授权",
    "文明上网",
];
/// What no article says, wherever it stands in a line.
const IMPRINTS: &[&str] =
    &["icp备", "icp证", "公网安备", "网安备", "版权所有", "网站标识码", "all rights reserved"];

/// A line that is no part of the article.
pub(super) fn is_furniture(line: &DocumentLine<'_>) -> bool {
    let text = squeezed(line.text).to_lowercase();
    let length = char_count(&text);
    if names_attachment(&text) {
        return false;
    }
    // Of a line of links, only what is a sentence is the article's.
    if line.mark.is_linked {
        return !(line.is_prose_of_links(length));
    }
    length <= LONGEST
        && !ends_a_sentence(&text)
        && BEGINNINGS.iter().any(|word| text.starts_with(&squeezed(word)))
        || WHOLE.iter().any(|word| text == squeezed(word))
        || is_count(&text)
        || is_imprint(&text)
        || is_page_of_contents(line.text)
        || !text.chars().any(char::is_alphanumeric)
}

/// The article is over before this line.
pub(super) fn ends_article(line: &DocumentLine<'_>) -> bool {
    let text = squeezed(line.text).to_lowercase();
    let counts_readers = text.strip_prefix("阅读").is_some_and(|rest| {
        !rest.is_empty()
            && rest.chars().all(|character| character.is_ascii_digit() || "+万次:：".contains(character))
    });
    let begins = ENDS.iter().any(|word| text.starts_with(word));
    begins && (char_count(&text) <= LONGEST || text.starts_with("特别声明") || text.starts_with("声明"))
        || counts_readers
        || is_imprint(&text)
}

/// 附件：1.值班表.pdf is the article's though it is a link.
pub(super) fn names_attachment(text: &str) -> bool {
    const FILES: &[&str] = &[".doc", ".docx", ".pdf", ".xls", ".xlsx", ".zip", ".rar", ".wps"];
    text.starts_with("附件") || FILES.iter().any(|ending| text.contains(ending))
}

/// 19跟贴, 赞(3)
fn is_count(text: &str) -> bool {
    let word =
        text.trim_matches(|character: char| character.is_ascii_digit() || "()（）+".contains(character));
    ["跟贴", "跟帖", "评论", "条评论", "赞", "回复", "阅读", "分享", "收藏"].contains(&word)
}

/// The site's own line at the foot of its pages.
pub(super) fn is_imprint(text: &str) -> bool {
    IMPRINTS.iter().any(|word| text.contains(word)) && !ends_a_sentence(text)
}

fn ends_a_sentence(text: &str) -> bool {
    text.ends_with(['。', '！', '？'])
}

/// 一、指导思想 ...... 1
fn is_page_of_contents(text: &str) -> bool {
    let text = text.trim_end_matches(|character: char| character.is_ascii_digit() || character == ' ');
    text.ends_with("....")
        || text.ends_with("……")
            && char_count(text) < LONGEST
            && !text.contains(['，', '。'])
            && text.ends_with("…………")
}

impl DocumentLine<'_> {
    fn is_prose_of_links(&self, length: usize) -> bool {
        length >= LINKED_SENTENCE && self.text.contains(['，', '。']) || ends_a_sentence(self.text)
    }
}

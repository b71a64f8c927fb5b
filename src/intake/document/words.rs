//! What single lines of notices and web pages look like: a sentence, the end of a title, the name of an office, of a site.
//!
//! Knows nothing of where a line stands.

use crate::text::spans::{char_count, last_chars};

/// Characters of the shortest line that is a sentence for sure.
const SENTENCE: usize = 12;

/// Words in which the titles of notices end.
const KINDS: &[&str] = &[
    "通知",
    "通告",
    "公告",
    "公示",
    "通报",
    "启事",
    "倡议书",
    "倡议",
    "方案",
    "汇报",
    "材料",
    "报告",
    "总结",
    "简介",
    "一览表",
    "办法",
    "细则",
    "须知",
    "提示",
    "公约",
    "告知书",
    "公开信",
    "指南",
    "攻略",
    "安排",
    "名单",
    "计划",
    "意见",
    "决定",
    "函",
    "纪要",
    "请示",
    "批复",
    "说明",
    "预告",
    "招聘",
    "章程",
    "规定",
    "声明",
    "邀请函",
    "一封信",
    "明白纸",
    "规程",
    "制度",
];

/// Words in which the names of offices, firms and clubs end.
const OFFICES: &[&str] = &[
    "政府",
    "委员会",
    "办事处",
    "居委会",
    "村委会",
    "村委",
    "公司",
    "中心",
    "局",
    "厅",
    "社区",
    "物业",
    "管理处",
    "服务处",
    "服务站",
    "卫生院",
    "医院",
    "卫生所",
    "派出所",
    "合作社",
    "党支部",
    "党委",
    "协会",
    "学校",
    "小学",
    "中学",
    "幼儿园",
    "大队",
    "中队",
    "业委会",
    "办公室",
    "办",
    "部",
    "联合会",
    "残联",
    "妇联",
    "总工会",
    "工会",
    "图书馆",
    "文化馆",
    "博物馆",
    "体育馆",
    "文化站",
    "供电所",
    "街道",
    "支队",
    "指挥部",
    "领导小组",
    "集团",
    "银行",
    "支行",
    "基金会",
    "志愿者协会",
    "商会",
    "筹备组",
    "理事会",
    "村",
    "镇",
    "乡",
    "报社",
];

/// Words in which the names of sites end, and the whole names of columns.
const SITES: &[&str] = &[
    "网",
    "网站",
    "政府",
    "办事处",
    "委员会",
    "中心",
    "院",
    "局",
    "频道",
    "首页",
    "公众平台",
    "报",
    "在线",
    "新闻",
    "门户",
    "公司",
    "镇",
    "乡",
    "街道",
    "区",
    "县",
    "市",
    "订阅",
    "号",
    "社区",
    "公众号",
    "客户端",
    "paper",
    "数字报",
    "电子报",
    "厅",
    "学校",
    "大学",
];
const COLUMNS: &[&str] = &[
    "通知公告",
    "通知",
    "公告",
    "公示公告",
    "工作动态",
    "新闻动态",
    "新闻中心",
    "首页",
    "正文",
    "要闻",
    "头条",
    "政务",
    "通知通告",
    "政务公开",
    "社区动态",
    "便民服务",
    "新闻",
    "图片新闻",
    "公示",
    "信息公开",
    "本地新闻",
    "民生",
];

/// A line that says something rather than names it.
pub(super) fn is_prose(text: &str) -> bool {
    char_count(text) >= SENTENCE && text.contains(['，', '。', '！', '？', '；', ','])
}

/// 关于开放暑期托管班报名的通知, 倡议书.
pub(super) fn ends_as_title(text: &str) -> bool {
    let text = text.trim_end_matches(['）', ')', '》', '”', '！', '!']);
    let text = text.split(['（', '(']).next().unwrap_or(text);
    KINDS.iter().any(|kind| text.ends_with(kind))
}

/// A title, judged by the line alone: no stop at its end, no value behind a colon, no number before it.
pub(super) fn may_be_title(text: &str) -> bool {
    let length = char_count(text);
    let ends = text.ends_with(['。', '；', '，', '：', ':', ';', ',', '、', '|']);
    let is_value =
        text.split_once(['：', ':']).is_some_and(|(key, value)| char_count(key) <= 6 && is_value(value));
    (2..=70).contains(&length)
        && !ends
        && !is_value
        && !is_numbered(text)
        && text.chars().any(crate::text::spans::is_han)
}

/// 疫苗来了！六十岁以上的快看: a headline, though it has stops.
pub(super) fn may_be_headline(text: &str) -> bool {
    const LONGEST: usize = 40;
    may_be_title(text)
        && char_count(text) <= LONGEST
        && !text.contains('。')
        && !text.ends_with(['！', '？', '!', '?'])
}

/// 电话：8200000 says a thing; 榕江：群众看病更方便 heads an article.
fn is_value(value: &str) -> bool {
    value.chars().any(|character| character.is_ascii_digit())
        || char_count(value) < 6
        || ends_as_office(value)
}

/// 一、…, （二）…, 3. …: a part of the document.
pub(super) fn is_numbered(text: &str) -> bool {
    let bare = text.trim_start_matches(['（', '(', '第']);
    let number = bare
        .chars()
        .take_while(|character| "一二三四五六七八九十".contains(*character) || character.is_ascii_digit());
    let rest: String = bare.chars().skip(number.clone().count()).take(1).collect();
    number.count() > 0 && (["、", "）", ")", "．", "章", "条"].contains(&rest.as_str()) || rest == ".")
}

/// Whom the document speaks to: 各位居民：, 尊敬的业主：.
pub(super) fn is_salutation(text: &str) -> bool {
    const WHOM: &[&str] = &[
        "各",
        "尊敬的",
        "亲爱的",
        "广大",
        "全体",
        "致",
        "乡亲",
        "居民",
        "业主",
        "村民",
        "市民",
        "同志",
        "邻居",
        "家长",
        "朋友",
        "用户",
        "单位",
    ];
    text.ends_with(['：', ':', '！'])
        && char_count(text) <= 40
        && WHOM.iter().any(|word| text.contains(word))
        && !is_prose(text)
}

/// The name of an office and nothing else.
pub(super) fn is_office(text: &str) -> bool {
    let length = char_count(text);
    (3..=40).contains(&length)
        && !text.contains(['，', '。', '：', ':', '、', '；', '！', '？', ',', '“', '—'])
        && ends_as_office(text)
        && !is_numbered(text)
}

fn ends_as_office(text: &str) -> bool {
    let text = text.trim_end_matches(['）', ')', '章']).trim();
    OFFICES.iter().any(|office| text.ends_with(office) && char_count(text) > char_count(office))
}

/// The name of a site or of a column of it: what stands behind a title.
pub(super) fn is_site(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    COLUMNS.contains(&text.as_str()) || SITES.iter().any(|site| text.ends_with(site)) && !ends_as_title(&text)
}

/// Where anybody publishes: not the source of what is published there.
pub(super) fn is_platform(text: &str) -> bool {
    ["公众平台", "网易", "搜狐", "今日头条", "百家号", "微信", "首页"].iter().any(|name| text.contains(name))
}

/// A name behind 来源：; 本站原创 and 网络 name nobody.
pub(super) fn is_source(text: &str) -> bool {
    let length = char_count(text);
    let nobody = ["本站", "原创", "网络", "互联网", "未知", "转载", "本网", "不详", "admin", "管理员"];
    (2..=40).contains(&length)
        && !nobody.contains(&text)
        && !["本站", "原创"].iter().any(|word| text.starts_with(word))
        && !last_chars(text, 1).contains(['，', '。'])
}

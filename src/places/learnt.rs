//! Communities, estates and roads that the tree lacks, learnt from their suffix: 桃南二社区, 魏都新城小区, 南兴路.
//!
//! Knows nothing of what the text as a whole is about.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
    sync::LazyLock,
};

use super::{
    How,
    recognise::{Found, Reader, Spot},
    tree::{Level, NodeId},
};
use crate::text::spans::{char_count, is_han, slice};

/// What a name with this ending is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Suffix {
    /// Where people live, or a house they go to.
    Home,
    /// A village: too often an everyday word to stand without a chain.
    Village,
    /// A road: said of a place that is not in the tree of communities.
    Road,
}

const SUFFIXES: [(&str, Suffix); 26] = [
    ("社区", Suffix::Home),
    ("小区", Suffix::Home),
    ("家园", Suffix::Home),
    ("嘉园", Suffix::Home),
    ("佳园", Suffix::Home),
    ("花园", Suffix::Home),
    ("公寓", Suffix::Home),
    ("大院", Suffix::Home),
    ("大厦", Suffix::Home),
    ("佳苑", Suffix::Home),
    ("嘉苑", Suffix::Home),
    ("雅苑", Suffix::Home),
    ("新苑", Suffix::Home),
    ("馨苑", Suffix::Home),
    ("苑", Suffix::Home),
    ("街道", Suffix::Home),
    ("村", Suffix::Village),
    ("镇", Suffix::Village),
    ("乡", Suffix::Village),
    ("大街", Suffix::Road),
    ("大道", Suffix::Road),
    ("胡同", Suffix::Road),
    ("南路", Suffix::Road),
    ("路", Suffix::Road),
    ("街", Suffix::Road),
    ("巷", Suffix::Road),
];

/// Words before which no name begins: they end the way back from the suffix.
const STOPS: &str = "
在 到 和 与 及 以及 或 或者 向 进 入 驻 访 送 抵 赴 回 离 出 建 管 创 帮 助 请 办 做 靠 沿 沿着 经 朝 往 距 临 属 系 叫 称 住 住在 买 租 卖 见 看 找 问 想 要 会 能 可 应 须 需 使 令 是 的 对 由 将 为 等
该 各 多 多个 个 本 全 每 这 那 某 有 从 把 被 让 给 则 并 也 还 又 就 都 去 来 走 位 于 位于 以 了 着 过 内 中 上 下 前 后 们 我 你 他 她 它 您 咱 哪 几 两 一 条 座 处 家 名 所 地 得 之 其 此 同 跟 当 比 像 如 比如 例如 包括 尤其
走进 走入 进入 来到 前往 深入 设在 落户 搬进 搬到 入住 回到 来自 组织 联合 协调 帮助 邀请 通过 慰问 走访 服务 打造 建设 创建 推动 推进 促进 关爱 关心 结合 围绕 针对 根据 按照 依托 通知 告诉 了解 介绍 表示 认为 构建 建立 建成 成立 开展 举办 举行 参加 参与 加入 融入 支持 指导 协助 配合 会同 携手 共建 共同 共创 管理 改造 完成 实现 提升 完善 加强 做好 负责 协商 入户 上门 到达 返回 辐射 覆盖 惠及 涉及 对接 选择 选取 推荐 确定 评选 展现 营造 称赞 感谢 祝福 温暖 情暖 致谢 宣传 引导 鼓励 呼吁 提醒 发现 看到 听说 请问 想问 知道
居民 市民 群众 辖区 干部 记者 本报讯 主任 书记 老人 老人们 党员 志愿者 员工 工作人员 网格员 街道 社区 小区 村 镇 乡 单位 公司 企业 业主 住户 住宅 居委会 物业 医院 学校 学生 孩子 孩子们 队员 医生 律师 民警 代表 负责人 主席 经理 会长 成员 人员 团队 同志 朋友 阿姨 大爷 大妈 女士 先生
近日 日前 昨日 昨天 当天 当日 今天 今日 明天 上午 下午 晚上 中午 早上 同时 此外 目前 随后 现场 期间 年 月 日 时 点 以来 连日来 近年来 去年 今年 明年 本月 上月 现在 日常 活动 时间 地点 地址 报名 电话 联系
一个 两个 三个 四个 五个 几个 多家 各个 哪个 哪些 哪 哪里 哪儿 什么 这个 那个 每个 某个 整个 这些 那些 咱们 我们 他们 她们 你们 大家 自己 所在 附近 周边 旁边 全市 全区 全县 全省 全国 我市 我区 我县 我省 本市 本区 我家 我们家 其他 其它 其中 相关 有关 不同 所有 所属 下属 不少 许多 很多 部分 一些 另外 首个 首批 第一 原来 原有 现有 但 而 但是 因为 所以 如果 虽然 已 已经 正在 正 曾 再 只 仅 刚 刚刚 都是 就是 还有 没有 有没有 不是 可以 能否 是否 不仅 特别 非常 十分 直接 分别 陆续 先后 继续 积极 努力 全面 充分 一起 一同 那边 这边 那里 这里 距离 通往 途经 东 西 南侧 北侧 东侧 西侧 对面 门口 路口 至 号 楼 栋 单元 里面 外面
";

/// What may stand before a suffix without being a name.
const GENERIC: &str = "
智慧 老旧 和谐 幸福 美丽 美好 文明 平安 绿色 示范 无障碍 封闭 封闭式 开放 开放式 高档 居民 住宅 城市 农村 新建 辖区 周边 附近 相关 中心 试点 虚拟 网络 学习 儿童友好 友好 生态 现代 品质 宜居 无烟 书香 法治 健康 完整 未来 共享 温馨 精神 温暖 共同 绿化 花园式 文化 科技 创新 国际 老年 青年 单身 人才 员工 职工 学生 廉租 后 机关 家属 军区 四合 深宅 图书 商务 办公 中央 政务 行政 自然 示范 贫困 美丽 空心 城中 乡 农 山 旅游 古 特色 专业 传统 重点 建制 乡 强 名 大 小 老 新 中心 数字 红色 党建 先进 优秀 十佳 最美 无物业 无主管 弃管 老旧 大型 小型 多层 高层 商品房 安置 拆迁 回迁 保障房 公租房 经济适用房 全封闭 便民
铁 公 网 思 道 马 出 套 线 电 水 气 油 半 门 一 岔 弯 小 土 柏油 水泥 沥青 高速 快速 主干 人行 步行 商业 小吃 美食 步行商业 背 后 前 主 次 支 大 长 老 新 致富 产业 幸福 小康 探索 创业 发展 改革 求职 回家 回乡 上学 上班 一条 条条 沿 整条 逛 上 过 指 引 带 同 顺 迷 绕 让 思想 学习 出行 盲 环 里 街头 小街 大街 穷 陋 空 深 街 小 巷
";

static STOP_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| STOPS.split_whitespace().collect());
static GENERIC_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| GENERIC.split_whitespace().collect());

/// A name with a suffix, and the mention directly before it.
struct Candidate {
    range: Range<usize>,
    suffix: Suffix,
    /// Position in the list of named places.
    chained_to: Option<usize>,
    /// Begins after a mark or a chain, so that its beginning is sure.
    clean: bool,
}

/// Adds what the tree lacks to what it holds; ordered, without overlaps.
pub(super) fn with_learnt(reader: &Reader<'_>, mut named: Vec<Found>) -> Vec<Found> {
    let mut candidates = candidates(reader, &named);
    trim_to_clean(reader, &mut candidates);
    let mut replaced = HashSet::new();
    let mut parents: HashMap<&str, Vec<Spot>> = HashMap::new();
    let mut added: Vec<Found> = Vec::new();
    for candidate in &candidates {
        let mut range = candidate.range.clone();
        let name = slice(reader.text, range.clone());
        // A name of the tree inside the learnt one is a piece of it.
        let inside = |found: &Found| found.range.start < range.end && range.start < found.range.end;
        let pieces: Vec<usize> =
            named.iter().enumerate().filter(|(_, found)| inside(found)).map(|(at, _)| at).collect();
        let namesakes =
            pieces.iter().filter_map(|&at| named.get(at)).filter(|found| found.range.end == range.end);
        let mut spots: Vec<Spot> = Vec::new();
        let known = namesakes.flat_map(|found| found.spots.clone()).collect::<Vec<_>>();
        match candidate.chained_to.and_then(|at| named.get(at)) {
            Some(outer) => {
                spots.extend(outer.spots.iter().map(|spot| below(spot, name)));
                range.start = outer.range.start;
                replaced.extend(candidate.chained_to);
                parents.insert(name, spots.clone());
            }
            None => match parents.get(name) {
                Some(before) => spots.extend(before.iter().cloned()),
                None => spots.push(Spot {
                    node: reader.surroundings(context_before(reader, &named, range.start)),
                    leaf: Some(name.into()),
                }),
            },
        }
        spots.extend(known);
        replaced.extend(pieces);
        added.push(Found {
            range,
            certain: spots.first().is_some_and(|spot| spot.node.is_some()),
            spots,
            how: How::Learnt,
        });
    }
    let mut at = 0;
    named.retain(|_| (!replaced.contains(&at), at += 1).0);
    named.extend(added);
    named.sort_by_key(|found| (found.range.start, std::cmp::Reverse(found.range.end)));
    let mut end = 0;
    named.retain(|found| {
        let free = found.range.start >= end;
        if free {
            end = found.range.end;
        }
        free
    });
    named
}

fn below(outer: &Spot, name: &str) -> Spot {
    // A road or an estate is no step of the tree: 胜利东街铁路小区 lies where 胜利东街 lies.
    Spot { node: outer.node, leaf: Some(name.into()) }
}

/// The last certain place of the home city before `start`, at least a district.
fn context_before(reader: &Reader<'_>, named: &[Found], start: usize) -> Option<NodeId> {
    let tree = &reader.places.tree;
    let home = |node: NodeId| {
        tree.level(node) >= Level::District && reader.city.is_none_or(|city| tree.is_within(node, city))
    };
    let before = named.iter().rev().skip_while(|found| found.range.start >= start);
    let mut certain = before.filter(|found| found.certain);
    certain.find_map(|found| found.spots.first().and_then(|spot| spot.node).filter(|&node| home(node)))
}

fn candidates(reader: &Reader<'_>, named: &[Found]) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut after = 0;
    for at in 0..reader.characters.len().saturating_sub(1) {
        let start = reader.byte(at);
        let rest = slice(reader.text, start..reader.text.len());
        if start < after {
            continue;
        }
        let Some((ending, suffix)) = SUFFIXES.iter().find(|(ending, _)| rest.starts_with(ending)) else {
            continue;
        };
        let end = start + ending.len();
        if !reader.may_end(end) && !matches!(*ending, "社区" | "小区" | "街道") {
            continue;
        }
        let Some(candidate) = candidate(reader, named, start..end, *suffix) else { continue };
        after = candidate.range.end;
        found.push(candidate);
    }
    found
}

/// Walks back from a suffix to where its name begins.
fn candidate(
    reader: &Reader<'_>,
    named: &[Found],
    ending: Range<usize>,
    suffix: Suffix,
) -> Option<Candidate> {
    let rest = slice(reader.text, ending.end..reader.text.len());
    if suffix != Suffix::Home
        && ["社区", "小区", "街道", "村", "口村"].iter().any(|next| rest.starts_with(next))
    {
        return None;
    }
    let tree = &reader.places.tree;
    let last_word = reader.words.iter().rposition(|word| word.start < ending.end)?;
    let mut start = ending.start;
    let mut chained_to = None;
    let mut clean = true;
    let limit = if suffix == Suffix::Road { 4 } else { 8 };
    for word in reader.words.get(..=last_word)?.iter().rev() {
        // The piece of the word before what is already taken.
        let piece = word.start..word.end.min(start);
        if let Some(at) = named.iter().position(|found| found.range.end == start && is_outer(reader, found)) {
            chained_to = Some(at);
            break;
        }
        if piece.is_empty() {
            continue;
        }
        let text = slice(reader.text, piece.clone());
        if piece.end != start
            || !text.chars().all(|character| is_han(character) || character.is_ascii_digit())
        {
            break;
        }
        // 胜利东街铁路小区 stands in 胜利东街; 工农路北社区 is a name.
        let named_so_far = char_count(slice(reader.text, start..ending.start));
        if text.ends_with(['路', '街', '巷'])
            && named_so_far >= 2
            && suffix == Suffix::Home
            && !reader.is_community(&ending)
        {
            break;
        }
        if STOP_WORDS.contains(text) || text.chars().all(|character| character.is_ascii_digit()) {
            clean = false;
            break;
        }
        // A place of the tree that ends inside this word begins the chain.
        if let Some(at) = named.iter().position(|found| {
            piece.start < found.range.end && found.range.end < piece.end && is_outer(reader, found)
        }) {
            start = named.get(at)?.range.end;
            chained_to = Some(at);
            break;
        }
        if char_count(slice(reader.text, piece.start..ending.start)) > limit {
            clean = false;
            break;
        }
        start = piece.start;
        let whole = word.end > ending.start && char_count(slice(reader.text, start..ending.start)) >= 3;
        if whole {
            clean = false;
            break;
        }
    }
    let name = slice(reader.text, start..ending.start);
    if char_count(name) < 2 && !(chained_to.is_some() && suffix == Suffix::Village && char_count(name) == 1) {
        return None;
    }
    if GENERIC_WORDS.contains(name) || is_generic(name) || (suffix == Suffix::Village && chained_to.is_none())
    {
        return None;
    }
    // A name of the tree that reaches the end is the better reading, unless it lies in another city.
    let reaches = |found: &&Found| found.range.end >= ending.end && found.range.start < ending.end;
    if let Some(known) = named.iter().find(reaches) {
        let at_home = known.spots.first().and_then(|spot| spot.node).is_some_and(|node| {
            tree.level(node) < Level::Community || reader.city.is_some_and(|city| tree.is_within(node, city))
        });
        if known.range.start <= start
            || known.range.end > ending.end
            || at_home
            || reader.city.is_none() && !splits(reader, known)
        {
            return None;
        }
    }
    let end = ending.end + yard_number(rest);
    Some(Candidate { range: start..end, suffix, chained_to, clean })
}

fn splits(reader: &Reader<'_>, found: &Found) -> bool {
    !reader.may_end(found.range.start)
}

/// All words of the name are generic: 智慧无障碍小区.
fn is_generic(name: &str) -> bool {
    let characters: Vec<char> = name.chars().collect();
    (1..characters.len()).any(|cut| {
        let (first, second): (String, String) =
            (characters.iter().take(cut).collect(), characters.iter().skip(cut).collect());
        let plain = |part: &str| GENERIC_WORDS.contains(part) || STOP_WORDS.contains(part);
        char_count(&second) > 1 && plain(&first) && plain(&second)
    })
}

/// A place that may stand before a learnt name: 平城区, 老军营街道, 大同; not 龙城, which may be a piece of the name.
fn is_outer(reader: &Reader<'_>, found: &Found) -> bool {
    let tree = &reader.places.tree;
    let Some(node) = found.spots.first().and_then(|spot| spot.node) else { return false };
    match found.how {
        How::Official => tree.level(node) <= Level::Street,
        // 魏都 of 魏都新城小区 is no district of another city.
        How::Short => {
            let home = reader.city.is_some_and(|city| tree.is_within(node, city));
            tree.level(node) <= Level::City || (tree.level(node) == Level::District && home)
        }
        How::Alias | How::Learnt => false,
    }
}

/// Bytes of 17号院 at the beginning of `rest`.
fn yard_number(rest: &str) -> usize {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let after = slice(rest, digits..rest.len());
    let unit = ["号院", "号楼"].iter().find(|unit| after.starts_with(**unit));
    if digits == 0 { 0 } else { unit.map_or(0, |unit| digits + unit.len()) }
}

/// 帮助民生小区 is 民生小区 where the text elsewhere says so with a sure beginning.
fn trim_to_clean(reader: &Reader<'_>, candidates: &mut [Candidate]) {
    let clean: Vec<&str> = candidates
        .iter()
        .filter(|candidate| candidate.clean && candidate.suffix != Suffix::Road)
        .map(|candidate| slice(reader.text, candidate.range.clone()))
        .collect();
    for candidate in candidates {
        let name = slice(reader.text, candidate.range.clone());
        let shorter = clean
            .iter()
            .filter(|other| other.len() < name.len() && name.ends_with(**other) && char_count(other) >= 4);
        if let Some(shortest) = shorter.min_by_key(|other| other.len())
            && candidate.chained_to.is_none()
        {
            candidate.range.start = candidate.range.end - shortest.len();
        }
    }
}

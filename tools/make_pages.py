#!/usr/bin/env python3
"""make_pages.py CORPUS.jsonl OUT COUNT SEED train|dev [KIND...]: newspaper pages of other layouts and faults, with what is known
of each line (meta/N.json), for fit_page_labels.py and fit_page_choices.py.

CORPUS has an article a line: {"title", "paras": [[p|h|c, text], ...], "split"}. KINDS: one article after the other, two or
three in turn block by block, blocks of one in wrong order, an article's end behind another, rows across columns, web
copies, briefs. Names of papers, columns and people are invented.
"""
import json
import random
import sys
import os
import re
CORPUS, OUT, COUNT, SEED, SPLIT = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5]
KINDS = sys.argv[6:]
rnd = random.Random(SEED)
R = [r for r in map(json.loads, open(CORPUS, encoding='utf-8')) if r['split']
     == SPLIT and sum(len(t) for k, t in r['paras']) >= 120]
CLOSE = '，。、；：！？”’）》」】,.;:!?)'
def cw(c): return 1 if ord(c) < 128 and c not in '",:;!?()' else 2


def wrap(text, w, first=0):
    out, cur, n = [], '', first
    for c in text:
        d = cw(c)
        if n + d > 2 * w and not (c in CLOSE and n + d <= 2 * w + 2):
            out.append(cur)
            cur = ''
            n = 0
        cur += c
        n += d
    if cur:
        out.append(cur)
    return out


NAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'
GIV = '小河大江平芳伟强敏静丽军磊洋勇艳杰娟涛明超兰霞峰'
def name(): return rnd.choice(NAMES) + ''.join(rnd.choice(GIV) for _ in range(rnd.choice([1, 2, 2])))


PAPERS = ['河东晚报', '清河日报', '江南都市报', '临水晨报', '青川商报', '安平时报', '老城生活报', '石桥社区报', '东湖周刊', '滨海新报']
COLS = [
    '社区新闻',
    '民生关注',
    '综合',
    '本地要闻',
    '城事',
    '基层来信',
    '简讯',
    '一周快览',
    '街谈巷议',
    '文明实践',
    '市民服务',
    '讲述',
    '热点追踪',
    '新春走基层',
    '便民信息',
    '志愿之光',
    '我们的节日',
    '身边榜样']
ADS = [
    '遗失声明 {n}遗失身份证一张，声明作废。',
    '招聘保安数名，待遇面议，电话：{d}',
    '旺铺出租 位置佳 {d}',
    '家电维修 上门服务 {d}',
    '疏通管道 开锁换锁 随叫随到 {d}',
    '本报广告刊登热线：{d}',
    '公 告',
    '出售二手叉车，价格面议。联系人：{n} {d}',
    '律师提醒：以上信息由客户提供，请核实后交易',
    '{n}，男，身份证号丢失，特此声明。',
    '注销公告 某某商贸有限公司拟注销，请债权人四十五日内申报债权。',
    '专业搬家 {d} 价格合理']
FURN = [
    '第{k}版',
    '{k}版',
    'A{k:02}',
    '{y}年{m}月{d2}日',
    '{y}年{m}月{d2}日 星期{w}',
    '{p}',
    '责编 {n} 美编 {n2}',
    '责任编辑：{n} 校对：{n2}',
    '本版编辑/{n} 版式/{n2}',
    '投稿邮箱：news@paper.example',
    '新闻热线：{d}',
    '{p} {y}.{m}.{d2} {c}',
    '编辑：{n}　电话：{d}',
    '{c} {k}',
    '主编：{n}',
    '国内统一连续出版物号CN 00-0000',
    '{y}-{m:02}-{d2:02}',
    '今日{k}版',
    '星期{w}',
    'www.paper.example']
WEBTOP = [
    '您所在的位置：首页 > 新闻 > {c}',
    '首页 » {c} » 正文',
    '{c}',
    '返回首页',
    '字体：大 中 小',
    '{y}-{m:02}-{d2:02} {k}:30',
    '来源：{p}',
    '时间：{y}-{m:02}-{d2:02}　来源：{p}　编辑：{n}',
    '发布日期：{y}年{m}月{d2}日',
    '阅读量：{k}23',
    '【字体：小 中 大】',
    '作者：{n} 来源：{p}',
    'A+ A-',
    '稿源：{p} 阅读 1{k}4']
WEBEND = ['责任编辑：{n}', '编辑：{n}', '分享：', '微信扫一扫 分享朋友圈', '相关新闻', '上一条：无', '下一条：更多', '点赞 收藏 评论',
          '打印 关闭', '声明：本网转载仅为传递信息', 'Copyright © {y} {p} 版权所有', '来源：{p}', '扫一扫在手机打开当前页', '举报', '热门评论']
JUMP = ['（下转第{k}版）', '（上接第{k}版）', '▶▶下转{k}版', '(下转{k}版)', '上接A{k}版', '→紧接第{k}版']


def fill(t):
    return t.format(n=name(), n2=name(), d='0' + str(rnd.randint(300, 999)) + '-' + str(rnd.randint(1000000, 9999999)), k=rnd.randint(1, 16),
                    y=rnd.randint(2015, 2025), m=rnd.randint(1, 12), d2=rnd.randint(1, 28), w=rnd.choice('一二三四五六日'), p=rnd.choice(PAPERS), c=rnd.choice(COLS))


def short_title(t):
    parts = [x for x in re.split(r'[ 　，：！？]|——|\|', t) if len(x) >= 4]
    if not parts:
        return t
    p = rnd.choice(parts)
    return p[:18]


class Style:
    pass


def style(kind):
    s = Style()
    s.kind = kind
    s.w = rnd.choice([9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20, 21, 22, 23, 24, 26, 28])
    s.form = rnd.choice(['wrap', 'wrap', 'wrap', 'join', 'joinspace', 'para'])
    s.indent = rnd.choice(['printed', 'lost', 'lost', 'none'])
    s.blank = rnd.choice(['none', 'blocks', 'blocks', 'every', 'random'])
    s.byline = rnd.choice(['none', 'none', 'none', 'lead', 'lead', 'lead2', 'before', 'end', 'paren', 'mixed'])
    s.title = rnd.choice(['full', 'short', 'short', 'echo', 'mixed'])
    s.tw = rnd.choice([8, 9, 10, 11, 12, 14, 16, 18, 22, 30])
    s.kick = rnd.choice([0, 0, .3, .6])
    s.sub = rnd.choice([0, 0, .3, .6])
    s.sec = rnd.choice([0, 0, .2, .6])
    s.secmark = rnd.choice(['{}', '{}', '■{}', '◆{}', '●{}', '【{}】', '一、{}', '▍{}'])
    s.cap = rnd.choice([0, 0, .3, .6])
    s.capmark = rnd.choice(['{}', '{}', '图为{}', '▲{}', '{}（资料图）', '（图：{}）'])
    s.list = rnd.choice([0, 0, 0, .25])
    s.cut = rnd.choice([200, 350, 600, 1200])
    s.quotes = rnd.choice(['curly', 'curly', 'straight'])
    s.ascii = rnd.random() < .3
    s.ocr = rnd.choice([0, 0, 0.002, 0.006])
    s.space = rnd.choice([0, 0, 0.004])
    s.ads = rnd.choice([0, 0, 1, 3])
    s.furn = rnd.choice(['top', 'bottom', 'both', 'none', 'none'])
    s.colhead = rnd.choice([0, 0, .3])
    s.colmark = rnd.choice(['{}', '【{}】', '■{}', '◆{}◆', '// {} //', '—{}—', '● {} ●'])
    s.bul = rnd.choice(['', '', '', '●', '■', '◇', '▲', '★'])
    s.late = rnd.choice([0, 0, 0, .25, .5])
    s.jump = rnd.choice([0, 0, .15])
    s.tail = rnd.choice([0, 0, .3])
    return s


def marks(t, s):
    if s.quotes == 'straight':
        t = re.sub('[“”]', '"', t)
    if s.ascii:
        for a, b in ('，,', '：:', '；;', '（(', '）)', '！!', '？?'):
            t = t.replace(a, b)
    return t


def noise(t, s):
    if s.ocr or s.space:
        o = ''
        for c in t:
            x = rnd.random()
            if x < s.ocr:
                continue
            o += c
            if x > 1 - s.space:
                o += ' '
        t = o
    return t


def build(r, s):
    """article: head [(text,role)], body lines [(text,role)] , photo [(text,role)], title info"""
    paras = []
    n = 0
    for k, t in r['paras']:
        t = t.strip()
        if not t or k == 'c':
            continue
        paras.append((k, t))
        n += len(t)
        if n > s.cut * rnd.uniform(.5, 1.5) and k == 'p':
            break
    while paras and paras[0][0] == 'h':
        paras.pop(0)
    while paras and paras[-1][0] == 'h':
        paras.pop()
    if not paras:
        return None
    tt = s.title if s.title != 'mixed' else rnd.choice(['full', 'short', 'echo'])
    title = r['title']
    if tt == 'short':
        title = short_title(title)
    if tt == 'echo':
        m = re.match(r'[^，。：；“”、（）！？]{5,20}', paras[0][1])
        title = m.group(0) if m else short_title(title)
    kick = sub = None
    others = [x for x in re.split(r'[ 　，]', r['title']) if 4 <= len(x) <= 18 and x not in title]
    if rnd.random() < s.kick:
        kick = rnd.choice(others) if others and rnd.random() < .6 else rnd.choice(
            ['河东区', '平安社区', '市民政局', '城关街道', '区总工会', '市图书馆', '社区卫生服务中心', '我省', '全市']) + rnd.choice(['', '', '积极探索', '多措并举', '开展活动'])
    if rnd.random() < s.sub:
        m = re.search(r'[^，。：；“”、（）！？]{8,20}', rnd.choice(paras)[1])
        if m:
            sub = rnd.choice(['', '——']) + m.group(0)
    head = []
    if kick:
        head.append((kick, 'kicker'))
    bul = s.bul
    for i, l in enumerate(wrap(title, s.tw) if len(title) > s.tw and rnd.random() < .75 else [title]):
        head.append(((bul if i == 0 else '') + l, 'title'))
    if sub:
        for l in (wrap(sub, s.tw) if len(sub) > s.tw and rnd.random() < .3 else [sub]):
            head.append((l, 'subtitle'))
    b = s.byline if s.byline != 'mixed' else rnd.choice(['none', 'lead', 'before', 'end', 'paren'])
    lead = ''
    pre = []
    post = []
    if b == 'lead':
        lead = rnd.choice(['本报讯（记者 {}）', '本报讯（记者{}）', '本报讯 记者{} ', '本报讯(记者 {} 通讯员 {})', '本报讯 ', '（记者 {}）'])
    if b == 'lead2':
        lead = rnd.choice(['{p}讯（记者 {}）', '本报记者{}报道 ', '新华社北京{m}月{d}日电（记者{}）', '{p}讯 '])
    lead = re.sub(
        r'\{\}', lambda m: name(), lead).replace(
        '{p}', rnd.choice(PAPERS)).replace(
            '{m}', str(
                rnd.randint(
                    1, 12))).replace(
                        '{d}', str(
                            rnd.randint(
                                1, 28)))
    if b == 'before':
        pre = [(rnd.choice(['本报记者 {}', '□记者 {}', '记者 {} 文/图', '■本报记者 {} 通讯员 {}', '本报首席记者 {}', '文／{}']), 'byline')]
    if b == 'end':
        post = [(rnd.choice(['（本报记者 {}）', '本报记者 {}', '记者 {}', '通讯员 {} {}', '（{}）']), 'byline')]
    pre = [(re.sub(r'\{\}', lambda m: name(), t), k) for t, k in pre]
    post = [(re.sub(r'\{\}', lambda m: name(), t), k) for t, k in post]
    if b == 'paren':
        paras[-1] = (paras[-1][0], paras[-1][1] + rnd.choice(['（{}）', '（记者 {}）', '（通讯员{}）']).format(name()))
    body = []
    web = s.form == 'para'
    for i, (k, t) in enumerate(paras):
        if k == 'h' or (i > 0 and rnd.random() < s.sec * .4):
            h = t if k == 'h' else (re.search(r'(?<=[，。：；“”、（）！？])[^，。：；“”、（）！？]{5,16}', t) or [None])[0]
            if h and len(h) < 30:
                body.append([s.secmark.format(h), 'shead'])
            if k == 'h':
                continue
        if i == 0:
            t = lead + t
        if i > 0 and rnd.random() < s.list:
            for x in re.split(r'[，。；]', t)[:6]:
                if len(x) > 3:
                    body.append([rnd.choice(['', '', '●']) + x, 'p'])
            continue
        if s.form == 'para':
            body.append([('　　' if s.indent == 'printed' else '') + t, 'p'])
            continue
        ind = 4 if s.indent != 'none' else 0
        ls = wrap(t, s.w, ind)
        ls[0] = ('　　' if s.indent == 'printed' else '') + ls[0]
        body += [[l, 'p'] for l in ls]
    if s.tail and rnd.random() < s.tail and len(body) > 4 and body[-1][1] == 'p':
        body = body[:-1]   # lost tail
    if rnd.random() < s.jump:
        post.append((fill(rnd.choice(JUMP)), 'cont'))
    photo = []
    if rnd.random() < s.cap:
        m = re.search(r'[^，。：；“”（）！？]{8,24}', rnd.choice(paras)[1])
        if m:
            c = s.capmark.format(m.group(0) + rnd.choice(['', '。', '，吸引了不少居民。']))
            x = rnd.random()
            if x < .4:
                photo = [(c, 'caption'), (rnd.choice(['{} 摄', '本报记者 {} 摄', '图/{}', '图片由{}提供']).format(name()), 'credit')]
            elif x < .7:
                photo = [(c + ' ' + name() + rnd.choice([' 摄', '摄']), 'caption')]
            else:
                photo = [(c, 'caption')]
    g = dict(title=title if not bul else bul + title, kicker=kick, subtitle=sub)
    return dict(head=head, pre=pre, body=body, post=post, photo=photo, g=g)


def joined(lines, s):
    """join printed lines of a block into OCR paragraphs"""
    out = []
    for t, k in lines:
        if out and k == 'p' and out[-1][1] == 'p' and rnd.random() < .9:
            cut = s.indent == 'printed' and t.startswith('　　')
            if not cut and not (s.indent != 'printed' and len(out[-1][0]) > 40 and rnd.random() < .12):
                out[-1][0] += (' ' if s.form == 'joinspace' else '') + t.strip()
                continue
        out.append([t, k])
    return out


def blocks_of(a, s, k):
    b = a['body']
    n = len(b)
    if k <= 1 or n < 2 * k:
        return [b]
    cuts = sorted(rnd.sample(range(2, n - 1), min(k - 1, n - 3))) if n > 5 else []
    return [b[i:j] for i, j in zip([0] + cuts, cuts + [n])]


def page(num):
    kind = rnd.choice(
        KINDS or [
            'article',
            'article',
            'alternate',
            'alternate',
            'alternate3',
            'swap',
            'column',
            'web',
            'briefs',
            'row',
            'row'])
    s = style(kind)
    if kind == 'web':
        s.form = 'para'
        s.byline = rnd.choice(['none', 'lead', 'lead2'])
    if kind == 'briefs':
        s.cut = rnd.choice([120, 200])
        s.byline = rnd.choice(['none', 'paren', 'lead'])
        s.bul = rnd.choice(['●', '■', '◆', '', '★', '▲'])
    if kind in ('alternate', 'alternate3', 'swap', 'column', 'row') and s.form == 'para':
        s.form = 'wrap'
    arts = []
    want = rnd.randint(2, 11)
    while len(arts) < want:
        a = build(rnd.choice(R), s)
        if a:
            arts.append(a)
    seq = []  # (text, role, art, idx or None, break)

    def emit(lines, art, gap=True):
        first = True
        for t, k in lines:
            seq.append([t, k, art, gap and first])
            first = False
    for i, a in enumerate(arts):
        a['n'] = i + 1
        k = 0
        for x in ('head', 'pre', 'body', 'post', 'photo'):
            a[x] = [[t, r] for t, r in a[x]]

    def block(lines):
        return joined([[t, k, *r] for t, k, *r in lines], s) if s.form in ('join', 'joinspace') else lines
    # tag body with order
    def put_head(a): emit(a['head'], a['n'])

    def put_photo(a):
        if a['photo']:
            emit(a['photo'], a['n'])
    orderkey = {}

    def put_block(a, b, bi):
        lines = block([list(x) for x in b])
        start = len(seq)
        emit(lines, a['n'])
        for j in range(start, len(seq)):
            orderkey[id(seq[j])] = (bi, j - start)
    late = []

    def article_plain(a, parts=1):
        bl = blocks_of(a, s, parts)
        hl = rnd.random() < s.late
        if not hl:
            put_head(a)
            emit(a['pre'], a['n'])
        for bi, b in enumerate(bl):
            put_block(a, b, bi)
            if hl and bi == 0:
                put_head(a)
                emit(a['pre'], a['n'])
            if bi == 0 and rnd.random() < .5:
                put_photo(a)
                a['photo'] = []
        emit(a['post'], a['n'])
        put_photo(a)
    if s.furn in ('top', 'both'):
        for _ in range(rnd.randint(1, 4)):
            seq.append([fill(rnd.choice(FURN)), 'masthead', 0, True])
    i = 0
    while i < len(arts):
        if rnd.random() < s.colhead:
            seq.append([s.colmark.format(rnd.choice(COLS)), 'column_head', 0, True])
        g = arts[i:i + {'alternate': 2, 'alternate3': 3, 'row': rnd.choice([2, 3, 4])}.get(kind, 1)]
        if kind == 'web':
            a = g[0]
            for _ in range(rnd.randint(0, 2)):
                seq.append([fill(rnd.choice(WEBTOP)), 'web', 0, True])
            put_head(a)
            for _ in range(rnd.randint(0, 3)):
                seq.append([fill(rnd.choice(WEBTOP)), 'web', 0, True])
            emit(a['pre'], a['n'])
            put_block(a, a['body'], 0)
            put_photo(a)
            emit(a['post'], a['n'])
            for _ in range(rnd.randint(0, 4)):
                seq.append([fill(rnd.choice(WEBEND)), 'web', 0, True])
        elif kind == 'row' and len(g) > 1:
            todo = []
            for a in g:
                bl = blocks_of(a, s, rnd.choice([1, 2, 3, 4]))
                items = [('b', a, b, bi, len(bl)) for bi, b in enumerate(bl)]
                at = 0 if rnd.random() < .7 else rnd.randint(0, len(items))
                items.insert(at, ('h', a, None, 0, 0))
                if rnd.random() < .15 and len(items) > 2:
                    x = rnd.randrange(len(items) - 1)
                    items[x], items[x + 1] = items[x + 1], items[x]
                todo.append(items)
            while todo:
                q = rnd.choice(todo)
                x = q.pop(0)
                if not q:
                    todo.remove(q)
                if x[0] == 'h':
                    put_head(x[1])
                    emit(x[1]['pre'], x[1]['n'])
                else:
                    put_block(x[1], x[2], x[3])
                    if x[3] == x[4] - 1:
                        emit(x[1]['post'], x[1]['n'])
                        put_photo(x[1])
        elif len(g) > 1 and rnd.random() < .85:
            bl = [blocks_of(a, s, rnd.choice([2, 2, 2, 3])) for a in g]
            m = rnd.choice(['heads_first', 'own', 'own', 'own'])
            if m == 'heads_first':
                for a in g:
                    put_head(a)
                    emit(a['pre'], a['n'])
            for bi in range(max(map(len, bl))):
                for a, b in zip(g, bl):
                    if bi < len(b):
                        if bi == 0 and m == 'own':
                            put_head(a)
                            emit(a['pre'], a['n'])
                        put_block(a, b[bi], bi)
                        if bi == len(b) - 1:
                            emit(a['post'], a['n'])
                            put_photo(a)
        elif kind == 'swap' and rnd.random() < .6:
            a = g[0]
            bl = blocks_of(a, s, rnd.choice([2, 3]))
            o = list(range(len(bl)))
            rnd.shuffle(o)
            hp = rnd.randint(0, 1)
            for j, bi in enumerate(o):
                if j == hp or (j == len(o) - 1 and hp > j):
                    put_head(a)
                    emit(a['pre'], a['n'])
                put_block(a, bl[bi], bi)
            if hp >= len(o):
                put_head(a)
            emit(a['post'], a['n'])
            put_photo(a)
        elif kind == 'column' and i + 1 < len(arts) and rnd.random() < .5:
            # the article's end stands behind another article
            a, b = arts[i], arts[i + 1]
            g = [a, b]
            bl = blocks_of(a, s, 2)
            put_head(a)
            emit(a['pre'], a['n'])
            put_block(a, bl[0], 0)
            article_plain(b)
            for bi, x in enumerate(bl[1:]):
                put_block(a, x, bi + 1)
            emit(a['post'], a['n'])
            put_photo(a)
        else:
            for a in g:
                article_plain(a, rnd.choice([1, 1, 2]) if s.late or s.cap else 1)
        i += len(g)
        for _ in range(s.ads):
            if rnd.random() < .25:
                seq.append([fill(rnd.choice(ADS)), 'advert', 0, True])
    if s.furn in ('bottom', 'both'):
        for _ in range(rnd.randint(1, 3)):
            seq.append([fill(rnd.choice(FURN)), 'masthead', 0, True])
    # head put twice? guard
    lines = []
    roles = []
    where = {}
    for e in seq:
        t, k, art, first = e
        t = noise(marks(t, s), s).rstrip() if k not in ('masthead',) else t
        if not t.strip():
            continue
        if lines:
            if s.blank == 'every' or (s.blank == 'blocks' and first) or (s.blank == 'random' and rnd.random() < .15):
                lines.append('')
            if s.blank == 'every' and rnd.random() < .1:
                lines.append('')
        lines.append(t)
        roles.append([len(lines), k])
        where.setdefault(art, []).append((len(lines), k, orderkey.get(id(e))))
    arts_gold = []
    for a in arts:
        L = where.get(a['n'], [])
        R1 = [(0, i) for i, k, _ in L if k in ('kicker', 'title', 'subtitle')]
        R2 = [(1, i) for i, k, _ in L if k == 'byline' and a['pre']]
        R3 = [(2,) + o + (i,) for i, k, o in L if o]
        R4 = [(3, i) for i, k, o in L if k == 'byline' and not a['pre']]
        R5 = [(4, i) for i, k, _ in L if k in ('caption', 'credit')]
        seqn = [x[-1] for x in sorted(R1) + sorted(R2) + sorted(R3) + sorted(R4) + sorted(R5)]
        runs = []
        for x in seqn:
            if runs and runs[-1][1] + 1 == x:
                runs[-1][1] = x
            else:
                runs.append([x, x])

        def tx(z): return marks(z, s) if z else None
        arts_gold.append(dict(page='%s%04d' % ('o', num), n=a['n'], title=tx(a['g']['title']), kicker=tx(
            a['g']['kicker']), subtitle=tx(a['g']['subtitle']), lines=runs, title_lines=[x[-1] for x in sorted(R1)]))
    name = 'o%04d' % num
    for d in ('pages', 'gold', 'meta'):
        os.makedirs(f'{OUT}/{d}', exist_ok=True)
    open(f'{OUT}/pages/{name}.txt', 'w').write('\n'.join(lines) + '\n')
    with open(f'{OUT}/gold/{name}.articles.jsonl', 'w') as f:
        for a in arts_gold:
            f.write(json.dumps(a, ensure_ascii=False) + '\n')
    json.dump(
        dict(
            page=name,
            faults=[
                'kind:' + kind,
                'form:' + s.form,
                'byline:' + s.byline,
                'title:' + s.title,
                'blank:' + s.blank],
            roles=roles),
        open(
            f'{OUT}/meta/{name}.json',
            'w'),
        ensure_ascii=False)


for n in range(COUNT):
    page(n)

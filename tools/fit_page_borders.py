#!/usr/bin/env python3
"""fit_page_borders.py CORPUS.jsonl OUT: counts which characters follow one another in running text.

Writes src/intake/newspaper/borders.bin, which src/intake/newspaper/borders.rs reads: one, two and three characters on
end with how often they were seen, rounded; rare ones are left out. CORPUS has an article a line,
{"split": "train" | "dev", "paras": [[kind, text], ...]}; those of `dev` are left for measuring.

Layout: the number of characters counted (u32), 65 536 bucket lengths (u8), then the entries of the buckets (u16: 11 bits
of the hash, 5 bits of the count). Little endian.
"""
import collections
import json
import math
import struct
import sys

FULL_WIDTH = dict(zip(',:;!?()"', "，：；！？（）”"))
LEAST = {1: 3, 2: 3, 3: 5}
STEP = 0.4


def folded(text):
    return [0x30 if c.isdigit() else ord(FULL_WIDTH.get(c, c)) for c in text if not c.isspace()]


def hashed(characters):
    """FNV-1a over code points."""
    value = 0xCBF29CE484222325
    for character in characters:
        value = ((value ^ character) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return value ^ (value >> 29)


def main():
    counts = collections.Counter()
    total = 0
    for line in open(sys.argv[1], encoding="utf-8"):
        article = json.loads(line)
        if article["split"] != "train":
            continue
        for _, text in article["paras"]:
            text = folded(text)
            total += len(text)
            for size in LEAST:
                counts.update(zip(*(text[at:] for at in range(size))))
    buckets = [{} for _ in range(65536)]
    for characters, count in counts.items():
        if count >= LEAST[len(characters)]:
            value = hashed(characters)
            level = min(31, 1 + round(math.log(count) / STEP))
            bucket = buckets[(value >> 40) & 0xFFFF]
            mark = (value >> 20) & 0x7FF
            bucket[mark] = max(level, bucket.get(mark, 0))
    with open(sys.argv[2], "wb") as out:
        out.write(struct.pack("<I", total))
        out.write(bytes(len(bucket) for bucket in buckets))
        for bucket in buckets:
            for mark, level in sorted(bucket.items()):
                out.write(struct.pack("<H", mark << 5 | level))


if __name__ == "__main__":
    main()

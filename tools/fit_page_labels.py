#!/usr/bin/env python3
"""fit_page_labels.py OUT SET:FEATURES...: learns what each feature of a line of a newspaper page speaks for.

Writes src/intake/newspaper/labels.tsv. Needs python-crfsuite. A SET is a folder of pages whose lines are known
(meta/N.json with [[line, role], ...], gold/N.articles.jsonl with the lines of each article in reading order); FEATURES is
what `cargo bench --bench page_features -- lines SET/pages/*.txt` printed, so that learning and running see the same.
Shipped: 400 made pages (two columns read across left out) and 700 of other layouts and faults (`make_pages.py`).
"""
import collections
import json
import sys

import pycrfsuite

LABELS = ("furniture advert column-head kicker headline headline-rest subtitle byline start body resumed section-head "
          "caption credit").split()
ROLES = {"masthead": "furniture", "web": "furniture", "debris": "furniture", "cont": "furniture", "advert": "advert",
         "column_head": "column-head", "kicker": "kicker", "subtitle": "subtitle", "byline": "byline", "credit": "credit",
         "caption": "caption", "cap2": "caption", "quote": "section-head", "shead": "section-head"}
SETTINGS = {"c1": 0.2, "c2": 1.0, "max_iterations": 110, "feature.minfreq": 3}
# What a transition is worth that was never seen.
UNSEEN = -6.0


def truth(folder, name):
    """The label of each line, and the page's faults."""
    with open(f"{folder}/meta/{name}.json", encoding="utf-8") as file:
        meta = json.load(file)
    roles = dict(meta["roles"])
    labels, before = {}, {}
    with open(f"{folder}/gold/{name}.articles.jsonl", encoding="utf-8") as file:
        for article in map(json.loads, file):
            last, headed = None, False
            for line in (line for start, end in article["lines"] for line in range(start, end + 1)):
                role = roles.get(line)
                if role in ("p", "rows"):
                    before[line], last = last, line
                elif role == "title":
                    labels[line] = "headline-rest" if headed else "headline"
                    headed = True
    above = None
    for line in sorted(roles):
        role = roles[line]
        if role in ("p", "rows") and line in before:
            labels[line] = "start" if before[line] is None else "body" if before[line] == above else "resumed"
            above = line
        elif role in ROLES:
            labels[line] = ROLES[role]
    return labels, meta["faults"]


def sequences(folder, path):
    """The features and labels of the lines of each page."""
    pages = collections.defaultdict(list)
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith("# "):
                page = pages[line[2:].strip()]
            elif line.strip():
                number, *features = line.rstrip("\n").split("\t")
                page.append((int(number), features))
    for name, lines in pages.items():
        labels, faults = truth(folder, name)
        if "order:lines" in faults:
            continue
        seen, wanted = set(), []
        for number, features in lines:
            again = number in seen and "sign=9" in features  # a byline inside a line
            wanted.append("start" if again else labels.get(number, "body"))
            seen.add(number)
        yield [features for _, features in lines], wanted


def write(model, out, names, note):
    tagger = pycrfsuite.Tagger()
    tagger.open(model)
    info = tagger.info()
    rows = collections.defaultdict(dict)
    for (feature, label), weight in info.state_features.items():
        rows[feature][label] = weight
    number = lambda weight: f"{weight:.2f}" if abs(weight) >= 0.005 else ""
    lines = [f"# {note}", "labels\t" + "\t".join(LABELS)]
    for one in LABELS:
        lines.append(f"from {one}\t" + "\t".join(number(info.transitions.get((one, other), UNSEEN)) for other in LABELS))
    order = lambda feature: (names.index(feature.rsplit("=", 1)[0]), int(feature.rsplit("=", 1)[1]))
    for feature in sorted(rows, key=order):
        row = [number(rows[feature].get(label, 0)) for label in LABELS]
        if any(row):
            lines.append(feature + "\t" + "\t".join(row))
    with open(out, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def main():
    out, *sets = sys.argv[1:]
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params(SETTINGS)
    pages = 0
    for folder, path in (one.split(":") for one in sets):
        for features, wanted in sequences(folder, path):
            trainer.append(features, wanted)
            pages, names = pages + 1, [feature.rsplit("=", 1)[0] for feature in features[0]]
    trainer.train(out + ".crf")
    write(out + ".crf", out, names, f"How much each feature speaks for each label, learnt from {pages} made pages by tools/fit_page_labels.py.")


if __name__ == "__main__":
    main()

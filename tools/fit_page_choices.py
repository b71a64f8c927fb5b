#!/usr/bin/env python3
"""fit_page_choices.py OUT SET:FEATURES...: learns what speaks for a block of text going on from another, and for a headline
heading an article.

Writes src/intake/newspaper/choices.tsv. Needs numpy. SET is as for fit_page_labels.py; FEATURES is what
`cargo bench --bench page_features -- choices SET/pages/*.txt` printed with labels learnt from OTHER pages than these, so
that the labels are as unsure as on a page that nobody has seen: learn labels on every other page, choices on the rest.
A conditional logit model, fitted with Adam.
"""
import json
import sys

import numpy

PENALTY, STEPS, RATE = 1e-3, 600, 0.05


def groups(folder, path):
    """For each choice: its kind, the place of the right option, the features of all."""
    page = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("# "):
                page, known = {}, Known(folder, line[2:])
            elif line:
                kind, asker, option, *features = line.split("\t")
                values = {name: float(value) for name, value in (one.rsplit("=", 1) for one in features)}
                page.setdefault((kind, int(asker)), []).append((int(option), values))
            else:
                for (kind, asker), options in page.items():
                    options = options if kind == "link" else [(-1, {})] + options
                    right = [at for at, (option, _) in enumerate(options) if known.is_right(kind, asker, option)]
                    if right:
                        yield kind, right[0], [values for _, values in options]
                page = {}


class Known:
    """What is known of a page."""

    def __init__(self, folder, name):
        with open(f"{folder}/meta/{name}.json", encoding="utf-8") as file:
            meta = json.load(file)
        self.roles = {} if "order:lines" in meta["faults"] else dict(meta["roles"])
        self.before, self.article, self.first = {}, {}, {}
        with open(f"{folder}/gold/{name}.articles.jsonl", encoding="utf-8") as file:
            for article in map(json.loads, file):
                last = 0
                for line in (line for start, end in article["lines"] for line in range(start, end + 1)):
                    self.article[line] = article["n"]
                    if self.roles.get(line) in ("p", "rows"):
                        self.before[line], last = last, line
                        self.first.setdefault(article["n"], line)

    def is_right(self, kind, asker, option):
        if kind == "link":
            return self.before.get(asker) == option
        if self.roles.get(asker) in ("title", "kicker", "subtitle"):
            return self.first.get(self.article.get(asker)) == option
        return bool(self.roles) and option == -1


def fit(choices):
    names = sorted({name for _, _, options in choices for values in options for name in values})
    place = {name: at for at, name in enumerate(names)}
    rows = numpy.zeros((sum(len(options) for _, _, options in choices), len(names)), numpy.float32)
    owner, right, at = [], [], 0
    for group, (_, wanted, options) in enumerate(choices):
        for option, values in enumerate(options):
            for name, value in values.items():
                rows[at, place[name]] = value
            owner.append(group)
            right.append(option == wanted)
            at += 1
    owner, right = numpy.array(owner), numpy.array(right, numpy.float32)
    starts = numpy.searchsorted(owner, numpy.arange(len(choices)))
    weights, mean, square = (numpy.zeros(len(names)) for _ in range(3))
    for step in range(1, STEPS + 1):
        scores = rows @ weights
        odds = numpy.exp(scores - numpy.maximum.reduceat(scores, starts)[owner])
        shares = odds / numpy.add.reduceat(odds, starts)[owner]
        gradient = rows.T @ (shares - right) / len(choices) + PENALTY * weights
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.999 * square + 0.001 * gradient**2
        weights -= RATE * mean / (1 - 0.9**step) / (numpy.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return dict(zip(names, weights))


def main():
    out, *sets = sys.argv[1:]
    found = [choice for one in sets for choice in groups(*one.split(":"))]
    lines = [f"# How much each feature speaks for an option, learnt from {len(found)} choices by tools/fit_page_choices.py."]
    for kind in ("link", "head"):
        learnt = fit([choice for choice in found if choice[0] == kind])
        lines += [f"{name}\t{weight:.3f}" for name, weight in sorted(learnt.items())]
    with open(out, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()

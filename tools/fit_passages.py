#!/usr/bin/env python3
"""Fits the weights `UNIT` of src/ranking/weights.rs: how likely a unit of an article is part of the answer.

    linli --knowledge DIR eval --explain CASES.jsonl > EXPLAINED.jsonl
    fit_passages.py CASES.jsonl:EXPLAINED.jsonl [CASES.jsonl:EXPLAINED.jsonl …]

CASES has one case a line: {"q", "article": id, list of ids or null, "answer": [texts]}; EXPLAINED is what `eval --explain`
prints for it. A logistic regression with L2 on the units of the first three articles that hold the answer, every article
with the same weight. It prints how often the first passage, and one of the first three, holds the answer: with the window's
own signs alone, with the weights in use, and with weights fitted on the other folds (six, by article); then the weights
fitted on everything. Needs numpy and scipy.
"""
import json
import pathlib
import random
import re
import sys
import unicodedata

import numpy as np
from scipy.optimize import minimize

WEIGHTS = (pathlib.Path(__file__).parent.parent / "src/ranking/weights.rs").read_text(encoding="utf-8")
FOLDS = 6
PULL = 0.001


def in_use(name):
    inside = re.search(rf"{name}: [^=]*=\s*\[(.*?)\];", WEIGHTS, re.S).group(1)
    return np.array([float(x) for x in inside.replace("\n", " ").split(",") if x.strip()])


def fold(text):
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalnum())


def pieces(text):
    text = fold(text)
    return {text[i : i + 4] for i in range(len(text) - 3)}


def holds(passage, answers):
    """The answer stands in the passage; of a long one, four fifths of its pieces."""
    have, found = fold(passage), pieces(passage)
    for answer in map(fold, answers):
        if answer and answer in have:
            return True
        wanted = pieces(answer)
        if len(answer) > 40 and len(wanted & found) >= 0.8 * len(wanted):
            return True
    return False


def is_part(unit, answers):
    """The unit holds the answer, or stands in it, or shares half of its pieces with it."""
    text, own = fold(unit), pieces(unit)
    for answer in map(fold, answers):
        wanted = pieces(answer)
        if answer and answer in text or len(text) > 3 and text in answer:
            return True
        if wanted and own and len(own & wanted) >= 0.5 * min(len(own), len(wanted)):
            return True
    return False


def read(pair):
    cases, explained = ([json.loads(line) for line in open(path, encoding="utf-8")] for path in pair.split(":"))
    rows = []
    for case, answer in zip(cases, explained):
        if case["article"] is None:
            continue
        answers = case["answer"] if isinstance(case["answer"], list) else [case["answer"]]
        articles = []
        for candidate in answer["candidates"][:3]:
            if candidate["windows"]:
                articles.append(
                    {
                        "windows": np.array([signs for _, signs, _ in candidate["windows"]]),
                        "runs": [run for _, _, run in candidate["windows"]],
                        "right": np.array([holds(text, answers) for text, _, _ in candidate["windows"]]),
                        "units": np.array([signs for _, signs in candidate["units"]]),
                        "part": np.array([is_part(text, answers) for text, _ in candidate["units"]], float),
                    }
                )
        key = case["article"][0] if isinstance(case["article"], list) else case["article"]
        rows.append((key, articles))
    return rows


def fitted(articles):
    signs = np.vstack([a["units"] for a in articles])
    part = np.concatenate([a["part"] for a in articles])
    share = np.concatenate([np.full(len(a["part"]), 1 / len(a["part"])) for a in articles])
    share /= share.sum()
    middle, spread = signs.mean(0), signs.std(0) + 1e-6
    middle[-1], spread[-1] = 0, 1  # the constant
    scaled = (signs - middle) / spread

    def loss(weights):
        chance = 1 / (1 + np.exp(-(scaled @ weights)))
        fit = -(share * (part * np.log(chance + 1e-9) + (1 - part) * np.log(1 - chance + 1e-9))).sum()
        pull = np.r_[weights[:-1], 0]
        return fit + PULL * pull @ pull, scaled.T @ (share * (chance - part)) + 2 * PULL * pull

    weights = minimize(loss, np.zeros(signs.shape[1]), jac=True, method="L-BFGS-B").x / spread
    weights[-1] -= weights[:-1] @ middle[:-1]
    return weights


def figures(rows, weights_for, window, chances):
    first = third = 0
    for key, articles in rows:
        weights, got = weights_for(key), []
        for article in articles:
            sums = np.r_[0, np.cumsum(1 / (1 + np.exp(-(article["units"] @ weights))))]
            mass = np.array([sums[end] - sums[start] for start, end in article["runs"]])
            got.append(article["right"][np.argmax(article["windows"] @ window + chances * mass)])
        first, third = first + bool(got and got[0]), third + any(got)
    return f"first {first / len(rows):.3f}  one of three {third / len(rows):.3f}"


def main():
    sets = {pair: read(pair) for pair in sys.argv[1:]}
    if not sets:
        sys.exit(__doc__)
    window, unit = in_use("WINDOW"), in_use("UNIT")
    chances = float(re.search(r"CHANCES: f32 = ([\d.]+);", WEIGHTS).group(1))
    keys = sorted({key for rows in sets.values() for key, _ in rows})
    random.Random(3).shuffle(keys)
    fold_of = {key: index % FOLDS for index, key in enumerate(keys)}

    def training(fold):
        rows = (row for rows in sets.values() for row in rows if fold is None or fold_of[row[0]] != fold)
        return [article for _, articles in rows for article in articles if article["part"].any()]

    held_out = [fitted(training(fold)) for fold in range(FOLDS)]
    for pair, rows in sets.items():
        print(pair)
        print("  windows alone", figures(rows, lambda _: unit, window, 0.0))
        print("  in use       ", figures(rows, lambda _: unit, window, chances))
        print("  held out     ", figures(rows, lambda key: held_out[fold_of[key]], window, chances))
    print("fitted on everything:", ", ".join(f"{weight:.2f}" for weight in fitted(training(None))))


if __name__ == "__main__":
    main()

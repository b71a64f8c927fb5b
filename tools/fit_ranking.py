#!/usr/bin/env python3
"""Checks the weights of src/ranking/weights.rs against cases, with questions held out.

    linli --knowledge DIR eval --explain CASES.jsonl > EXPLAINED.jsonl
    fit_ranking.py CASES.jsonl:EXPLAINED.jsonl [CASES.jsonl:EXPLAINED.jsonl …]

CASES has one case a line: {"q", "article": id, list of ids or null}; EXPLAINED is what `eval --explain` prints for it. The
order of articles is fitted as a softmax over the candidates of each question, pulled towards the weights in use by L2, five
folds by article. It prints article@1 and @3 with the weights in use and with the fitted ones on the held-out folds: take over
new weights only where they win on every set. Needs numpy and scipy.
"""
import json
import pathlib
import random
import re
import sys

import numpy as np
from scipy.optimize import minimize

WEIGHTS = pathlib.Path(__file__).parent.parent / "src/ranking/weights.rs"
PULLS = (0.003, 0.01, 0.03, 0.1, 0.3)
FOLDS = 5
SHARPNESS = 2.0  # scores are this many times a logit


def weights_in_use():
    text = WEIGHTS.read_text(encoding="utf-8")
    inside = re.search(r"ORDER: .*? =\s*\[(.*?)\];", text, re.S).group(1)
    return np.array([float(x) for x in inside.replace("\n", " ").split(",") if x.strip()])


def read(pair):
    cases, explained = ([json.loads(line) for line in open(path, encoding="utf-8")] for path in pair.split(":"))
    rows = []
    for case, answer in zip(cases, explained):
        wanted = case["article"] if isinstance(case["article"], list) else [case["article"]]
        candidates = answer["candidates"]
        if case["article"] is None or not candidates:
            continue
        signals = np.array([c["signals"] for c in candidates])
        right = np.array([c["article"] in wanted for c in candidates])
        rows.append((str(wanted[0]), signals, right))
    return rows


def loss(weights, rows, pull, prior):
    total, gradient = 0.0, np.zeros_like(weights)
    for _, signals, right in rows:
        if not right.any():
            continue
        scores = signals @ weights
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        mass = max(shares[right].sum(), 1e-9)
        total -= np.log(mass)
        gradient -= signals.T @ (np.where(right, shares, 0) / mass - shares)
    away = weights - prior
    return total / len(rows) + pull * away @ away, gradient / len(rows) + 2 * pull * away


def among_first(rows, weights, count):
    return [right[np.argsort(-(signals @ weights), kind="stable")[:count]].any() for _, signals, right in rows]


def main():
    sets = {pair: read(pair) for pair in sys.argv[1:]}
    if not sets:
        sys.exit(__doc__)
    used = weights_in_use()
    for pair, rows in sets.items():
        print(f"{pair}: in use  @1 {np.mean(among_first(rows, used, 1)):.3f}  @3 {np.mean(among_first(rows, used, 3)):.3f}")
    keys = sorted({key for rows in sets.values() for key, _, _ in rows})
    random.Random(1).shuffle(keys)
    fold = {key: index % FOLDS for index, key in enumerate(keys)}
    for pull in PULLS:
        held = {pair: ([], []) for pair in sets}
        for k in range(FOLDS):
            training = [row for rows in sets.values() for row in rows if fold[row[0]] != k]
            prior = used * SHARPNESS
            fitted = minimize(loss, prior, args=(training, pull, prior), jac=True, method="L-BFGS-B").x
            for pair, rows in sets.items():
                test = [row for row in rows if fold[row[0]] == k]
                held[pair][0].extend(among_first(test, fitted, 1))
                held[pair][1].extend(among_first(test, fitted, 3))
        for pair, (first, third) in held.items():
            print(f"{pair}: pull {pull}  @1 {np.mean(first):.3f}  @3 {np.mean(third):.3f}")


if __name__ == "__main__":
    main()

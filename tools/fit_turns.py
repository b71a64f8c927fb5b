#!/usr/bin/env python3
"""Fits the weights of src/conversation/about.rs: how likely a turn is about the notice on the table.

    cargo bench --bench turns > SIGNS.tsv
    fit_turns.py SIGNS.tsv

A line has the notice, 1 (about it) or 0 (a question of its own), and the signs. A logistic regression with L2. It prints how
many turns are told rightly, and how many of either kind, with weights fitted on the other folds (five, by notice); then the
weights fitted on everything, the constant last. Needs numpy.
"""
import sys

import numpy as np

FOLDS = 5
PULL = 0.3


def fitted(signs, about):
    """Weights and constant by Newton's method; the constant is not pulled to 0."""
    signs = np.hstack([signs, np.ones((len(signs), 1))])
    pull = np.full(signs.shape[1], PULL)
    pull[-1] = 0
    weights = np.zeros(signs.shape[1])
    for _ in range(50):
        likely = 1 / (1 + np.exp(-signs @ weights))
        slope = signs.T @ (likely - about) + pull * weights
        bend = (signs * (likely * (1 - likely))[:, None]).T @ signs + np.diag(pull)
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def odds(signs, weights):
    return signs @ weights[:-1] + weights[-1]


def main():
    rows = [line.rstrip("\n").split("\t") for line in open(sys.argv[1], encoding="utf-8") if line.count("\t") > 2]
    notices = sorted({row[0] for row in rows})
    fold = np.array([notices.index(row[0]) % FOLDS for row in rows])
    about = np.array([float(row[1]) for row in rows])
    signs = np.array([[float(sign) for sign in row[2:]] for row in rows])
    told = np.zeros(len(rows))
    for held in range(FOLDS):
        told[fold == held] = odds(signs[fold == held], fitted(signs[fold != held], about[fold != held]))
    right = (told > 0) == (about > 0)
    print(f"turns {len(rows)}  right {right.mean():.3f}  about {right[about > 0].mean():.3f}  new {right[about == 0].mean():.3f}")
    print(np.round(fitted(signs, about), 2).tolist())


if __name__ == "__main__":
    main()

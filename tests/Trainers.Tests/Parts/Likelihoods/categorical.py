#!/usr/bin/env python3
"""Makes categorical.csv: negative log likelihoods of one block of three slots by mpmath with 50 digits, rounded to 17.

    categorical.py > categorical.csv

The model is written out category by category: each has its share of the training rows times e to the decoder's output, the category without
a 1 its share alone. What is none of the categories that training had costs as much as the least likely of them, and half its squared
distance from the nearest in units of a fifth.
"""
from itertools import product

from mpmath import exp, log, mp, mpf, nstr

mp.dps = 50


def nats(x, outputs, counts, count_of_none):
    total = sum(counts) + count_of_none
    weights = {}
    for k, (output, count) in enumerate(zip(outputs, counts)):
        if count:
            weights[tuple(mpf(j == k) for j in range(3))] = mpf(count) / total * exp(output)
    if count_of_none:
        weights[(mpf(0),) * 3] = mpf(count_of_none) / total
    costs = {category: -log(weight / sum(weights.values())) for category, weight in weights.items()}
    if x in costs:
        return costs[x]
    distances = [sum((a - b) ** 2 for a, b in zip(x, category)) for category in costs]
    return max(costs.values()) + min(distances) / mpf("0.2") ** 2 / 2


X = [
    (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0), (0.0, 0.0, 0.0), (1.0, 1.0, 0.0), (0.0, 1.0, 1.0),
    (2.0, 0.0, 0.0), (0.0, -3.0, 0.0), (0.5, 0.25, 0.25), (0.0, 0.0, 7.0), (0.0, 0.999, 0.0),
]
OUTPUTS = [(0.0, 0.0, 0.0), (-1.5, 0.3, 2.0), (20.0, -15.0, 4.0)]
COUNTS = [((70, 20, 10), 0), ((5, 0, 95), 0), ((50, 30, 19), 1), ((900, 0, 50), 50)]

print("x 0,x 1,x 2,output 0,output 1,output 2,count 0,count 1,count 2,count of none,nats")
for x, outputs, (counts, count_of_none) in product(X, OUTPUTS, COUNTS):
    x, exact = tuple(map(mpf, x)), tuple(map(mpf, outputs))
    cells = [nstr(value, 17) for value in x] + [repr(value) for value in outputs] + [str(count) for count in (*counts, count_of_none)]
    print(f"{','.join(cells)},{nstr(nats(x, exact, counts, count_of_none), 17)}")

#!/usr/bin/env python3
"""Makes histogram.csv: negative log likelihoods of a feature of three bins by mpmath with 50 digits, rounded to 17.

    histogram.py > histogram.csv

A density: each bin's probability, its share of the training rows times e to the decoder's output and normalized, is spread evenly over the bin.
Beyond the outer edges it is that of the outer bin, less by half the squared distance in units of a fifth.
"""
from itertools import product

from mpmath import exp, log, mp, mpf, nstr

mp.dps = 50


def nats(x, edges, outputs, counts):
    weights = [count * exp(output) for count, output in zip(counts, outputs)]
    k = sum(x >= edge for edge in edges[1:-1])
    density = weights[k] / sum(weights) / (edges[k + 1] - edges[k])
    distance = max(edges[0] - x, x - edges[-1], mpf(0))
    return -log(density) + (distance / mpf("0.2")) ** 2 / 2


X = [-1.0, -0.25, 0.0, 0.3, 0.5, 1.9375, 2.0, 2.5, -9.0, 40.0]
EDGES = [(-1.0, 0.0, 0.5, 2.0), (-0.25, 0.25, 1.75, 2.25)]
OUTPUTS = [(0.0, 0.0, 0.0), (-1.5, 0.3, 2.0), (20.0, -15.0, 4.0)]
COUNTS = [(70, 20, 10), (1, 950, 49)]

print("x,edge 0,edge 1,edge 2,edge 3,output 0,output 1,output 2,count 0,count 1,count 2,nats")
for x, edges, outputs, counts in product(X, EDGES, OUTPUTS, COUNTS):
    exact = nats(mpf(x), tuple(map(mpf, edges)), tuple(map(mpf, outputs)), counts)
    print(f"{','.join(map(repr, (x, *edges, *outputs, *counts)))},{nstr(exact, 17)}")

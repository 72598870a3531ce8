#!/usr/bin/env python3
"""Makes activations.csv: activations and their derivatives by mpmath with 50 digits, rounded to 17. The numbers x are float32.

    activations.py > activations.csv
"""
from mpmath import diff, exp, mp, mpf, nstr, pi, sqrt, tanh

mp.dps = 50


def silu(x):
    return x / (1 + exp(-x))


def relu(x):
    return max(x, mpf(0))


def gelu(x):
    return x / 2 * (1 + tanh(sqrt(2 / pi) * (x + mpf("0.044715") * x**3)))


SIZES = [2.0**-12, 0.0625, 0.25, 0.625, 1.0, 1.5, 2.25, 3.0, 4.5, 6.0, 9.5, 14.0, 30.0]

print("kind,x,value,derivative")
for name, function in [("Silu", silu), ("Relu", relu), ("Tanh", tanh), ("Gelu", gelu)]:
    for x in [-size for size in reversed(SIZES)] + SIZES:
        print(f"{name},{x!r},{nstr(function(mpf(x)), 17)},{nstr(diff(function, mpf(x)), 17)}")

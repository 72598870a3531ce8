#!/usr/bin/env python3
"""Makes special-functions.csv: log Gamma and digamma by mpmath with 50 digits, rounded to 17.

    special_functions.py > special-functions.csv
"""
from mpmath import digamma, loggamma, mp, mpf, nstr

mp.dps = 50
print("x,log_gamma,digamma")
points = [mpf(i) / 10 for i in range(1, 41)] + [mpf(i) / 2 for i in range(9, 60)] + [mpf(i) * 7 for i in range(5, 40)]
for x in points:
    x = mpf(float(x))
    print(f"{float(x)!r},{nstr(loggamma(x), 17)},{nstr(digamma(x), 17)}")

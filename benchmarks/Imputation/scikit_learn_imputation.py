"""The imputers of scikit-learn on the cells that 'benchmark imputation' removes, in lines of the same form.

usage: scikit_learn_imputation.py DIR mean|knn|iterative|iterative-bayesian [SEEDS]
"""
import gzip
import pathlib
import sys
import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.experimental import enable_iterative_imputer  # noqa: F401
from sklearn.impute import IterativeImputer, KNNImputer, SimpleImputer
from sklearn.linear_model import BayesianRidge, Ridge

IMPUTERS = {
    "mean": lambda: SimpleImputer(keep_empty_features=True),
    "knn": lambda: KNNImputer(n_neighbors=5, keep_empty_features=True),
    "iterative": lambda: IterativeImputer(Ridge(alpha=1), max_iter=10, random_state=0),
    "iterative-bayesian": lambda: IterativeImputer(BayesianRidge(), max_iter=10, random_state=0),
}


def removed(rows, columns, seed, share=0.2):
    """The rule of Table.cs: which cells are removed."""
    x = (np.arange(rows * columns, dtype=np.uint32) + np.uint32(seed * 0x9E3779B9 & 0xFFFFFFFF)).astype(np.uint32)
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35)):
        x = (x ^ (x >> np.uint32(shift))) * np.uint32(factor)
    x ^= x >> np.uint32(16)
    return (x < np.uint32(share * 2**32)).reshape(rows, columns)


def error(features, mask, imputer):
    """Root mean square error of the removed cells in deviations of their columns, which are standardized over what is left."""
    deviation = features.std(axis=0)
    gaps = np.where(mask, np.nan, features)
    mean, known = np.nanmean(gaps, axis=0), np.nanstd(gaps, axis=0)
    known = np.where(known > 0, known, 1)
    filled = imputer.fit_transform((gaps - mean) / known) * known + mean
    counted = mask & (deviation > 0)
    return np.sqrt(np.mean(np.square(((filled - features) / np.where(deviation > 0, deviation, 1))[counted])))


def main(folder, name, seeds=1):
    warnings.simplefilter("ignore", ConvergenceWarning)
    errors = []
    for path in sorted(pathlib.Path(folder).glob("*.csv.gz")):
        with gzip.open(path, "rt") as file:
            features = np.loadtxt(file, delimiter=",", skiprows=1, ndmin=2)[:, :-1]
        # The rule of Table.cs: at most 5,000 rows, evenly spread.
        count = min(len(features), 5000)
        features = features[np.arange(count, dtype=np.int64) * len(features) // count]
        found = [error(features, removed(*features.shape, seed), IMPUTERS[name]()) for seed in range(1, int(seeds) + 1)]
        errors.append(np.mean(found))
        print(path.name.removesuffix(".csv.gz"), f"{errors[-1]:.4f}", flush=True)
    print("MEAN", f"{np.mean(errors):.4f}")


if len(sys.argv) not in (3, 4) or sys.argv[2] not in IMPUTERS:
    sys.exit(__doc__)
main(*sys.argv[1:])

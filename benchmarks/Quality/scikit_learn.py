"""The detectors of scikit-learn on the rows that 'benchmark quality' trains on and scores, in lines of the same form.

usage: scikit_learn.py DIR semi|unsup knn|ppca|iforest
"""
import gzip
import pathlib
import sys

import numpy as np
from sklearn.decomposition import PCA
from sklearn.ensemble import IsolationForest
from sklearn.metrics import average_precision_score, roc_auc_score
from sklearn.neighbors import NearestNeighbors


def training_rows(is_anomaly, protocol):
    """The rule of Protocol.cs."""
    hashes = np.arange(len(is_anomaly), dtype=np.uint64) * np.uint64(2654435761) % np.uint64(2**32)
    return ~is_anomaly & (hashes < 2**31) if protocol == "semi" else hashes < int(0.7 * 2**32)


def standardized(features, training):
    """A constant feature is only shifted; a value far outside of training is kept within a thousand deviations."""
    mean, deviation = features[training].mean(axis=0), features[training].std(axis=0)
    return np.clip((features - mean) / np.where(deviation > 0, deviation, 1), -1000, 1000)


DETECTORS = {
    # Distance to the fifth neighbor.
    "knn": lambda train, test: NearestNeighbors(n_neighbors=5).fit(train).kneighbors(test)[0][:, -1],
    # Negative log likelihood under probabilistic PCA with the components that explain 90 % of the variance.
    "ppca": lambda train, test: -PCA(n_components=0.9, svd_solver="full").fit(train).score_samples(test),
    "iforest": lambda train, test: -IsolationForest(n_estimators=100, random_state=0).fit(train).score_samples(test),
}


def main(folder, protocol, detector):
    figures = []
    for path in sorted(pathlib.Path(folder).glob("*.csv.gz")):
        with gzip.open(path, "rt") as file:
            rows = np.loadtxt(file, delimiter=",", skiprows=1, ndmin=2)
        is_anomaly = rows[:, -1] != 0
        training = training_rows(is_anomaly, protocol)
        features = standardized(rows[:, :-1], training)
        scores = np.nan_to_num(DETECTORS[detector](features[training], features[~training]), nan=0, posinf=1e12)
        held_out = is_anomaly[~training]
        figures.append((roc_auc_score(held_out, scores), average_precision_score(held_out, scores)))
        print(path.name.removesuffix(".csv.gz"), *(f"{figure:.4f}" for figure in figures[-1]), flush=True)
    print("MEAN", *(f"{mean:.4f}" for mean in np.mean(figures, axis=0)))


if len(sys.argv) != 4 or sys.argv[2] not in ("semi", "unsup") or sys.argv[3] not in DETECTORS:
    sys.exit(__doc__)
main(*sys.argv[1:])

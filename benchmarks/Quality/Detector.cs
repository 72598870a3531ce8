namespace MLNet.Vae.Benchmarks.Quality;

/// <summary>One way to find anomalies, with its settings.</summary>
/// <param name="Name">What its mean is called where a detector has several settings.</param>
/// <param name="Run">Trains with a seed and the share of anomalies to reckon with, and scores the other rows.</param>
internal sealed record Detector(string Name, Func<Split, int, double, Scored> Run);

/// <summary>What a detector says of the rows that it was not trained on.</summary>
/// <param name="Scores">[rows], the higher the more anomalous.</param>
/// <param name="Threshold">Rows that score higher are alarms; null where the detector has no threshold of that kind.</param>
internal sealed record Scored(float[] Scores, float? Threshold);

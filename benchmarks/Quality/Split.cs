namespace MLNet.Vae.Benchmarks.Quality;

/// <summary>The rows of a data set that are trained on, and the others.</summary>
/// <param name="FeatureCount">Number of features.</param>
/// <param name="Train">[training rows, features].</param>
/// <param name="Test">[other rows, features].</param>
/// <param name="IsAnomaly">[other rows].</param>
internal sealed record Split(int FeatureCount, float[] Train, float[] Test, bool[] IsAnomaly)
{
    public int TrainingRows => Train.Length / FeatureCount;

    public static Split Create(LabeledRows data, Protocol protocol) => Create(data, row => protocol.Trains(row, data.IsAnomaly[row]));

    /// <summary>Half of the normal rows, drawn at random, are trained on.</summary>
    public static Split RandomHalf(LabeledRows data, int seed)
    {
        int[] normal = [.. Enumerable.Range(0, data.Features.Length).Where(row => !data.IsAnomaly[row])];
        new Random(seed).Shuffle(normal);
        var half = normal.Take(normal.Length / 2).ToHashSet();
        return Create(data, half.Contains);
    }

    private static Split Create(LabeledRows data, Func<int, bool> trains)
    {
        var rows = Enumerable.Range(0, data.Features.Length).ToLookup(trains);
        return new Split(
            data.FeatureCount,
            [.. rows[true].SelectMany(row => data.Features[row])],
            [.. rows[false].SelectMany(row => data.Features[row])],
            [.. rows[false].Select(row => data.IsAnomaly[row])]);
    }

    /// <summary>
    /// All rows with mean 0 and deviation 1 of each feature over the training rows; a feature that does not vary there is only shifted.
    /// </summary>
    public Split Standardized()
    {
        float[] train = [.. Train], test = [.. Test];
        for (int feature = 0; feature < FeatureCount; feature++)
        {
            double mean = 0, squares = 0;
            for (int i = feature; i < Train.Length; i += FeatureCount)
                mean += (double)Train[i] / TrainingRows;
            for (int i = feature; i < Train.Length; i += FeatureCount)
                squares += (Train[i] - mean) * (Train[i] - mean) / TrainingRows;
            double deviation = squares > 0 ? Math.Sqrt(squares) : 1;
            Scale(train, feature, mean, deviation);
            Scale(test, feature, mean, deviation);
        }

        return this with { Train = train, Test = test };
    }

    private void Scale(float[] rows, int feature, double mean, double deviation)
    {
        for (int i = feature; i < rows.Length; i += FeatureCount)
            rows[i] = (float)((rows[i] - mean) / deviation);
    }
}

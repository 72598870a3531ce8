using MLNet.Vae.Model;
using MLNet.Vae.Parts.Likelihoods;

namespace MLNet.Vae.Training;

/// <summary>Reads the training rows once to choose each feature's likelihood and to find its mean and deviation.</summary>
internal static class FeatureStatistics
{
    /// <summary>Each feature's likelihood and the map into the model's units.</summary>
    /// <exception cref="VaeDataException">A value is infinite, or one that the likelihood asked for cannot learn from.</exception>
    public static FeatureMap Learn(IRowSource data, VaeLikelihood asked)
    {
        var given = asked == VaeLikelihood.Auto ? null : Likelihoods.Get(asked);
        var summaries = new ColumnSummary[data.FeatureCount];
        Array.Fill(summaries, ColumnSummary.Empty);
        for (int row = 0; row < data.RowCount; row++)
        {
            var values = data.Row(row);
            for (int d = 0; d < values.Length; d++)
            {
                float x = values[d];
                if (float.IsNaN(x))
                    continue;
                RequireLearnable(x, row, d, given);
                summaries[d].Add(x);
            }
        }

        var likelihoods = new VaeLikelihood[data.FeatureCount];
        var mean = new float[data.FeatureCount];
        var scale = new float[data.FeatureCount];
        for (int d = 0; d < summaries.Length; d++)
        {
            var likelihood = Likelihoods.For(summaries[d], given);
            likelihoods[d] = likelihood.Kind;
            (mean[d], scale[d]) = likelihood.Learn(summaries[d]);
        }

        return new FeatureMap(likelihoods, mean, scale);
    }

    private static void RequireLearnable(float x, int row, int feature, Likelihood? given)
    {
        if (float.IsInfinity(x))
            throw new VaeDataException(row, feature, x, "a finite number, or NaN for a missing value");
        if (given?.Refusal(x) is { } expected)
            throw new VaeDataException(row, feature, x, expected);
    }
}

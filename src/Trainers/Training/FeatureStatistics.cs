using MLNet.Vae.Model;

namespace MLNet.Vae.Training;

/// <summary>Reads the training rows once to choose each feature's likelihood and to find its mean and deviation.</summary>
internal static class FeatureStatistics
{
    // A smaller deviation cannot be inverted in float32; the feature counts as constant.
    private const double SmallestDeviation = 1e-30;

    /// <summary>The map into the model's units. A constant feature, or one that is never observed, keeps deviation 1.</summary>
    /// <exception cref="VaeDataException">A value is infinite, or is to be Bernoulli and lies outside [0, 1].</exception>
    public static FeatureMap Of(TrainingSet data, VaeLikelihood asked)
    {
        var summaries = new Summary[data.FeatureCount];
        Array.Fill(summaries, Summary.Empty);
        for (int row = 0; row < data.RowCount; row++)
        {
            var values = data.Row(row);
            for (int d = 0; d < values.Length; d++)
            {
                float x = values[d];
                if (float.IsNaN(x))
                    continue;
                RequireLearnable(x, row, d, asked);
                summaries[d].Add(x);
            }
        }

        var likelihoods = new VaeLikelihood[data.FeatureCount];
        var mean = new float[data.FeatureCount];
        var scale = new float[data.FeatureCount];
        for (int d = 0; d < summaries.Length; d++)
        {
            likelihoods[d] = asked != VaeLikelihood.Auto ? asked
                : summaries[d].IsBinary ? VaeLikelihood.Bernoulli : VaeLikelihood.Gaussian;
            bool gaussian = likelihoods[d] == VaeLikelihood.Gaussian;
            mean[d] = gaussian ? (float)summaries[d].Mean : 0;
            scale[d] = gaussian && summaries[d].Deviation is > SmallestDeviation and var deviation ? (float)(1 / deviation) : 1;
        }

        return new FeatureMap(likelihoods, mean, scale);
    }

    private static void RequireLearnable(float x, int row, int feature, VaeLikelihood asked)
    {
        if (float.IsInfinity(x))
            throw new VaeDataException(row, feature, x, "a finite number, or NaN for a missing value");
        if (asked == VaeLikelihood.Bernoulli && x is < 0 or > 1)
            throw new VaeDataException(row, feature, x, "a number in [0, 1] for the Bernoulli likelihood, or NaN for a missing value");
    }

    /// <summary>Mean and deviation in one pass. Welford 1962.</summary>
    private struct Summary
    {
        private long _count;
        private double _squares;
        private float _min, _max;
        private bool _onlyZeroAndOne;

        public static Summary Empty => new() { _min = float.PositiveInfinity, _max = float.NegativeInfinity, _onlyZeroAndOne = true };

        public double Mean { get; private set; }

        public readonly double Deviation => _min < _max ? Math.Sqrt(_squares / _count) : 0;

        public readonly bool IsBinary => _onlyZeroAndOne && _min == 0 && _max == 1;

        public void Add(float x)
        {
            _count++;
            double difference = x - Mean;
            Mean += difference / _count;
            _squares += difference * (x - Mean);
            _min = Math.Min(_min, x);
            _max = Math.Max(_max, x);
            _onlyZeroAndOne &= x is 0 or 1;
        }
    }
}

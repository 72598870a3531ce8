namespace MLNet.Vae.Examples.SyntheticData;

/// <summary>The options of a model whose draws are to stand in the place of a table's rows; the benchmark of such rows takes them, too.</summary>
internal static class SynthesisOptions
{
    // Where rows bear it, a larger network that learns longer; chosen on census income, trained on four fifths of its rows.
    private const int ManyRows = 10_000, Steps = 24_000;

    /// <param name="rowCount">Number of rows of the table.</param>
    /// <param name="numbers">Its columns of numbers by name, but for those of two values, which are yes or no, whatever they are called.</param>
    /// <param name="seed">The seed.</param>
    public static VaeEstimator.Options Create(int rowCount, IEnumerable<string> numbers, int seed)
    {
        var options = new VaeEstimator.Options { Seed = seed, Likelihoods = numbers.ToDictionary(name => name, _ => VaeLikelihood.Histogram) };
        if (rowCount >= ManyRows)
        {
            options.HiddenLayers = [256, 128];
            options.NumberOfEpochs = (int)Math.Ceiling((double)Steps * options.BatchSize / rowCount);
        }

        return options;
    }
}

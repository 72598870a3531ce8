using Microsoft.ML.Data;

namespace MLNet.Vae.Benchmarks.Rows;

/// <summary>Made-up rows of 30 features around an 8-dimensional plane, and a model 30→64→32→8 of them that scores with 8 samples.</summary>
public static class Table
{
    public const int Features = 30, Latent = 8;

    private const int TrainingRows = 10_000;

    /// <summary>Rows, [rows, features].</summary>
    public static float[] Rows(int count)
    {
        var random = new Random(1);
        float[] plane = [.. Enumerable.Range(0, Latent * Features).Select(_ => 2 * random.NextSingle() - 1)];
        var values = new float[count * Features];
        Span<float> place = stackalloc float[Latent];
        for (int row = 0; row < count; row++)
        {
            foreach (ref float z in place)
                z = 2 * random.NextSingle() - 1;
            for (int d = 0; d < Features; d++)
            {
                float value = 0.1f * random.NextSingle();
                for (int j = 0; j < Latent; j++)
                    value += place[j] * plane[j * Features + d];
                values[row * Features + d] = value;
            }
        }

        return values;
    }

    /// <summary>The same as objects.</summary>
    public static Row[] Objects(int count) => [.. Rows(count).Chunk(Features).Select(values => new Row { Features = values })];

    public static VaeEstimator.Options Options() => new()
    {
        HiddenLayers = [64, 32],
        LatentDimension = Latent,
        NumberOfScoringSamples = 8,
        NumberOfEpochs = 5,
        Seed = 1,
        Backend = VaeBackend.Managed,
    };

    public static VaeModel Model() => VaeModel.Fit(Rows(TrainingRows), Features, Options());

    /// <summary>What ML.NET reads.</summary>
    public sealed class Row
    {
        [VectorType(Table.Features)]
        public float[] Features { get; set; } = [];
    }
}

using System.Globalization;
using MLNet.Vae.Model;
using MLNet.Vae.Parts.Layers;

namespace MLNet.Vae.Training;

/// <summary>About what a training holds in memory, in bytes. Backends differ a little.</summary>
/// <param name="Rows">The training rows.</param>
/// <param name="Weights">One copy of the network's weights and biases.</param>
/// <param name="Batch">What the rows of one step take.</param>
internal readonly record struct TrainingMemory(long Rows, long Weights, long Batch)
{
    // Parameters, gradient and Adam's two moments; those that training began from, those of the last reports, and what is scored with.
    private const int WeightCopies = 9;

    // Input and what is asked for, the input turned; and for each sample the output, which becomes its gradient.
    private const int BatchCopies = 3;

    // Of each value between the layers: before and after its activation, and its gradient. PyTorch was measured to take 2 to 2.5 of a convolutional
    // network's, for it frees gradients on its way.
    private const int HiddenCopies = 3;

    public long Total => Rows + WeightCopies * Weights + Batch;

    public static TrainingMemory Estimate(IRowSource data, VaeOptions options)
    {
        var architecture = NetworkArchitecture.From(options, data.FeatureCount, data.RowCount, data.ContextCount) with
        {
            BinCount = SlotLikelihoods.MaxBins(options, data.FeatureCount, data.RowCount),
        };
        int samples = options.Deterministic ? 1 : options.NumberOfMonteCarloSamples;
        long hidden = architecture.EncoderLayers.Sum(Values) + samples * architecture.DecoderLayers.SkipLast(1).Sum(Values);
        long row = BatchCopies * (long)data.FeatureCount + samples * (long)architecture.OutputCount + HiddenCopies * hidden;
        return new(data.Bytes, architecture.NumberOfWeights * sizeof(float), Math.Min(options.BatchSize, data.RowCount) * row * sizeof(float));

        static long Values(LayerShape layer) => layer.Outputs;
    }

    /// <summary>Megabytes, as a message has them.</summary>
    public static string Megabytes(long bytes) => (bytes / 1e6).ToString("N0", CultureInfo.InvariantCulture);
}

using MLNet.Vae.Training;

namespace MLNet.Vae.Tests.Training;

public class TrainingMemoryTests
{
    private const int Rows = 1000, Batch = 128, Pixels = 28 * 28;

    // Values between the layers of a network over images of 28 x 28 with 32 and 64 filters and 32 latent dimensions. Encoder: 14 x 14 x 32,
    // 7 x 7 x 64, and two heads; decoder: the same images from the smaller one on.
    private const int Encoder = 14 * 14 * 32 + 7 * 7 * 64 + 2 * 32, Decoder = 7 * 7 * 64 + 14 * 14 * 32;

    // Kernels of 4 x 4: convolutions, heads, the decoder's first layer, and transposed convolutions, each with its biases.
    private const int Weights = (1 * 16 + 1) * 32 + (32 * 16 + 1) * 64 + (3136 + 1) * 64 + (32 + 1) * 3136 + (64 * 16 * 32 + 32) + (32 * 16 + 1);

    [Theory]
    [InlineData(1, false, 1)]
    [InlineData(3, false, 3)]
    [InlineData(3, true, 1)]
    public void Estimate_ConvolutionalNetwork_CountsWhatLiesBetweenItsLayers(int samples, bool deterministic, int decodings)
    {
        var options = new VaeOptions
        {
            Architecture = VaeArchitecture.Convolutional(28, 28, filters: [32, 64], kernelSize: 4, stride: 2),
            LatentDimension = 32,
            BatchSize = Batch,
            NumberOfMonteCarloSamples = samples,
            Deterministic = deterministic,
        };
        var memory = TrainingMemory.Estimate(new RowsInMemory(new float[Rows * Pixels], Pixels), options);
        Assert.Equal(sizeof(float) * Rows * Pixels, memory.Rows);
        Assert.Equal(sizeof(float) * Weights, memory.Weights);
        // Input, target and turned input, an output for each sample, and three times what lies between.
        Assert.Equal(sizeof(float) * Batch * ((3 + decodings) * Pixels + 3 * (Encoder + decodings * Decoder)), memory.Batch);
    }

    [Fact]
    public void Estimate_HistogramFeatures_CountsAnOutputForEachOfTheirBins()
    {
        const int ManyRows = 900, Features = 5, Outputs = Features + 2 * 20; // 2 · 900^⅓ bins, rounded up
        var options = new VaeOptions
        {
            HiddenLayers = [6],
            LatentDimension = 2,
            BatchSize = Batch,
            NumberOfMonteCarloSamples = 3,
            Likelihoods = new Dictionary<string, VaeLikelihood> { ["1..3"] = VaeLikelihood.Histogram },
        };
        var memory = TrainingMemory.Estimate(new RowsInMemory(new float[ManyRows * Features], Features), options);
        Assert.Equal(sizeof(float) * ((Features + 1) * 6 + (6 + 1) * 4 + (2 + 1) * 6 + (6 + 1) * Outputs), memory.Weights);
        Assert.Equal(sizeof(float) * Batch * (3 * Features + 3 * Outputs + 3 * (6 + 4 + 3 * 6)), memory.Batch);
    }

    [Fact]
    public void Estimate_FewerRowsThanABatch_CountsThose()
    {
        var options = new VaeOptions { HiddenLayers = [6], LatentDimension = 2, BatchSize = Batch };
        var memory = TrainingMemory.Estimate(new RowsInMemory(new float[10 * 5], 5), options);
        Assert.Equal(sizeof(float) * 10 * (4 * 5 + 3 * (6 + 4 + 6)), memory.Batch);
    }
}

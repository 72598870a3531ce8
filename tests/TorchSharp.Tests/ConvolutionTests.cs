using MLNet.Vae.Torch;
using MLNet.Vae.Training;
using TorchSharp;

namespace MLNet.Vae.Tests.Torch;

/// <summary>Convolutional networks: trained with libtorch, everything else without.</summary>
public sealed class ConvolutionTests : TorchTests
{
    // Sums of some hundred float32 products in another order.
    private const double Tolerance = 1e-4;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Sides that are even and odd, one channel and several, both layouts, kernels of which the zeros differ between sides.</summary>
    public static TheoryData<int, int, ImageLayout, int, int, int[]> Architectures => new()
    {
        { 8, 1, ImageLayout.ChannelsLast, 4, 2, [8, 16] },
        { 9, 3, ImageLayout.ChannelsLast, 4, 2, [20, 8] },
        { 7, 2, ImageLayout.ChannelsFirst, 3, 2, [5, 7, 9] },
        { 6, 1, ImageLayout.ChannelsFirst, 3, 1, [4] },
        { 10, 3, ImageLayout.ChannelsFirst, 5, 3, [6, 70] },
    };

    // A deterministic model's score is what the loss is at β = 0, so one number goes through every layer of both.
    [Theory]
    [MemberData(nameof(Architectures))]
    public void Loss_AnyArchitecture_IsTheMeanScoreOfTheManagedModel(
        int side, int channels, ImageLayout layout, int kernel, int stride, int[] filters)
    {
        const int count = 37;
        var options = Options(VaeArchitecture.Convolutional(side, side, channels, layout, filters, kernel, stride));
        (options.Deterministic, options.HiddenLayers, options.BatchSize) = (true, [11], count);
        float[] pictures = Pictures.Waves(count, side, channels, seed: 1);
        var plan = new TrainingPlan(new RowsInMemory(pictures, side * side * channels), options);
        using var run = new TorchTrainingRun(plan, TorchSharpBackend.Cpu.Device);
        var loss = new StepLoss(plan.Architecture.LatentDimension);
        run.Evaluate(0, new RowBatch(plan.Data, [.. Enumerable.Range(0, count)]), loss);

        float[] scores = new float[count];
        Inference.RowInference.Create(plan.Weights(plan.InitialParameters)).Score(pictures, scores, []);
        double expected = scores.Average(score => (double)score);
        Assert.Equal(expected, loss.Reconstruction, Tolerance * Math.Max(1, Math.Abs(expected)));
    }

    [Fact]
    public void Fit_Bars_ReconstructsThemAndTellsAnotherPicture()
    {
        const int side = 8;
        var options = Options(VaeArchitecture.Convolutional(side, side, filters: [8, 16]));
        (options.LatentDimension, options.KlWarmUp) = (4, 0.5);
        var model = VaeModel.Fit(Pictures.Bars(2100, side, 1, seed: 1), side * side, options, null, Cancelled);
        float[] fresh = Pictures.Bars(50, side, 1, seed: 2), reconstructed = new float[fresh.Length], scores = new float[50];
        model.Reconstruct(fresh, reconstructed);
        model.Score(fresh, scores);
        double error = fresh.Zip(reconstructed, (a, b) => (a - b) * (a - b)).Average(), spread = fresh.Select(x => (x - fresh.Average()) * (x - fresh.Average())).Average();
        Assert.True(error < 0.2 * spread, $"The squared error is {error}, the variance {spread}.");

        float[] other = [.. Enumerable.Range(0, side * side).Select(i => i % side == i / side ? 0.75f : 0.15f)], score = new float[1];
        model.Score(other, score); // a diagonal
        Assert.True(score[0] > scores.Max(), $"The diagonal's score is {score[0]}, the largest of bars {scores.Max()}.");
    }

    [Fact]
    public void Fit_NoBackendAskedFor_TakesTorchSharp()
    {
        var options = Options(VaeArchitecture.Convolutional(8, 8));
        options.Backend = null;
        var choice = BackendChoice.For(options, 64, 100);
        Assert.IsType<TorchSharpBackend>(choice.Backend);
        Assert.Equal("Training with TorchSharp on cpu: it alone trains a network that is convolutional over images of 8 × 8 × 1.", choice.ToString());
    }

    // Few rows: the trainings that calibrate it are convolutional, too.
    [Fact]
    public void Fit_FewRows_IsCalibratedAndLoadsAsItWas()
    {
        const int side = 8;
        float[] pictures = Pictures.Bars(60, side, 1, seed: 1), before = new float[60], after = new float[60];
        var options = Options(VaeArchitecture.Convolutional(side, side, filters: [4]));
        options.Backend = null;
        var model = VaeModel.Fit(pictures, side * side, options, null, Cancelled);
        Assert.IsType<ConvolutionalArchitecture>(model.Architecture);
        Assert.InRange(model.PValue(float.MaxValue), 1.0 / 61 - 1e-6, 1.0 / 61 + 1e-6);

        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        var loaded = VaeModel.Load(stream);
        model.Score(pictures, before);
        loaded.Score(pictures, after);
        Assert.Equal(before, after);
        Assert.Equal(model.Architecture.ToString(), loaded.Architecture.ToString());
    }

    // The first pixel never changes, so it has no part in what the encoder says of the others, in training with noise as in scoring.
    [Fact]
    public void Fit_ConstantPixel_TheEncoderDoesNotSeeIt()
    {
        const int side = 8;
        var options = Options(VaeArchitecture.Convolutional(side, side, filters: [4]));
        (options.InputNoise, options.NumberOfEpochs) = (0.5, 2);
        var model = VaeModel.Fit(Pictures.Bars(100, side, 1, seed: 1), side * side, options, null, Cancelled);
        Assert.Equal(VaeLikelihood.Constant, model.Likelihoods[0]);
        float[] picture = Pictures.Bars(1, side, 1, seed: 2), expected = new float[model.LatentDimension], found = new float[model.LatentDimension];
        model.Encode(picture, expected);
        picture[0] = 1;
        model.Encode(picture, found);
        Assert.Equal(expected, found);
    }

    [Fact]
    public void Fit_LeavesNoTensor()
    {
        long before = torch.Tensor.TotalCount;
        var options = Options(VaeArchitecture.Convolutional(9, 9, 2, ImageLayout.ChannelsLast, [4, 4]));
        options.NumberOfEpochs = 2;
        VaeModel.Fit(Pictures.Bars(100, 9, 2, seed: 1), 162, options, null, Cancelled);
        Assert.Equal(before, torch.Tensor.TotalCount);
    }

    private static VaeOptions Options(VaeArchitecture architecture) => new()
    {
        Architecture = architecture,
        LatentDimension = 3,
        BatchSize = 32,
        NumberOfEpochs = 10,
        Seed = 1,
        NumberOfThreads = 1,
        Backend = TorchSharpBackend.Cpu,
    };
}

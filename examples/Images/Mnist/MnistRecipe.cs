using MLNet.Vae.Examples.Common;

namespace MLNet.Vae.Examples.Images.Mnist;

/// <summary>What is trained, on what.</summary>
/// <param name="Options">How.</param>
/// <param name="Draws">Black and white images drawn from each gray one; 0 for the gray ones themselves.</param>
internal sealed record MnistRecipe(VaeOptions Options, int Draws)
{
    // Random numbers of the two sets of black and white images.
    private const int TrainingSeed = 1, TestSeed = 2;

    // Of the posterior, for an image in a step of one cycle. They take time and lower the loss: 1, 2 and 4 draws gave 101.6, 101.1 and 100.6 nats of
    // 10,000 training images that were left out.
    private const int PosteriorDraws = 4;

    /// <summary>That of the texts.</summary>
    public static MnistRecipe Classic(Arguments arguments)
    {
        var options = Common(arguments, VaeActivation.Relu, "constant", epochs: 10, new VaeOptions { HiddenLayers = [400, 200], LatentDimension = 20 });
        if (options.LearningRateSchedule == VaeLearningRateSchedule.OneCycle)
            options.NumberOfMonteCarloSamples = PosteriorDraws;
        return new MnistRecipe(options, Draws: 0);
    }

    /// <summary>That of Burda et al. 2016, with one stochastic layer.</summary>
    public static MnistRecipe BlackAndWhite(Arguments arguments) => new(
        Common(arguments, VaeActivation.Tanh, "one-cycle", epochs: 50, new VaeOptions { HiddenLayers = [200, 200], LatentDimension = 50 }),
        Draws: arguments.Number("--draws", 4, min: 1));

    /// <summary>Puts convolutions in the place of the fully connected layers, and 32 latent dimensions. TorchSharp trains it.</summary>
    /// <param name="side">Pixels of an image's line.</param>
    public void UseConvolutions(int side)
    {
        Options.Architecture = VaeArchitecture.Convolutional(side, side);
        (Options.HiddenLayers, Options.LatentDimension) = (null, 32);
    }

    /// <summary>The images as this recipe takes them: black and white by a fixed draw, the test images by one, or as they are.</summary>
    public (DigitImages Training, DigitImages Test) Prepare(DigitImages training, DigitImages test) =>
        Draws == 0 ? (training, test) : (training.Binarize(Draws, TrainingSeed), test.Binarize(1, TestSeed));

    public string Describe(int inputs) =>
        $"{Layers(inputs)}, {Options.Activation}, Bernoulli, Adam {Options.LearningRate:g3} " +
        $"({Options.LearningRateSchedule}), batches of {Options.BatchSize}, {Options.NumberOfEpochs} epochs" +
        (Options.NumberOfMonteCarloSamples > 1 ? $", {Options.NumberOfMonteCarloSamples} draws of the posterior for each image of a step" : "") +
        (Draws > 0 ? $" of {Draws} fixed black and white draws of each image" : "");

    private string Layers(int inputs) => Options.HiddenLayers is { } hidden
        ? string.Join('-', [inputs, .. hidden, Options.LatentDimension!.Value])
        : $"{Options.Architecture}, {Options.LatentDimension} latent dimensions";

    /// <param name="arguments">What the user says.</param>
    /// <param name="activation">Where the user says nothing of it.</param>
    /// <param name="schedule">The same.</param>
    /// <param name="epochs">The same.</param>
    /// <param name="options">The layers; the rest is set here.</param>
    private static VaeOptions Common(Arguments arguments, VaeActivation activation, string schedule, int epochs, VaeOptions options)
    {
        string name = arguments.Word("--activation", FirstOf($"{activation}".ToLowerInvariant(), "relu", "silu", "tanh", "gelu"));
        options.Activation = Enum.Parse<VaeActivation>(name, ignoreCase: true);
        (options.LearningRateSchedule, options.LearningRate) = arguments.Word("--schedule", FirstOf(schedule, "constant", "one-cycle", "cosine")) switch
        {
            "constant" => (VaeLearningRateSchedule.Constant, 1e-3),
            "cosine" => (VaeLearningRateSchedule.Cosine, 2e-3),
            _ => (VaeLearningRateSchedule.OneCycle, 4e-3), // its peak: 2.5e-3 and 8e-3 were worse
        };
        options.Backend = arguments.Word("--backend", "automatic", "managed", "torchsharp") switch
        {
            "managed" => VaeBackend.Managed,
            "torchsharp" => TorchSharpBackend.Cpu,
            _ => null,
        };
        options.Likelihood = VaeLikelihood.Bernoulli;
        options.ValidationFraction = 0; // all images are learned from, as in the texts; nothing asks for a threshold
        options.BatchSize = 128;
        options.NumberOfEpochs = arguments.Number("--epochs", epochs, min: 1);
        options.NumberOfThreads = arguments["--threads"] is null ? null : arguments.Number("--threads", 1, min: 1);
        options.Seed = arguments.Number("--seed", 1, min: 0);
        if (options.LearningRateSchedule == VaeLearningRateSchedule.Constant)
            (options.KlWarmUp, options.MaximumGradientNorm) = (0, double.PositiveInfinity); // as in the texts; elsewhere as by default
        return options;
    }

    // The default before the other words, as the command line takes them.
    private static string[] FirstOf(string first, params string[] words) => [first, .. words.Where(word => word != first)];
}

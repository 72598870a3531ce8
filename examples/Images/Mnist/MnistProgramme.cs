using MLNet.Vae.Examples.Common;

namespace MLNet.Vae.Examples.Images.Mnist;

/// <summary>What is trained, on what.</summary>
/// <param name="Options">How.</param>
/// <param name="Draws">Black and white images drawn from each gray one; 0 for the gray ones themselves.</param>
internal sealed record MnistProgramme(VaeOptions Options, int Draws)
{
    // Random numbers of the two sets of black and white images.
    private const int TrainingSeed = 1, TestSeed = 2;

    /// <summary>That of the texts.</summary>
    public static MnistProgramme Classic(Arguments arguments) => new(
        Common(arguments, "constant", constantRate: 1e-3, epochs: 10, new VaeOptions
        {
            HiddenLayers = [400, 200],
            LatentDimension = 20,
            Activation = VaeActivation.Relu,
        }),
        Draws: 0);

    /// <summary>That of Burda et al. 2016, with one stochastic layer.</summary>
    public static MnistProgramme BlackAndWhite(Arguments arguments) => new(
        Common(arguments, "one-cycle", constantRate: 1e-3, epochs: 50, new VaeOptions
        {
            HiddenLayers = [200, 200],
            LatentDimension = 50,
            Activation = VaeActivation.Tanh,
        }),
        Draws: arguments.Number("--draws", 4, min: 1));

    /// <summary>Puts convolutions in the place of the fully connected layers, and 32 latent dimensions. TorchSharp trains it.</summary>
    /// <param name="side">Pixels of an image's line.</param>
    public void UseConvolutions(int side)
    {
        Options.Architecture = VaeArchitecture.Convolutional(side, side);
        (Options.HiddenLayers, Options.LatentDimension) = (null, 32);
    }

    /// <summary>The images as this programme takes them: black and white by a fixed draw, the test images by one, or as they are.</summary>
    public (DigitImages Training, DigitImages Test) Prepare(DigitImages training, DigitImages test) =>
        Draws == 0 ? (training, test) : (training.Binarize(Draws, TrainingSeed), test.Binarize(1, TestSeed));

    public string Describe(int inputs) =>
        $"{Layers(inputs)}, {Options.Activation}, Bernoulli, Adam {Options.LearningRate:g3} " +
        $"({Options.LearningRateSchedule}), batches of {Options.BatchSize}, {Options.NumberOfEpochs} epochs" +
        (Draws > 0 ? $" of {Draws} fixed black and white draws of each image" : "");

    private string Layers(int inputs) => Options.HiddenLayers is { } hidden
        ? string.Join('-', [inputs, .. hidden, Options.LatentDimension!.Value])
        : $"{Options.Architecture}, {Options.LatentDimension} latent dimensions";

    private static VaeOptions Common(Arguments arguments, string schedule, double constantRate, int epochs, VaeOptions options)
    {
        string[] schedules = [schedule, .. new[] { "constant", "one-cycle", "cosine" }.Where(name => name != schedule)];
        (options.LearningRateSchedule, options.LearningRate) = arguments.Word("--schedule", schedules) switch
        {
            "constant" => (VaeLearningRateSchedule.Constant, constantRate),
            "cosine" => (VaeLearningRateSchedule.Cosine, 2 * constantRate),
            _ => (VaeLearningRateSchedule.OneCycle, 4 * constantRate),
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
}

using MLNet.Vae.Examples.Common;

namespace MLNet.Vae.Examples.Images.Mnist;

/// <summary>
/// The classic recipe: 784-400-200-20, ReLU, Bernoulli, Adam at a constant 1e-3, batches of 128, 10 epochs. With --likelihood the other one:
/// black and white images, 784-200-200-50, tanh, and log p(x) by importance sampling. With --convolutional the layers are convolutions.
/// </summary>
internal static class MnistCommand
{
    // What only a likelihood is measured with.
    private static readonly string[] LikelihoodOptions = ["--draws", "--samples", "--images"];

    public static void Run(string[] args)
    {
        var arguments = Arguments.Parse(
            args,
            "DIR",
            ["--epochs", "--activation", "--schedule", "--backend", "--seed", "--threads", "--page", .. LikelihoodOptions],
            ["--likelihood", "--convolutional"]);
        bool isLikelihood = arguments.Has("--likelihood"), isConvolutional = arguments.Has("--convolutional");
        string folder = arguments.Path ?? throw new InputException("Expected the folder that holds the four files of MNIST: mnist DIR.");
        string page = arguments["--page"] ?? "mnist.html";
        OutputFile.Check(page); // now, not after minutes of training
        if (!isLikelihood && LikelihoodOptions.FirstOrDefault(option => arguments[option] is not null) is { } idle)
            throw new InputException($"{idle} is for --likelihood, which is not there.");
        if (isConvolutional && arguments["--backend"] == "managed")
            throw new InputException("--backend managed does not train convolutions; expected 'torchsharp', or none.");
        var recipe = isLikelihood ? MnistRecipe.BlackAndWhite(arguments) : MnistRecipe.Classic(arguments);
        int samples = arguments.Number("--samples", 5000, min: 1), images = arguments.Number("--images", int.MaxValue, min: 2);

        var (training, test) = DigitImages.Load(folder);
        Console.WriteLine($"{folder}: {training.Count:N0} images of {training.Side} x {training.Side} pixels, {test.Count:N0} to test with");
        if (isConvolutional)
            recipe.UseConvolutions(training.Side);
        string description = recipe.Describe(training.Size);
        Console.WriteLine(description);
        (training, test) = recipe.Prepare(training, test);
        var losses = new EpochLosses(test, loss => Console.WriteLine(
            $"epoch {loss.Epoch,3}  train {loss.Training:f2}  test {loss.Test:f2} nats  {loss.Seconds:f1} s"));
        var model = VaeModel.Fit(training.Pixels, training.Size, recipe.Options, losses);
        Console.WriteLine($"{model.NumberOfActiveUnits} of {model.LatentDimension} latent dimensions are in use. Test loss {losses.All[^1].Test:f2} nats.");
        if (isLikelihood)
        {
            bool isPublished = !isConvolutional && recipe.Options.Activation == VaeActivation.Tanh;
            MeasureLikelihood(model, test.Take(images), samples, isPublished ? "; published for this network 86.8 (Burda et al. 2016, table 1)" : "");
        }

        new MnistPage(model, test, losses.All).Create(description).Save(page);
        Console.WriteLine($"Pictures: {Path.GetFullPath(page)}");
    }

    /// <param name="model">The model.</param>
    /// <param name="test">The images.</param>
    /// <param name="samples">Draws for each.</param>
    /// <param name="published">What to print beside the figure.</param>
    private static void MeasureLikelihood(VaeModel model, DigitImages test, int samples, string published)
    {
        int told = 0;
        float[] found = LogLikelihoods.Estimate(model, test, samples, share =>
        {
            if (Interlocked.Exchange(ref told, (int)(10 * share)) < (int)(10 * share))
                Console.WriteLine($"  importance sampling {share:p0}");
        });
        double mean = -found.Average(), error = Math.Sqrt(found.Sum(log => Math.Pow(log + mean, 2)) / (found.Length - 1.0) / found.Length);
        Console.WriteLine(
            $"-log p(x) of {test.Count:N0} test images, {samples:N0} samples each: {mean:f2} nats (standard error of the images {error:f2}){published}");
    }
}

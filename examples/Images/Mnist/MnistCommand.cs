using MLNet.Vae.Examples.Common;

namespace MLNet.Vae.Examples.Images.Mnist;

/// <summary>
/// The classic programme: 784-400-200-20, ReLU, Bernoulli, Adam at a constant 1e-3, batches of 128, 10 epochs. With --likelihood the other one:
/// black and white images, 784-200-200-50, tanh, and log p(x) by importance sampling. With --convolutional the layers are convolutions.
/// </summary>
internal static class MnistCommand
{
    public static void Run(string[] args)
    {
        var arguments = Arguments.Parse(
            args, "DIR", ["--epochs", "--schedule", "--backend", "--seed", "--draws", "--samples", "--images", "--threads", "--page"], ["--likelihood", "--convolutional"]);
        string folder = arguments.Path ?? throw new InputException("Expected the folder that holds the four files of MNIST: mnist DIR.");
        string page = arguments["--page"] ?? "mnist.html";
        OutputFile.Check(page); // now, not after minutes of training
        var programme = arguments.Has("--likelihood") ? MnistProgramme.BlackAndWhite(arguments) : MnistProgramme.Classic(arguments);
        int samples = arguments.Number("--samples", 5000, min: 1), images = arguments.Number("--images", int.MaxValue, min: 2);

        var (training, test) = DigitImages.Load(folder);
        Console.WriteLine($"{folder}: {training.Count:N0} images of {training.Side} x {training.Side} pixels, {test.Count:N0} to test with");
        if (arguments.Has("--convolutional"))
            programme = programme.WithConvolutions(training.Side);
        Console.WriteLine(programme.Describe(training.Size));
        (training, test) = programme.Prepare(training, test);
        var losses = new EpochLosses(test, loss => Console.WriteLine(
            $"epoch {loss.Epoch,3}  train {loss.Training:f2}  test {loss.Test:f2} nats  {loss.Seconds:f1} s"));
        var model = VaeModel.Fit(training.Pixels, training.Size, programme.Options, losses);
        if (losses.All is [.., var last])
            Console.WriteLine($"Trained and calibrated; {model.NumberOfActiveUnits} of {model.LatentDimension} latent dimensions are in use. Test loss {last.Test:f2} nats.");
        if (arguments.Has("--likelihood"))
            MeasureLikelihood(model, test.Take(images), samples);
        new MnistPage(model, test, losses.All).Create(programme.Describe(training.Size)).Save(page);
        Console.WriteLine($"Pictures: {Path.GetFullPath(page)}");
    }

    private static void MeasureLikelihood(VaeModel model, DigitImages test, int samples)
    {
        int told = 0;
        float[] found = LogLikelihoods.Of(model, test, samples, share =>
        {
            if (Interlocked.Exchange(ref told, (int)(10 * share)) < (int)(10 * share))
                Console.WriteLine($"  importance sampling {share:p0}");
        });
        double mean = -found.Average(), error = Math.Sqrt(found.Sum(log => Math.Pow(log + mean, 2)) / (found.Length - 1.0) / found.Length);
        Console.WriteLine(
            $"-log p(x) of {test.Count:N0} test images, {samples:N0} samples each: {mean:f2} nats (standard error of the images {error:f2}); " +
            $"published for this network 86.8 (Burda et al. 2016, table 1)");
    }
}

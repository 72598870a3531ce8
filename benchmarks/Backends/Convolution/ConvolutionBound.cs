using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;

namespace MLNet.Vae.Benchmarks.Backends;

/// <summary>The bound that a convolutional and a dense network reach on MNIST's test images in as many passes, 32 latent dimensions each.</summary>
internal static class ConvolutionBound
{
    private const int Pixels = 784, Seed = 1;

    /// <param name="folder">Of the idx files.</param>
    /// <param name="epochs">Passes over the training images.</param>
    public static IEnumerable<string> Measure(string folder, int epochs)
    {
        float[] train = Images(Path.Combine(folder, "train-images-idx3-ubyte.gz")), test = Images(Path.Combine(folder, "t10k-images-idx3-ubyte.gz"));
        yield return $"| MNIST, Bernoulli, {epochs} passes in batches of 128 | test −ELBO, nats | seconds |";
        yield return "|---|---|---|";
        var convolution = Case.Convolution;
        foreach (var (name, change) in new (string, Action<VaeOptions>)[]
        {
            ("convolutional 28-[32,64]-32", options => options.Architecture = convolution.Architecture),
            ("dense 784-[400,200]-32", options => options.HiddenLayers = [400, 200]),
        })
        {
            var options = new VaeOptions
            {
                LatentDimension = convolution.Latent,
                Likelihood = VaeLikelihood.Bernoulli,
                BatchSize = convolution.Batch,
                NumberOfEpochs = epochs,
                Backend = TorchSharpBackend.Cpu,
                Seed = Seed,
            };
            change(options);
            long start = Stopwatch.GetTimestamp();
            var model = VaeModel.Fit(train, Pixels, options);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            float[] scores = new float[test.Length / Pixels];
            model.Score(test, scores);
            yield return $"| {name} | {scores.Average(score => (double)score):0.00} | {seconds:0} |";
        }
    }

    // [images, pixels], 0 to 1.
    private static float[] Images(string path)
    {
        using var bytes = new MemoryStream();
        using (var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress))
            file.CopyTo(bytes);
        byte[] content = bytes.ToArray();
        int count = BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(4));
        return [.. content.Skip(16).Take(count * Pixels).Select(value => value / 255f)];
    }
}

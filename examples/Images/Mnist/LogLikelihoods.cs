namespace MLNet.Vae.Examples.Images.Mnist;

/// <summary>log p(x) of images, on all processors.</summary>
internal static class LogLikelihoods
{
    private const int Together = 100;

    /// <summary>Of each image, in nats.</summary>
    /// <param name="model">The model.</param>
    /// <param name="images">The images.</param>
    /// <param name="samples">Draws of the posterior for each; of one, the mean is the evidence lower bound.</param>
    /// <param name="progress">Told the share that is done.</param>
    public static float[] Estimate(VaeModel model, DigitImages images, int samples, Action<double>? progress = null)
    {
        float[] found = new float[images.Count];
        int done = 0;
        // A chunk takes seconds, and the thread pool would take waiting ones for a want of threads, and begin all at once.
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, (images.Count + Together - 1) / Together, atOnce, chunk =>
        {
            int first = chunk * Together, count = Math.Min(Together, images.Count - first);
            model.LogLikelihood(
                images.Pixels.AsSpan(first * images.Size, count * images.Size), [], found.AsSpan(first, count), samples, seed: 1, firstRow: first);
            progress?.Invoke((double)Interlocked.Add(ref done, count) / images.Count);
        });
        return found;
    }
}

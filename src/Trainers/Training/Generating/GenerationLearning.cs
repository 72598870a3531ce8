using MLNet.Vae.Inference;
using MLNet.Vae.Model;
using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Parts.Priors;

namespace MLNet.Vae.Training.Generating;

/// <summary>Learns <see cref="Generation"/> of the training rows, after the training.</summary>
internal static class GenerationLearning
{
    // What bounds the time that the fit takes.
    private const int MaxPoints = 1 << 14;

    // The covariances of more have more numbers than points could tell.
    private const int MaxDimensions = 64;

    /// <param name="plan">The training.</param>
    /// <param name="normal">Its rows, without those that are taken for anomalies.</param>
    /// <param name="inference">What came of it.</param>
    /// <param name="kl">The mean KL divergence of the training rows, [latent], in nats.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static Generation Learn(TrainingPlan plan, IRowSource normal, RowInference inference, float[] kl, CancellationToken cancellationToken)
    {
        // What both would say is of all contexts together, and rows are asked for in one.
        if (plan.Data.ContextCount > 0)
            return Generation.Plain;
        // A deterministic model has no divergence that was kept small: each of its dimensions may carry something.
        int[] active = [.. Enumerable.Range(0, kl.Length).Where(j => plan.Deterministic || kl[j] > LatentActivity.Minimum)];
        GaussianMixture? prior = null;
        if (active.Length is > 0 and <= MaxDimensions && MixtureFit.Run(AggregatePosterior(plan, normal, inference, active), cancellationToken) is { } components)
            prior = new GaussianMixture(active, components);
        return new Generation(prior, MarginalLearning.Learn(plan, normal, inference.With(new Generation(prior, [])), cancellationToken));
    }

    // One draw of z from the posterior of each of some rows, of a deterministic model the mean. Not every so many rows: they may have a period.
    private static double[][] AggregatePosterior(TrainingPlan plan, IRowSource normal, RowInference inference, int[] active)
    {
        int count = Math.Min(MaxPoints, normal.RowCount), latent = plan.Architecture.LatentDimension;
        float[] room = new float[normal.FeatureCount], mean = new float[latent], logVariance = new float[latent];
        var order = new int[normal.RowCount];
        plan.Noise.Shuffle(order, 0, NoisePurpose.AggregatePosterior);
        var points = new double[count][];
        for (int i = 0; i < count; i++)
        {
            inference.Encode(normal.Read(order[i], 0, room), mean, logVariance);
            points[i] = [.. active.Select(j => mean[j] + (plan.Deterministic ? 0 : Deviation(j) * Normal(i, j)))];
        }

        return points;

        double Deviation(int j) => Math.Exp(0.5 * logVariance[j]);
        float Normal(int i, int j) => plan.Noise.Normal(NoisePurpose.AggregatePosterior, i, (uint)j);
    }
}

namespace MLNet.Vae.Tests.Support;

/// <summary>A model's methods with the result as an array.</summary>
internal static class Scoring
{
    public static float[] Scores(this VaeModel model, ReadOnlySpan<float> rows)
    {
        var scores = new float[rows.Length / model.FeatureCount];
        model.Score(rows, scores);
        return scores;
    }

    public static (float[] Scores, float[] FeatureScores) ScoresByFeature(this VaeModel model, ReadOnlySpan<float> rows)
    {
        var scores = new float[rows.Length / model.FeatureCount];
        var features = new float[rows.Length];
        model.Score(rows, scores, features);
        return (scores, features);
    }

    public static float[] Reconstruction(this VaeModel model, ReadOnlySpan<float> rows)
    {
        var reconstruction = new float[rows.Length];
        model.Reconstruct(rows, reconstruction);
        return reconstruction;
    }

    public static (float[] Mean, float[] LogVariance) Posterior(this VaeModel model, ReadOnlySpan<float> rows)
    {
        int size = rows.Length / model.FeatureCount * model.LatentDimension;
        var mean = new float[size];
        var logVariance = new float[size];
        model.Encode(rows, mean, logVariance);
        return (mean, logVariance);
    }

    public static float[] Generated(
        this VaeModel model, int rows, int seed, long firstRow = 0, bool sampleLikelihood = false, VaePrior prior = VaePrior.Fitted)
    {
        var made = new float[rows * model.FeatureCount];
        model.Generate(made, seed, firstRow, sampleLikelihood, prior);
        return made;
    }
}

using MLNet.Vae.Inference;

namespace MLNet.Vae.Training;

/// <summary>What a model in training says of a row: −ELBO and its KL divergence, both in nats.</summary>
internal readonly record struct RowBound(double Bound, double Divergence)
{
    /// <summary>The model as it stands, with the bound that is trained on.</summary>
    /// <param name="plan">The training.</param>
    /// <param name="parameters">As the plan's layout has them.</param>
    /// <param name="samples">Noise vectors, at most; null for all that a score takes.</param>
    public static RowInference Model(TrainingPlan plan, float[] parameters, int? samples = null)
    {
        var weights = plan.Weights(parameters);
        int count = Math.Min(samples ?? int.MaxValue, weights.NumberOfScoringSamples);
        return RowInference.Create(weights with
        {
            ScoreBound = VaeScoreBound.Elbo,
            ScoringNoise = weights.ScoringNoise[..(count * plan.Architecture.LatentDimension)],
        });
    }

    /// <summary>The numbers of some rows, evenly spread: of all where there are no more.</summary>
    public static int[] Sample(IRowSource data, int max)
    {
        int count = Math.Min(max, data.RowCount);
        return [.. Enumerable.Range(0, count).Select(i => (int)((long)i * data.RowCount / count))];
    }

    /// <summary>Of some rows.</summary>
    /// <param name="plan">The training.</param>
    /// <param name="model">What <see cref="Model"/> gave.</param>
    /// <param name="data">Where the rows are.</param>
    /// <param name="rows">Their numbers.</param>
    public static RowBound[] Of(TrainingPlan plan, RowInference model, IRowSource data, int[] rows)
    {
        var found = new RowBound[rows.Length];
        Parallel.For(0, rows.Length, new ParallelOptions { MaxDegreeOfParallelism = plan.NumberOfThreads }, i => found[i] = Of(plan, model, data, rows[i]));
        return found;
    }

    /// <summary>Of one row.</summary>
    public static RowBound Of(TrainingPlan plan, RowInference model, IRowSource data, int row)
    {
        double[] divergence = new double[plan.Architecture.LatentDimension];
        float bound = 0;
        model.Score(
            new(data.Read(row, 0, new float[data.FeatureCount]), data.ReadContext(row, new float[data.ContextCount])), new Span<float>(ref bound), [], divergence);
        return new(bound, divergence.Sum());
    }
}

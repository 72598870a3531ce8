using MLNet.Vae.Inference;
using MLNet.Vae.Model;

namespace MLNet.Vae.Training.Generating;

/// <summary>Learns a <see cref="Marginal"/> of each feature whose likelihood learns a scale.</summary>
internal static class MarginalLearning
{
    // Of one feature, and of all together: the file holds both tables. With fewer steps than the least none is worth having.
    private const int MaxSteps = 256, MaxStepsOfAll = 1 << 15, MinSteps = 16;

    // How many values quantiles are found from.
    private const int MaxValuesOfAll = 1 << 22, MinRows = 2048, MaxRows = 1 << 15, MaxDraws = 8192;

    // Far from the rows that anybody asks for.
    private const long FirstRow = 1L << 40;

    /// <param name="plan">The training.</param>
    /// <param name="normal">Its rows, without those that are taken for anomalies.</param>
    /// <param name="inference">The model, with the prior that rows are generated with.</param>
    /// <returns>[features], or empty where there are too many.</returns>
    public static Marginal?[] Learn(TrainingPlan plan, IRowSource normal, RowInference inference)
    {
        int[] features = [.. plan.Features.Groups.Where(group => group.Likelihood.LearnsScale).SelectMany(group => group.Features)];
        if (features.Length == 0 || MaxStepsOfAll / features.Length < MinSteps)
            return [];
        int steps = Math.Min(MaxSteps, MaxStepsOfAll / features.Length), rows = Math.Clamp(MaxValuesOfAll / features.Length, MinRows, MaxRows);
        var marginals = new Marginal?[plan.Features.Count];
        var drawn = Draws(plan, inference, features, Math.Min(rows, MaxDraws));
        Parallel.For(0, features.Length, Threads(plan), i =>
        {
            float[] real = Column(plan, normal, features[i], rows);
            if (real.Length > 0)
                marginals[features[i]] = new Marginal(Quantiles(drawn[i], steps), Quantiles(real, steps), Decimals(real));
        });

        return marginals;
    }

    private static float[][] Draws(TrainingPlan plan, RowInference inference, int[] features, int count)
    {
        float[][] draws = [.. features.Select(_ => new float[count])];
        Parallel.For(0, count, Threads(plan), () => new float[plan.Features.Count], (r, _, row) =>
        {
            inference.Generate(row, plan.Noise.Seed, FirstRow + r, sampleLikelihood: true, VaePrior.Fitted);
            for (int i = 0; i < features.Length; i++)
                draws[i][r] = row[features[i]];
            return row;
        }, _ => { });
        return draws;
    }

    private static ParallelOptions Threads(TrainingPlan plan) => new() { MaxDegreeOfParallelism = plan.NumberOfThreads };

    // The known values of some rows, evenly spread, without those that are wrong.
    private static float[] Column(TrainingPlan plan, IRowSource normal, int feature, int rows)
    {
        int count = Math.Min(rows, normal.RowCount);
        var wrong = plan.Statistics.Wrong.FirstOrDefault(values => values.Feature == feature);
        var values = new List<float>(count);
        Span<float> room = stackalloc float[1];
        for (long i = 0; i < count; i++)
        {
            float value = normal.Read((int)(i * normal.RowCount / count), feature, room)[0];
            if (!plan.Features.Missing.Contain(value) && wrong?.Contain(value) != true)
                values.Add(value);
        }

        return [.. values];
    }

    // Sorts the values.
    private static float[] Quantiles(float[] values, int steps)
    {
        Array.Sort(values);
        return [.. Enumerable.Range(0, steps + 1).Select(i => values[(int)Math.Round((double)i * (values.Length - 1) / steps)])];
    }

    private static int? Decimals(float[] values)
    {
        for (int decimals = 0; decimals <= Marginal.MaxDecimals; decimals++)
        {
            if (Array.TrueForAll(values, value => (float)Math.Round((double)value, decimals) == value))
                return decimals;
        }

        return null;
    }
}

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
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>[features], or empty where there are too many.</returns>
    public static Marginal?[] Learn(TrainingPlan plan, IRowSource normal, RowInference inference, CancellationToken cancellationToken)
    {
        int[] features = [.. plan.Features.Groups.Where(group => group.Likelihood.LearnsScale).SelectMany(group => group.Features)];
        if (features.Length == 0 || MaxStepsOfAll / features.Length < MinSteps)
            return [];
        int steps = Math.Min(MaxSteps, MaxStepsOfAll / features.Length), rows = Math.Clamp(MaxValuesOfAll / features.Length, MinRows, MaxRows);
        var marginals = new Marginal?[plan.Features.Count];
        var threads = new ParallelOptions { MaxDegreeOfParallelism = plan.NumberOfThreads, CancellationToken = cancellationToken };
        var drawn = Draws(plan, inference, features, Math.Min(rows, MaxDraws), threads);
        var edges = Edges(plan);
        Parallel.For(0, features.Length, threads, i =>
        {
            float[] real = Column(plan, normal, features[i], rows);
            if (real.Length == 0)
                return;
            int? decimals = Decimals(real);
            marginals[features[i]] = edges.TryGetValue(features[i], out float[]? ofBins)
                ? WithinBins(ofBins, real, steps, decimals)
                : new Marginal(Quantiles(drawn[i], steps), Quantiles(real, steps), decimals);
        });

        return marginals;
    }

    // The edges of the bins of each feature that has some, in the input's units, the last one's upper edge too.
    private static Dictionary<int, float[]> Edges(TrainingPlan plan)
    {
        var edges = new Dictionary<int, float[]>();
        foreach (var (feature, outputs) in plan.Features.Groups.Where(group => group.Likelihood.TakesBins).SelectMany(group => group.Features.Zip(group.Outputs)))
        {
            var bins = plan.Statistics.Bins.Skip(outputs.First - plan.Features.Count).Take(outputs.Count).ToArray();
            edges.Add(feature, [.. bins.Select(bin => bin.Lower).Append(bins[^1].Upper).Select(edge => plan.Features.ToInputUnits(edge, feature))]);
        }

        return edges;
    }

    // Bins have the shares that they are to have, and a draw is anywhere in its bin: it becomes the value of that rank among the training rows' there.
    private static Marginal? WithinBins(float[] edges, float[] real, int steps, int? decimals)
    {
        Array.Sort(real);
        var bins = new List<(float Lower, float Upper, ArraySegment<float> Values)>();
        for (int k = 1, first = 0; k < edges.Length; k++)
        {
            int next = first;
            while (next < real.Length && (real[next] < edges[k] || k == edges.Length - 1))
                next++;
            if (next > first)
                bins.Add((edges[k - 1], edges[k], new ArraySegment<float>(real, first, next - first)));
            first = next;
        }

        if (steps + 1 < 2 * bins.Count)
            return null; // too many features for tables that could tell what is in a bin
        List<float> drawn = [], values = [];
        for (int k = 0; k < bins.Count; k++)
        {
            var (lower, upper, inBin) = bins[k];
            int points = (steps + 1) / bins.Count + (k < (steps + 1) % bins.Count ? 1 : 0); // together as many as any other table has
            for (int i = 0; i < points; i++)
            {
                double place = i / (points - 1.0);
                drawn.Add((float)(lower + place * ((double)upper - lower)));
                values.Add(inBin[(int)Math.Round(place * (inBin.Count - 1))]);
            }
        }

        return new Marginal([.. drawn], [.. values], decimals);
    }

    private static float[][] Draws(TrainingPlan plan, RowInference inference, int[] features, int count, ParallelOptions threads)
    {
        float[][] draws = [.. features.Select(_ => new float[count])];
        Parallel.For(0, count, threads, () => new float[plan.Features.Count], (r, _, row) =>
        {
            inference.Generate(row, plan.Noise.Seed, FirstRow + r, sampleLikelihood: true, VaePrior.Fitted);
            for (int i = 0; i < features.Length; i++)
                draws[i][r] = row[features[i]];
            return row;
        }, _ => { });
        return draws;
    }

    // The known values of some rows, evenly spread.
    private static float[] Column(TrainingPlan plan, IRowSource normal, int feature, int rows)
    {
        int count = Math.Min(rows, normal.RowCount);
        var values = new List<float>(count);
        Span<float> room = stackalloc float[1];
        for (long i = 0; i < count; i++)
        {
            float value = normal.Read((int)(i * normal.RowCount / count), feature, room)[0];
            if (!plan.Features.Missing.Contain(value))
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

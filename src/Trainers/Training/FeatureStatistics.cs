using MLNet.Vae.Model;
using MLNet.Vae.Parts.Likelihoods;

namespace MLNet.Vae.Training;

/// <summary>What the training rows say of their features: each one's likelihood, mean and deviation.</summary>
/// <param name="Map">The likelihoods, and the map into the model's units.</param>
/// <param name="Farthest">Of each feature, the distance of its farthest value from its mean in deviations; 0 where its likelihood learns no scale.</param>
/// <param name="Unobserved">Features without any value.</param>
/// <param name="Blocks">The blocks of several slots that were named.</param>
/// <param name="Bins">Those of the features that have some, of a feature behind those of the one before.</param>
internal sealed record FeatureStatistics(
    FeatureMap Map,
    IReadOnlyList<double> Farthest,
    IReadOnlyList<int> Unobserved,
    IReadOnlyList<BlockSummary> Blocks,
    IReadOnlyList<HistogramBin> Bins)
{
    /// <summary>Reads the training rows: once, and once more for each feature that has bins.</summary>
    /// <param name="data">The training rows.</param>
    /// <param name="asked">The likelihood of the options, [features].</param>
    /// <param name="missing">What stands for a missing value beside NaN; null for nothing.</param>
    /// <param name="named">Blocks of several slots that may be one category each; null for none.</param>
    /// <exception cref="VaeDataException">A value is infinite, or one that the likelihood asked for cannot learn from.</exception>
    public static FeatureStatistics Learn(
        IRowSource data, VaeLikelihood[] asked, MissingCodes? missing = null, IReadOnlyList<SlotBlock>? named = null)
    {
        missing ??= MissingCodes.None;
        var given = Array.ConvertAll(asked, kind => kind == VaeLikelihood.Auto ? null : Likelihoods.Get(kind));
        BlockSummary[] blocks = [.. (named ?? []).Select(slots => new BlockSummary(slots))];
        var summaries = Summarize(data, given, missing, blocks);
        Likelihood[] likelihoods = [.. summaries.Select((summary, d) => Likelihoods.For(summary, given[d]))];
        var together = new List<SlotBlock>();
        foreach (var block in blocks)
        {
            if (Likelihoods.For(block) is not { } ofBlock)
                continue;
            together.Add(block.Slots);
            Array.Fill(likelihoods, ofBlock, block.Slots.First, block.Slots.Count);
        }

        var units = Units(summaries, likelihoods, given);
        HistogramBin[][] bins = [.. Enumerable.Range(0, units.Length).Where(d => likelihoods[d].TakesBins)
            .Select(d => HistogramBin.Learn(Sorted(data, d, units[d], missing)))];
        var map = new FeatureMap(
            Array.ConvertAll(likelihoods, likelihood => likelihood.Kind),
            Array.ConvertAll(units, unit => unit.Location),
            Array.ConvertAll(units, unit => unit.Scale),
            missing: missing,
            blocks: together,
            bins: [.. bins.Select(ofFeature => ofFeature.Length)]);
        return new FeatureStatistics(
            map,
            [.. summaries.Select((summary, d) => likelihoods[d].LearnsScale ? summary.FarthestInDeviations : 0)],
            [.. Enumerable.Range(0, summaries.Length).Where(d => summaries[d].IsEmpty)],
            blocks,
            [.. bins.SelectMany(ofFeature => ofFeature)]);
    }

    // Location and scale of each feature. One that never changed, and is to be expected to, is given another likelihood.
    private static (float Location, float Scale)[] Units(ColumnSummary[] summaries, Likelihood[] likelihoods, Likelihood?[] given)
    {
        var prior = ScalePrior.Learn([.. summaries.Where((_, d) => likelihoods[d].LearnsScale)]);
        var units = new (float Location, float Scale)[summaries.Length];
        for (int d = 0; d < units.Length; d++)
        {
            if (prior is { ConstantsChange: true } && likelihoods[d].Kind == VaeLikelihood.Constant)
                likelihoods[d] = given[d] ?? Likelihoods.Get(VaeLikelihood.Gaussian);
            units[d] = likelihoods[d].Learn(summaries[d]);
            if (prior is not null && likelihoods[d].LearnsScale)
                units[d].Scale = (float)Math.Min(1 / prior.Deviation(summaries[d]), Gaussian.MaxScale);
        }

        return units;
    }

    private static ColumnSummary[] Summarize(
        IRowSource data, Likelihood?[] given, MissingCodes missing, IReadOnlyList<BlockSummary> blocks)
    {
        var summaries = new ColumnSummary[data.FeatureCount];
        Array.Fill(summaries, ColumnSummary.Empty);
        float[] room = new float[data.FeatureCount];
        for (int row = 0; row < data.RowCount; row++)
        {
            var values = data.Read(row, 0, room);
            for (int d = 0; d < values.Length; d++)
            {
                float x = values[d];
                if (missing.Contain(x))
                    continue;
                RequireLearnable(x, row, d, given[d]);
                summaries[d].Add(x);
            }

            foreach (var block in blocks)
                block.Add(values, row, missing);
        }

        return summaries;
    }

    // What is known of a feature in the model's units, ascending.
    private static float[] Sorted(IRowSource data, int feature, (float Location, float Scale) unit, MissingCodes missing)
    {
        var values = new List<float>(data.RowCount);
        Span<float> room = stackalloc float[1];
        for (int row = 0; row < data.RowCount; row++)
        {
            float x = data.Read(row, feature, room)[0];
            if (!missing.Contain(x))
                values.Add(FeatureMap.ToModelUnits(x, unit.Location, unit.Scale));
        }

        values.Sort();
        return [.. values];
    }

    private static void RequireLearnable(float x, int row, int feature, Likelihood? given)
    {
        if (float.IsInfinity(x))
            throw new VaeDataException(row, feature, x, "a finite number, or NaN for a missing value");
        if (given?.Refusal(x) is { } expected)
            throw new VaeDataException(row, feature, x, expected);
    }
}

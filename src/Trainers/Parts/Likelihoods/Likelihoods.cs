using System.Diagnostics;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>Every kind of likelihood: the one place that lists them.</summary>
internal static class Likelihoods
{
    /// <summary>In the order in which a model's parameters, and the terms of mixed rows, follow each other: a new one goes last.</summary>
    public static IReadOnlyList<Likelihood> All { get; } =
        [new Gaussian(), new Bernoulli(), new StudentT(), new Binary(), new Constant(), new Categorical(), new LogNormal(), new Count(), new Histogram()];

    public static Likelihood Get(VaeLikelihood kind) =>
        All.FirstOrDefault(likelihood => likelihood.Kind == kind) ?? throw new UnreachableException($"There is no likelihood {kind}.");

    /// <summary>Null where no kind has this letter.</summary>
    public static Likelihood? FindByLetter(char letter) => All.FirstOrDefault(likelihood => likelihood.Letter == letter);

    /// <summary>
    /// What a column is given: the kind that is asked for, or else the one that suits it best; <see cref="Constant"/> where that would learn
    /// a scale, and all values are the same.
    /// </summary>
    /// <param name="column">What was found in it.</param>
    /// <param name="asked">Null for what suits best.</param>
    public static Likelihood For(in ColumnSummary column, Likelihood? asked)
    {
        var likelihood = asked ?? Suiting(column);
        return likelihood.LearnsScale && column.IsConstant ? Get(VaeLikelihood.Constant) : likelihood;
    }

    /// <summary>What a block of several slots is given; null where it is left to what suits each of its slots.</summary>
    public static Likelihood? For(BlockSummary block) => All.LastOrDefault(likelihood => likelihood.Suits(block));

    // The last kind that suits it, for later ones are more special.
    private static Likelihood Suiting(ColumnSummary column) => All.Last(likelihood => likelihood.Suits(column));

    /// <summary>The kinds that some slots have, each with its blocks.</summary>
    /// <param name="kinds">[features].</param>
    /// <param name="blocks">Those of several slots, ascending; every other slot is a block of its own.</param>
    /// <param name="bins">The number of bins of each slot that has some, in their order.</param>
    public static IReadOnlyList<LikelihoodColumns> InUse(
        IReadOnlyList<VaeLikelihood> kinds, IReadOnlyList<SlotBlock> blocks, IReadOnlyList<int> bins)
    {
        var all = new List<SlotBlock>();
        foreach (var block in blocks.Append(new SlotBlock(kinds.Count, 0)))
        {
            for (int slot = all.Count == 0 ? 0 : all[^1].End; slot < block.First; slot++)
                all.Add(new SlotBlock(slot, 1));
            if (block.Count > 0)
                all.Add(block);
        }

        var byKind = all.ToLookup(block => kinds[block.First]);
        return
        [
            .. All.Where(likelihood => byKind.Contains(likelihood.Kind))
                .Select(likelihood => Columns(likelihood, [.. byKind[likelihood.Kind]]))
        ];

        LikelihoodColumns Columns(Likelihood likelihood, SlotBlock[] own) =>
            new(likelihood, own, likelihood.TakesBins ? SlotBlock.Behind(kinds.Count, bins) : own);
    }
}

/// <summary>A likelihood and the blocks of slots that have it, ascending; at least one.</summary>
/// <param name="Likelihood">The likelihood.</param>
/// <param name="Blocks">The blocks.</param>
/// <param name="Outputs">What the decoder gives of each block: the outputs at the places of its slots, or those of its bins.</param>
internal sealed record LikelihoodColumns(Likelihood Likelihood, SlotBlock[] Blocks, SlotBlock[] Outputs)
{
    /// <summary>The numbers of all its slots, ascending.</summary>
    public int[] Features { get; } = [.. Blocks.SelectMany(block => block.Slots)];
}

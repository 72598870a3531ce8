using System.Diagnostics;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>Every kind of likelihood: the one place that lists them.</summary>
internal static class Likelihoods
{
    /// <summary>In the order in which a model's parameters, and the terms of mixed rows, follow each other: a new one goes last.</summary>
    public static IReadOnlyList<Likelihood> All { get; } = [new Gaussian(), new Bernoulli(), new StudentT()];

    public static Likelihood Get(VaeLikelihood kind) =>
        All.FirstOrDefault(likelihood => likelihood.Kind == kind) ?? throw new UnreachableException($"There is no likelihood {kind}.");

    /// <summary>Null where no kind has this letter.</summary>
    public static Likelihood? FindByLetter(char letter) => All.FirstOrDefault(likelihood => likelihood.Letter == letter);

    /// <summary>What <see cref="VaeLikelihood.Auto"/> takes for a column: the last kind that suits it, for later ones are more special.</summary>
    public static Likelihood For(ColumnSummary column) => All.Last(likelihood => likelihood.Suits(column));

    /// <summary>The kinds that some features have, each with the numbers of its features.</summary>
    public static IReadOnlyList<LikelihoodColumns> InUse(IReadOnlyList<VaeLikelihood> kinds) =>
    [
        .. All.Select(likelihood => new LikelihoodColumns(
                likelihood, [.. Enumerable.Range(0, kinds.Count).Where(feature => kinds[feature] == likelihood.Kind)]))
            .Where(columns => columns.Features.Length > 0)
    ];
}

/// <summary>A likelihood and the numbers of the features that have it, ascending; at least one.</summary>
internal sealed record LikelihoodColumns(Likelihood Likelihood, int[] Features);

using System.Globalization;
using MLNet.Vae.Parts.Likelihoods;

namespace MLNet.Vae.Training;

/// <summary><see cref="VaeOptions.Likelihoods"/> held to the rows.</summary>
internal static class SlotLikelihoods
{
    /// <summary>What is asked for each feature, [features].</summary>
    /// <exception cref="ArgumentException">A key is no slot of the rows, two name the same one, or one lies in a block of
    /// <see cref="VaeOptions.CategoricalBlocks"/>.</exception>
    public static VaeLikelihood[] Resolve(VaeOptions options, int featureCount)
    {
        var asked = new VaeLikelihood[featureCount];
        Array.Fill(asked, options.Likelihood);
        var isNamed = new bool[featureCount];
        foreach (var (key, kind) in options.Likelihoods ?? new Dictionary<string, VaeLikelihood>())
        {
            if (Parse(key, featureCount) is not { } range)
                throw Unexpected(key, string.Create(CultureInfo.InvariantCulture, $"names no slot. The slots are 0 to {featureCount - 1}; expected one of them or a range of them, such as \"0..{featureCount}\"."));
            for (int slot = range.Start.Value; slot < range.End.Value; slot++)
            {
                if (isNamed[slot])
                    throw Unexpected(key, string.Create(CultureInfo.InvariantCulture, $"has slot {slot}, as another key has; expected each once."));
                if (options.CategoricalBlocks?.Any(block => slot >= block.Start.Value && slot < block.End.Value) == true)
                    throw Unexpected(key, string.Create(CultureInfo.InvariantCulture, $"has slot {slot}, which is part of one of CategoricalBlocks."));
                (asked[slot], isNamed[slot]) = (kind, true);
            }
        }

        return asked;
    }

    /// <summary>So many bins all features together have at most, which is known before the rows are read.</summary>
    /// <exception cref="ArgumentException">As <see cref="Resolve"/>.</exception>
    public static int MaxBins(VaeOptions options, int featureCount, int rowCount) =>
        Resolve(options, featureCount).Count(kind => kind != VaeLikelihood.Auto && Likelihoods.Get(kind).TakesBins) * HistogramBin.MaxCount(rowCount);

    /// <summary>A number, or two with two dots between, of which the second is the end; null where it is no slots of so many.</summary>
    public static Range? Parse(string key, int featureCount)
    {
        string[] parts = key.Split("..");
        if (!Whole(parts[0], out int first) || parts.Length > 2)
            return null;
        int end = first + 1;
        if (parts.Length == 2 && !Whole(parts[1], out end))
            return null;
        return first < end && end <= featureCount ? first..end : null;

        static bool Whole(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value < int.MaxValue;
    }

    public static ArgumentException Unexpected(string key, string problem) => new($"Likelihoods[\"{key}\"] {problem}", "options");
}

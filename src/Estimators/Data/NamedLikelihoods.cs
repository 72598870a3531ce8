using System.Globalization;
using MLNet.Vae.Training;

namespace MLNet.Vae.Data;

/// <summary><see cref="VaeOptions.Likelihoods"/> of a column whose slots may have names.</summary>
internal static class NamedLikelihoods
{
    /// <summary>The same with the number of a slot in the place of its name.</summary>
    /// <param name="likelihoods">By name, number or range; null for none.</param>
    /// <param name="input">The column, for messages.</param>
    /// <param name="slotNames">Names of the slots, [features]; null where there are none.</param>
    /// <param name="featureCount">Number of the slots.</param>
    /// <exception cref="ArgumentException">A key names no slot, or several.</exception>
    public static Dictionary<string, VaeLikelihood>? ByNumber(
        IReadOnlyDictionary<string, VaeLikelihood>? likelihoods, InputColumn input, IReadOnlyList<string>? slotNames, int featureCount)
    {
        if (likelihoods is null)
            return null;
        var byNumber = new Dictionary<string, VaeLikelihood>();
        foreach (var (key, kind) in likelihoods)
        {
            int[] named = [.. Enumerable.Range(0, slotNames?.Count ?? 0).Where(slot => slotNames![slot] == key)];
            if (named.Length > 1)
                throw SlotLikelihoods.Unexpected(key, $"names {named.Length} slots of {input}; expected their numbers.");
            if (named.Length == 0 && SlotLikelihoods.Parse(key, featureCount) is null)
                throw SlotLikelihoods.Unexpected(key, $"names no slot of {input}. {Present(key, slotNames, featureCount)}");
            string number = named.Length == 1 ? named[0].ToString(CultureInfo.InvariantCulture) : key;
            if (!byNumber.TryAdd(number, kind))
                throw SlotLikelihoods.Unexpected(key, $"names slot {number}, as another key does; expected each once.");
        }

        return byNumber;
    }

    /// <summary>Whether a key names a slot of a block.</summary>
    /// <param name="byNumber">What <see cref="ByNumber"/> gave.</param>
    /// <param name="block">The slots.</param>
    public static bool Overlap(IReadOnlyDictionary<string, VaeLikelihood>? byNumber, Range block) => byNumber?.Keys.Any(key =>
        SlotLikelihoods.Parse(key, int.MaxValue) is { } range && range.Start.Value < block.End.Value && block.Start.Value < range.End.Value) == true;

    private static string Present(string wanted, IReadOnlyList<string>? slotNames, int featureCount) => slotNames is null
        ? string.Create(CultureInfo.InvariantCulture, $"Its slots have no names; they are 0 to {featureCount - 1}, and ranges of them such as \"0..{featureCount}\".")
        : SimilarNames.List("slot", wanted, slotNames.Where(name => name.Length > 0));
}

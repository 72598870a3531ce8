namespace MLNet.Vae.Examples.Clustering;

/// <summary>
/// Normalized mutual information of two groupings, 2 I(a; b) / (H(a) + H(b)): 1 where they are the same but for names, 0 where one says nothing
/// about the other. This is scikit-learn's <c>normalized_mutual_info_score</c>, of which figures for the digits are known; ML.NET's
/// <c>NormalizedMutualInformation</c> is normalized in another way, and comes out about 0.01 lower here.
/// </summary>
internal static class MutualInformation
{
    public static double Normalized(IReadOnlyList<float> labels, IReadOnlyList<uint> groups)
    {
        double labelEntropy = Entropy(labels), groupEntropy = Entropy(groups);
        double jointEntropy = Entropy(labels.Zip(groups));
        return 2 * (labelEntropy + groupEntropy - jointEntropy) / (labelEntropy + groupEntropy);
    }

    // H = −Σ p log p over the groups' shares p.
    private static double Entropy<T>(IEnumerable<T> grouping)
        where T : notnull
    {
        int[] counts = [.. grouping.GroupBy(group => group).Select(group => group.Count())];
        double total = counts.Sum();
        return counts.Sum(count => -count / total * Math.Log(count / total));
    }
}

namespace MLNet.Vae.Model;

/// <summary>What a model knows of the scores of normal rows: how rare a score is among them.</summary>
internal abstract class ScoreDistribution
{
    /// <summary>
    /// A score of theirs that is less by no more than this, times 1 + |score|, counts as equal. Equal rows have equal scores, and the
    /// rounding of another runtime (4·10⁻⁷ measured) must not part them.
    /// </summary>
    public const float Tolerance = 2e-6f;

    /// <summary>The p-value of a score, 0 to 1; NaN for NaN.</summary>
    public abstract float PValue(float score);

    /// <summary>What two scores may differ by and count as equal.</summary>
    protected static float Margin(float score) => Tolerance * (1 + MathF.Abs(score));
}

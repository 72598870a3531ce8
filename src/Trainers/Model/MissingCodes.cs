namespace MLNet.Vae.Model;

/// <summary>
/// The values that stand for a missing one beside NaN, in every feature: <see cref="VaeOptions.MissingValues"/>. What the encoder sees of
/// such a cell, and what it costs, is what NaN has.
/// </summary>
/// <param name="values">Finite or infinite numbers, each once.</param>
internal sealed class MissingCodes(params float[] values)
{
    public static readonly MissingCodes None = new();

    public IReadOnlyList<float> Values { get; } = Array.AsReadOnly(values);

    /// <summary>The same to loop over.</summary>
    public ReadOnlySpan<float> Span => values;

    /// <summary>Whether a value is missing: NaN, or one of the codes.</summary>
    public bool Contain(float value) => float.IsNaN(value) || (values.Length > 0 && values.Contains(value));
}

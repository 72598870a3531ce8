namespace MLNet.Vae.Inference;

/// <summary>Rows that are encoded, or latent vectors that are decoded, and the context of each.</summary>
/// <param name="values">[rows, features] in the input's units, or [rows, latent].</param>
/// <param name="context">[rows, context] in the input's units; empty for a model without.</param>
internal readonly ref struct InputRows(ReadOnlySpan<float> values, ReadOnlySpan<float> context)
{
    public readonly ReadOnlySpan<float> Values = values, Context = context;

    public static implicit operator InputRows(float[] values) => new(values, []);

    public static implicit operator InputRows(Span<float> values) => new(values, []);

    public static implicit operator InputRows(ReadOnlySpan<float> values) => new(values, []);
}

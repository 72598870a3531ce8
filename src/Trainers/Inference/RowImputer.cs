using MLNet.Vae.Model;
using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Priors;

namespace MLNet.Vae.Inference;

/// <summary>
/// What stands in the gaps of an encoded row: the decoder's mean at the mean of its posterior, or for multiple imputation a draw from p(x | z)
/// at a draw z from the posterior.
/// </summary>
internal sealed class RowImputer<TS, TV>(FittedWeights fitted, RowNetwork<TS, TV> network, RowGenerator<TS, TV> generator)
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly FeatureMap _features = fitted.Features;
    private readonly int _latent = fitted.Architecture.LatentDimension;

    /// <summary>Whether no value of a row is missing.</summary>
    public bool IsComplete(ReadOnlySpan<float> row)
    {
        foreach (float value in row)
        {
            if (_features.Missing.Contain(value))
                return false;
        }

        return true;
    }

    /// <summary>Fills the gaps of the first row in memory, which is encoded.</summary>
    /// <param name="row">The row in the input's units, [features].</param>
    /// <param name="memory">What it was encoded in.</param>
    /// <param name="drawSeed">Null for means.</param>
    /// <param name="number">Number of the row, for draws.</param>
    /// <param name="imputed">Receives [features]; it may be the row itself.</param>
    public void Fill(ReadOnlySpan<float> row, RowMemory memory, int? drawSeed, long number, Span<float> imputed)
    {
        var filled = memory.Expected[.._features.Count];
        var z = memory.SampleRow(0);
        memory.Mean[.._latent].CopyTo(z);
        if (drawSeed is { } seed && !fitted.Deterministic)
            Move(z, memory, new NoiseSource(seed), number);
        memory.InputRow(0).Slice(_features.Count, fitted.Context.Count).CopyTo(z[_latent..]);
        var output = network.Decode(memory, 1);
        if (drawSeed is { } same)
            generator.Draw(output, filled, new NoiseSource(same), number);
        else
            generator.Mean(output, filled);
        var known = memory.Row(0);
        for (int d = 0; d < row.Length; d++)
        {
            // A slot that is missing in a category which has a value is known to be 0.
            imputed[d] = !_features.Missing.Contain(row[d]) ? row[d]
                : float.IsNaN(known[d]) ? filled[d]
                : _features.ToInputUnits(known[d], d);
        }
    }

    // From the mean of the posterior to a draw from it.
    private void Move(Span<float> z, RowMemory memory, NoiseSource noise, long number)
    {
        Span<float> normals = stackalloc float[_latent];
        StandardNormal.Draw(noise, number, normals);
        for (int j = 0; j < _latent; j++)
            z[j] += MathF.Exp(0.5f * memory.LogVariance[j]) * normals[j];
    }
}

using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Parts.Likelihoods;

namespace MLNet.Vae.Model;

/// <summary>Initial parameters: weights and biases uniform in ±1/√inputs, as PyTorch initializes its layers; a likelihood's where it says.</summary>
internal static class Initialization
{
    /// <param name="layout">Where each tensor lies.</param>
    /// <param name="features">The likelihoods.</param>
    /// <param name="noise">The seed's random numbers.</param>
    /// <param name="blocks">What the training rows say of the blocks of several slots; null for none.</param>
    /// <param name="bins">All bins, those of a feature behind those of the one before; null for none.</param>
    public static float[] Parameters(
        ParameterLayout layout,
        FeatureMap features,
        NoiseSource noise,
        IReadOnlyList<BlockSummary>? blocks = null,
        IReadOnlyList<HistogramBin>? bins = null)
    {
        var parameters = new float[layout.Length];
        foreach (var layer in layout.Encoder.Concat(layout.Decoder))
        {
            float bound = 1 / MathF.Sqrt(layer.Shape.FanIn);
            Fill(parameters, layer.Weight, bound, noise);
            Fill(parameters, layer.Bias, bound, noise);
        }

        if (!layout.Architecture.Kind.SharesWeights)
            HideFromEncoder(parameters, layout.Encoder[0].Weight, features);
        foreach (var (owner, spec, tensor) in layout.Parts)
        {
            for (int slot = 0; slot < features.Count; slot++)
                parameters[tensor.Offset + slot] = owner.Initial(spec, features.Scale[slot]);
            for (int bin = 0; bin < bins?.Count; bin++)
                parameters[tensor.Offset + features.Count + bin] = owner.Initial(spec, bins[bin]);
            foreach (var block in blocks ?? [])
            {
                if (features.Likelihoods[block.Slots.First] != owner.Kind)
                    continue;
                for (int slot = 0; slot < block.Slots.Count; slot++)
                    parameters[tensor.Offset + block.Slots.First + slot] = owner.Initial(spec, block, slot);
            }
        }

        return parameters;
    }

    // In training such a feature is always 0, so that weights of 0 have no gradient and stay.
    private static void HideFromEncoder(float[] parameters, ParameterTensor weight, FeatureMap features)
    {
        foreach (int feature in features.HiddenFromEncoder)
        {
            for (int row = 0; row < weight.Rows; row++)
                parameters[weight.Offset + row * weight.Columns + feature] = 0;
        }
    }

    private static void Fill(float[] parameters, ParameterTensor tensor, float bound, NoiseSource noise)
    {
        for (int i = 0; i < tensor.Length; i++)
            parameters[tensor.Offset + i] = (2 * noise.Uniform(NoisePurpose.Initialization, i, (uint)tensor.Index) - 1) * bound;
    }
}

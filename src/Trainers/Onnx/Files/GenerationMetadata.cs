using System.Buffers.Binary;
using MLNet.Vae.Model;
using MLNet.Vae.Parts.Priors;

namespace MLNet.Vae.Onnx.Files;

/// <summary>A <see cref="Generation"/> as metadata: no node of a graph reads it, which a runtime would say of initializers.</summary>
internal static class GenerationMetadata
{
    private const char Taken = '1', Rest = '0', NoMarginal = '-', AnyDecimals = 'r';

    public static IEnumerable<(string Key, string Value)> Create(Generation generation, int latent)
    {
        if (generation.Prior is { } prior)
        {
            var dimensions = Enumerable.Range(0, latent).Select(j => prior.Dimensions.Contains(j) ? Taken : Rest);
            yield return (MetadataKeys.PriorDimensions, string.Concat(dimensions));
            yield return (
                MetadataKeys.PriorComponents,
                Text([.. prior.Components.SelectMany(component => component.Mean.Prepend(component.Weight).Concat(component.Factor))]));
        }

        Marginal[] marginals = [.. generation.Marginals.OfType<Marginal>()];
        if (marginals.Length == 0)
            yield break;
        var letters = generation.Marginals.Select(marginal => marginal is null ? NoMarginal : marginal.Decimals is { } decimals ? (char)('0' + decimals) : AnyDecimals);
        yield return (MetadataKeys.MarginalDecimals, string.Concat(letters));
        yield return (MetadataKeys.Marginals, Text([.. marginals.SelectMany(marginal => marginal.Drawn.Concat(marginal.Real))]));
    }

    /// <exception cref="VaeModelFormatException">What is there is not what <see cref="Create"/> makes.</exception>
    public static Generation Read(MetadataReader metadata, int latent, int features) => new(
        metadata.Has(MetadataKeys.PriorDimensions) ? Prior(metadata, latent) : null,
        metadata.Has(MetadataKeys.MarginalDecimals) ? Marginals(metadata, features) : []);

    private static GaussianMixture Prior(MetadataReader metadata, int latent)
    {
        string text = metadata.Text(MetadataKeys.PriorDimensions);
        if (text.Length != latent || text.AsSpan().ContainsAnyExcept(Taken, Rest) || !text.Contains(Taken))
            throw MetadataReader.Unexpected(MetadataKeys.PriorDimensions, text, $"{latent} digits 0 or 1, not all 0");
        int[] dimensions = [.. Enumerable.Range(0, latent).Where(j => text[j] == Taken)];
        int count = dimensions.Length, length = 1 + count + count * (count + 1) / 2;
        float[] values = Numbers(metadata, MetadataKeys.PriorComponents, length);
        var components = values.Chunk(length).Select(part => new GaussianComponent(part[0], part[1..(count + 1)], part[(count + 1)..])).ToArray();
        return components.All(component => component.Weight > 0)
            ? new GaussianMixture(dimensions, components)
            : throw Unexpected(MetadataKeys.PriorComponents, "weights above 0");
    }

    private static Marginal?[] Marginals(MetadataReader metadata, int features)
    {
        string text = metadata.Text(MetadataKeys.MarginalDecimals);
        int count = text.Count(letter => letter != NoMarginal);
        if (text.Length != features || count == 0 || !text.All(letter => letter is NoMarginal or AnyDecimals || letter - '0' is >= 0 and <= Marginal.MaxDecimals))
            throw MetadataReader.Unexpected(MetadataKeys.MarginalDecimals, text, $"{features} letters 0 to {Marginal.MaxDecimals}, r or -, not all -");
        float[] values = Numbers(metadata, MetadataKeys.Marginals, 2 * count);
        int size = values.Length / (2 * count);
        if (size < 2 || !values.Chunk(size).All(IsAscending))
            throw Unexpected(MetadataKeys.Marginals, "ascending tables of at least two values");
        var tables = new Queue<float[]>(values.Chunk(size));
        return [.. text.Select(letter => letter == NoMarginal
            ? null
            : new Marginal(tables.Dequeue(), tables.Dequeue(), letter == AnyDecimals ? null : letter - '0'))];
    }

    private static bool IsAscending(float[] values)
    {
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] < values[i - 1])
                return false;
        }

        return true;
    }

    private static string Text(float[] values)
    {
        var bytes = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        return Convert.ToBase64String(bytes);
    }

    // Finite numbers, at least one, a multiple of so many.
    private static float[] Numbers(MetadataReader metadata, string key, int multiple)
    {
        string text = metadata.Text(key);
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out int length) || length == 0 || length % (multiple * sizeof(float)) != 0)
            throw Unexpected(key, $"a multiple of {multiple} float32 values in base 64");
        var values = new float[length / sizeof(float)];
        for (int i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
        return Array.TrueForAll(values, float.IsFinite) ? values : throw Unexpected(key, "finite numbers");
    }

    private static VaeModelFormatException Unexpected(string key, string expected) => new($"Metadata {key}", $"expected {expected}.");
}

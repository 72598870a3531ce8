using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace MLNet.Vae.Training;

/// <summary>The training rows, [rows, features], in the input's units; NaN where a value is missing.</summary>
internal sealed class TrainingSet
{
    private const int LineFloats = 16;

    // Half a megabyte: what is smaller stays in the second-level cache.
    private const int LargeFloats = 1 << 17;

    private readonly ReadOnlyMemory<float> _values;

    public TrainingSet(ReadOnlyMemory<float> features, int featureCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(featureCount, 1);
        if (features.Length == 0 || features.Length % featureCount != 0)
        {
            throw new ArgumentException(
                $"The training data holds {features.Length} values; expected one or more whole rows of {featureCount}.", nameof(features));
        }

        _values = features;
        FeatureCount = featureCount;
        RowCount = features.Length / featureCount;
    }

    public int FeatureCount { get; }

    public int RowCount { get; }

    public ReadOnlySpan<float> Row(int row) => _values.Span.Slice(row * FeatureCount, FeatureCount);

    public ReadOnlySpan<float> Rows(int first, int count) => _values.Span.Slice(first * FeatureCount, count * FeatureCount);

    /// <summary>
    /// Asks for rows of a large set that will be read soon. They lie anywhere in memory, and waiting for each made a step of 100 thousand
    /// rows and more a sixth longer than one of 10 thousand.
    /// </summary>
    public unsafe void Prefetch(ReadOnlySpan<int> rows)
    {
        if (_values.Length < LargeFloats || !Sse.IsSupported)
            return;
        ref float first = ref MemoryMarshal.GetReference(_values.Span);
        foreach (int row in rows)
        {
            ref float values = ref Unsafe.Add(ref first, row * FeatureCount);
            for (int i = 0; i < FeatureCount; i += LineFloats)
                Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref values, i))); // a hint: it does not matter where the array is by then
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref values, FeatureCount - 1)));
        }
    }
}

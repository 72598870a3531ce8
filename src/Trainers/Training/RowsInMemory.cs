using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace MLNet.Vae.Training;

/// <summary>Rows that lie in one array, [rows, features].</summary>
internal sealed class RowsInMemory : IRowSource
{
    private const int LineFloats = 16;

    // Half a megabyte: what is smaller stays in the second-level cache.
    private const int LargeFloats = 1 << 17;

    private readonly ReadOnlyMemory<float> _values;

    public RowsInMemory(ReadOnlyMemory<float> features, int featureCount)
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

    /// <summary>
    /// The rows of a large set lie anywhere in memory, and waiting for each made a step of 100 thousand rows and more a sixth longer than
    /// one of 10 thousand.
    /// </summary>
    public unsafe void Prefetch(int row)
    {
        if (_values.Length < LargeFloats || !Sse.IsSupported)
            return;
        ref float values = ref MemoryMarshal.GetReference(Row(row));
        for (int i = 0; i < FeatureCount; i += LineFloats)
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref values, i))); // a hint: it does not matter where the array is by then
        Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref values, FeatureCount - 1)));
    }
}

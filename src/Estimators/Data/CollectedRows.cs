using System.Numerics;
using MLNet.Vae.Training;

namespace MLNet.Vae.Data;

/// <summary>
/// Rows where cursors have put them: in chunks of a megabyte, so that none is copied once it is read. Nothing else is kept of a row but, where
/// several cursors have read, 4 bytes to say where it lies. Wide rows have a chunk each, which holds but the values that are there where a row is
/// sparse.
/// </summary>
internal sealed class CollectedRows : IRowSource
{
    private const int ChunkValues = 1 << 18; // a megabyte

    // From here on an array for each row costs little beside it, and sparse rows are common: words, n-grams, one-hot columns.
    private const int WideFeatures = 1024;

    private readonly float[][] _chunks; // each [chunk rows, features]
    private readonly int[]?[]? _slots; // of each chunk, those of its values, ascending; null where it has all; of wide rows only
    private readonly int[]? _places; // of each row; null where they lie in order
    private readonly int _chunkShift;
    private readonly bool _prefetches;

    /// <param name="chunks">Each [chunk rows, features], some not full.</param>
    /// <param name="slots">Of each chunk, the slots of its values; null for all. Null where rows are not wide.</param>
    /// <param name="places">The place of each row, counted through all chunks as if they were full; null where rows lie in order.</param>
    /// <param name="rowCount">Number of rows.</param>
    /// <param name="featureCount">Number of features.</param>
    /// <param name="chunkRows">What <see cref="ChunkRows"/> says.</param>
    public CollectedRows(float[][] chunks, int[]?[]? slots, int[]? places, int rowCount, int featureCount, int chunkRows)
    {
        _chunks = chunks;
        _slots = slots;
        _places = places;
        _chunkShift = BitOperations.Log2((uint)chunkRows);
        _prefetches = RowPrefetch.Pays((long)rowCount * featureCount);
        RowCount = rowCount;
        FeatureCount = featureCount;
        Bytes = sizeof(float) * (chunks.Sum(chunk => chunk.LongLength) + (slots?.Sum(of => of?.LongLength ?? 0) ?? 0));
    }

    public int FeatureCount { get; }

    public int RowCount { get; }

    public long Bytes { get; }

    /// <summary>Whether rows have a chunk each, sparse where that is shorter.</summary>
    public static bool AreWide(int featureCount) => featureCount >= WideFeatures;

    /// <summary>How many rows a chunk holds: a power of two, so that no row takes a division to be found.</summary>
    /// <param name="featureCount">Number of features.</param>
    /// <param name="rowCount">The number of rows where it is known.</param>
    public static int ChunkRows(int featureCount, long? rowCount)
    {
        if (AreWide(featureCount))
            return 1;
        int most = 1 << BitOperations.Log2((uint)Math.Max(1, ChunkValues / featureCount));
        return rowCount < most ? (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, rowCount.Value)) : most;
    }

    public ReadOnlySpan<float> Read(int row, int first, Span<float> room)
    {
        int place = _places is null ? row : _places[row];
        int inChunk = place & ((1 << _chunkShift) - 1);
        float[] chunk = _chunks[place >> _chunkShift];
        if (_slots?[place] is not { } slots)
            return chunk.AsSpan(inChunk * FeatureCount + first, room.Length);
        Spread(chunk, slots, first, room);
        return room;
    }

    public void Prefetch(int row)
    {
        int place = _places is null ? row : _places[row];
        if (_prefetches && _slots?[place] is null)
            RowPrefetch.Request(_chunks[place >> _chunkShift].AsSpan((place & ((1 << _chunkShift) - 1)) * FeatureCount, FeatureCount));
    }

    private static void Spread(float[] values, int[] slots, int first, Span<float> to)
    {
        to.Clear();
        int at = slots.AsSpan().BinarySearch(first), end = first + to.Length;
        for (int i = at < 0 ? ~at : at; i < slots.Length && slots[i] < end; i++)
            to[slots[i] - first] = values[i];
    }
}

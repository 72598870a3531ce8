using System.Numerics;
using MLNet.Vae.Training;

namespace MLNet.Vae.Data;

/// <summary>
/// Rows where cursors have put them: in chunks of a megabyte, so that none is copied once it is read. Nothing else is kept of a row but, where
/// several cursors have read, 4 bytes to say where it lies.
/// </summary>
internal sealed class CollectedRows : IRowSource
{
    private const int ChunkValues = 1 << 18; // a megabyte

    private readonly float[][] _chunks; // each [chunk rows, features]
    private readonly int[]? _places; // of each row; null where they lie in order
    private readonly int _chunkShift;
    private readonly bool _prefetches;

    /// <param name="chunks">Each [chunk rows, features], some not full.</param>
    /// <param name="places">The place of each row, counted through all chunks as if they were full; null where rows lie in order.</param>
    /// <param name="rowCount">Number of rows.</param>
    /// <param name="featureCount">Number of features.</param>
    /// <param name="chunkRows">What <see cref="ChunkRows"/> says.</param>
    public CollectedRows(float[][] chunks, int[]? places, int rowCount, int featureCount, int chunkRows)
    {
        _chunks = chunks;
        _places = places;
        _chunkShift = BitOperations.Log2((uint)chunkRows);
        _prefetches = RowPrefetch.Pays((long)rowCount * featureCount);
        RowCount = rowCount;
        FeatureCount = featureCount;
    }

    public int FeatureCount { get; }

    public int RowCount { get; }

    /// <summary>How many rows a chunk holds: a power of two, so that no row takes a division to be found.</summary>
    /// <param name="featureCount">Number of features.</param>
    /// <param name="rowCount">The number of rows where it is known.</param>
    public static int ChunkRows(int featureCount, long? rowCount)
    {
        int most = 1 << BitOperations.Log2((uint)Math.Max(1, ChunkValues / featureCount));
        return rowCount < most ? (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, rowCount.Value)) : most;
    }

    public ReadOnlySpan<float> Row(int row)
    {
        int place = _places is null ? row : _places[row];
        int inChunk = place & ((1 << _chunkShift) - 1);
        return _chunks[place >> _chunkShift].AsSpan(inChunk * FeatureCount, FeatureCount);
    }

    public void Prefetch(int row)
    {
        if (_prefetches)
            RowPrefetch.Request(Row(row));
    }
}

using Microsoft.ML.Data;

namespace MLNet.Vae.Data;

/// <summary>What a cursor has of one vector column: rows one after another, in chunks.</summary>
/// <param name="name">Name of the column.</param>
/// <param name="width">Number of its slots.</param>
/// <param name="chunkRows">What <see cref="CollectedRows.ChunkRows"/> says.</param>
internal sealed class ColumnChunks(string name, int width, int chunkRows)
{
    private readonly List<float[]> _chunks = []; // each [chunk rows, slots], or of a wide sparse row what is there
    private readonly List<int[]?> _slots = []; // of each chunk of wide rows
    private long _rows;

    /// <summary>The rows one after another, each chunk [chunk rows, slots], the last one not full.</summary>
    public IReadOnlyList<float[]> Chunks => _chunks;

    /// <summary>The slots of each chunk's values, null for all of them; empty where rows are not wide.</summary>
    public IReadOnlyList<int[]?> Slots => _slots;

    /// <summary>Adds the row of a number, which counts from 0.</summary>
    /// <exception cref="InvalidOperationException">It is not as long as its type says, or there are more rows than can be counted.</exception>
    public void Add(in VBuffer<float> row, long position)
    {
        FeatureReader.RequireLength(row.Length, width, name, position);
        if (CollectedRows.AreWide(width))
            AddWide(row);
        else
            AddNarrow(row);
        _rows++;
    }

    private void AddNarrow(in VBuffer<float> row)
    {
        int place = (int)(_rows % chunkRows);
        if (place == 0)
        {
            FeatureReader.RequireRoom(_rows + chunkRows, name);
            _chunks.Add(new float[(long)chunkRows * width]);
        }

        row.CopyTo(_chunks[^1].AsSpan(place * width, width));
    }

    private void AddWide(in VBuffer<float> row)
    {
        FeatureReader.RequireRoom(_rows + 1, name);
        var values = row.GetValues();
        bool isSparse = !row.IsDense && 2 * values.Length < width; // a slot's number takes as much as a value
        _chunks.Add(isSparse ? values.ToArray() : new float[width]);
        _slots.Add(isSparse ? row.GetIndices().ToArray() : null);
        if (!isSparse)
            row.CopyTo(_chunks[^1]);
    }
}

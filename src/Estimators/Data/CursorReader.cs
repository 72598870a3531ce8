using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Data;

/// <summary>What one of some parallel cursors has of a vector column. Belongs to one thread at a time.</summary>
internal sealed class CursorReader(DataViewRowCursor cursor, DataViewSchema.Column column, int chunkRows)
{
    private readonly int _width = ((VectorDataViewType)column.Type).Size;
    private readonly List<float[]> _chunks = []; // each [chunk rows, slots], or of a wide sparse row what is there
    private readonly List<int[]?> _slots = []; // of each chunk of wide rows
    private readonly List<(long Batch, int Rows)> _runs = [];

    /// <summary>Rows that were read.</summary>
    public long Rows { get; private set; }

    /// <summary>The rows one after another, each chunk [chunk rows, slots], the last one not full.</summary>
    public IReadOnlyList<float[]> Chunks => _chunks;

    /// <summary>The slots of each chunk's values, null for all of them; empty where rows are not wide.</summary>
    public IReadOnlyList<int[]?> Slots => _slots;

    /// <summary>The batches of ML.NET's that the rows belong to, and how many belong to each, in the order of the rows.</summary>
    public IReadOnlyList<(long Batch, int Rows)> Runs => _runs;

    /// <summary>Reads to the cursor's end, or until it is told to stop.</summary>
    public void ReadAll(CancellationToken stop)
    {
        var getter = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> row = default;
        while (!stop.IsCancellationRequested && cursor.MoveNext())
        {
            getter(ref row);
            FeatureReader.RequireLength(row.Length, _width, column.Name, cursor.Position);
            if (CollectedRows.AreWide(_width))
                AddWide(row);
            else
                Add(row);
            Rows++;
            CountRow(cursor.Batch);
        }
    }

    private void Add(in VBuffer<float> row)
    {
        int place = (int)(Rows % chunkRows);
        if (place == 0)
        {
            FeatureReader.RequireRoom(Rows + chunkRows, column.Name);
            _chunks.Add(new float[(long)chunkRows * _width]);
        }

        row.CopyTo(_chunks[^1].AsSpan(place * _width, _width));
    }

    private void AddWide(in VBuffer<float> row)
    {
        FeatureReader.RequireRoom(Rows + 1, column.Name);
        var values = row.GetValues();
        bool isSparse = !row.IsDense && 2 * values.Length < _width; // a slot's number takes as much as a value
        _chunks.Add(isSparse ? values.ToArray() : new float[_width]);
        _slots.Add(isSparse ? row.GetIndices().ToArray() : null);
        if (!isSparse)
            row.CopyTo(_chunks[^1]);
    }

    private void CountRow(long batch)
    {
        if (_runs.Count > 0 && _runs[^1].Batch == batch)
            _runs[^1] = (batch, _runs[^1].Rows + 1);
        else
            _runs.Add((batch, 1));
    }
}

using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Data;

/// <summary>What one of some parallel cursors has of vector columns. Belongs to one thread at a time.</summary>
/// <param name="cursor">The cursor.</param>
/// <param name="columns">Each column, and where its rows go.</param>
internal sealed class CursorReader(DataViewRowCursor cursor, IReadOnlyList<(DataViewSchema.Column Column, ColumnChunks Chunks)> columns)
{
    private readonly List<(long Batch, int Rows)> _runs = [];

    /// <summary>Rows that were read.</summary>
    public long Rows { get; private set; }

    /// <summary>The rows of each column.</summary>
    public IReadOnlyList<ColumnChunks> Columns { get; } = [.. columns.Select(column => column.Chunks)];

    /// <summary>The batches of ML.NET's that the rows belong to, and how many belong to each, in the order of the rows.</summary>
    public IReadOnlyList<(long Batch, int Rows)> Runs => _runs;

    /// <summary>Reads to the cursor's end, or until it is told to stop.</summary>
    public void ReadAll(CancellationToken stop)
    {
        ValueGetter<VBuffer<float>>[] getters = [.. columns.Select(column => cursor.GetGetter<VBuffer<float>>(column.Column))];
        VBuffer<float>[] rows = new VBuffer<float>[getters.Length];
        while (!stop.IsCancellationRequested && cursor.MoveNext())
        {
            for (int i = 0; i < getters.Length; i++)
            {
                getters[i](ref rows[i]);
                Columns[i].Add(rows[i], cursor.Position);
            }

            Rows++;
            CountRow(cursor.Batch);
        }
    }

    private void CountRow(long batch)
    {
        if (_runs.Count > 0 && _runs[^1].Batch == batch)
            _runs[^1] = (batch, _runs[^1].Rows + 1);
        else
            _runs.Add((batch, 1));
    }
}

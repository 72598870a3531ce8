using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Data;

/// <summary>Reads a vector column into memory, in parallel where the data has parallel cursors.</summary>
internal static class FeatureReader
{
    private const int ChunkValues = 1 << 18; // a megabyte

    /// <summary>All rows of a column, [rows, slots], in one pass, in the order of a single cursor.</summary>
    /// <param name="data">The data.</param>
    /// <param name="column">The column, a vector of known size.</param>
    /// <param name="numberOfThreads">The most cursors to read with at once.</param>
    /// <param name="cancellationToken">Stops the reading between two rows.</param>
    /// <exception cref="InvalidOperationException">There are more values than one array holds, or a vector is not as long as its type
    /// says.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static ReadOnlyMemory<float> ReadAll(
        IDataView data, DataViewSchema.Column column, int numberOfThreads, CancellationToken cancellationToken)
    {
        int width = ((VectorDataViewType)column.Type).Size;
        long? rowCount = data.GetRowCount();
        RequireRoom(rowCount ?? 0, width, column.Name);

        // Asked for one cursor, ML.NET may put parallel ones together row by row: many times as slow as a set of cursors, be it of one.
        var cursors = data.GetRowCursorSet([column], numberOfThreads);
        bool fitsOneChunk = cursors.Length == 1 && rowCount > 0;
        int chunkRows = fitsOneChunk ? (int)rowCount!.Value : Math.Max(1, ChunkValues / width);
        var readers = cursors.Select(cursor => new CursorReader(cursor, column, chunkRows)).ToArray();
        try
        {
            if (readers is [var only])
                only.ReadAll(cancellationToken); // on this thread: a user's own rows may be bound to it
            else
                ReadInParallel(readers, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
        }
        finally
        {
            foreach (var cursor in cursors)
                cursor.Dispose();
        }

        RequireRoom(readers.Sum(reader => reader.Rows), width, column.Name);
        return PutInOrder(readers, width);
    }

    /// <summary>Holds a vector to the size that its column's type promised.</summary>
    /// <exception cref="InvalidOperationException">It has another.</exception>
    public static void RequireLength(int length, int expected, string column, long row)
    {
        if (length != expected)
            throw WrongLength(length, expected, column, row);
    }

    /// <summary>Holds a number of rows to what one array has room for.</summary>
    /// <exception cref="InvalidOperationException">There are more.</exception>
    public static void RequireRoom(long rows, int width, string column)
    {
        int maxRows = Array.MaxLength / width;
        if (rows > maxRows)
        {
            throw new InvalidOperationException(
                $"Column '{column}' has more than {maxRows} rows of {width} values, the most that fit into one array. " +
                "Take a sample of the rows.");
        }
    }

    // A thread each: the cursors of a set may wait for one another.
    private static void ReadInParallel(CursorReader[] readers, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var tasks = readers.Select(reader => Task.Factory.StartNew(
            () => Read(reader),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default));
        Task.WhenAll([.. tasks]).GetAwaiter().GetResult();

        void Read(CursorReader reader)
        {
            try
            {
                reader.ReadAll(stop.Token);
            }
            catch
            {
                stop.Cancel();
                throw;
            }
        }
    }

    // What one cursor gives of one batch belongs together, and batches are numbered in the order of the rows.
    private static ReadOnlyMemory<float> PutInOrder(CursorReader[] readers, int width)
    {
        if (readers is [{ Chunks: [var whole] } only])
            return whole.AsMemory(0, (int)only.Rows * width);

        float[] values = new float[readers.Sum(reader => reader.Rows) * width]; // [rows, slots]
        var rest = values.AsSpan();
        var runs = readers.SelectMany(reader => reader.Runs.Select(run => (run.Batch, run.Rows, Reader: reader)));
        foreach (var (_, rows, reader) in runs.OrderBy(run => run.Batch))
        {
            reader.CopyNext(rest[..(rows * width)]);
            rest = rest[(rows * width)..];
        }

        return values;
    }

    // Apart, so that the check is small enough to be compiled into a cursor's getter.
    private static InvalidOperationException WrongLength(int length, int expected, string column, long row) =>
        new($"Row {row} of column '{column}' has {length} values; its type promises {expected}.");
}

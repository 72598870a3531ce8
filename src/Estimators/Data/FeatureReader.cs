using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Data;

/// <summary>Reads vector columns into memory, in parallel where the data has parallel cursors.</summary>
internal static class FeatureReader
{
    private const string ASample =
        "Train on fewer: mlContext.Data.TrainTestSplit(data, testFraction: 0.9).TrainSet is a random tenth, mlContext.Data.TakeRows the first ones.";

    /// <summary>All rows of a column, as <see cref="ReadAll(IDataView, IReadOnlyList{DataViewSchema.Column}, int, CancellationToken)"/>.</summary>
    public static CollectedRows ReadAll(
        IDataView data, DataViewSchema.Column column, int numberOfThreads, CancellationToken cancellationToken) =>
        ReadAll(data, [column], numberOfThreads, cancellationToken)[0];

    /// <summary>All rows of some columns in one pass, in the order of a single cursor.</summary>
    /// <param name="data">The data.</param>
    /// <param name="columns">The columns, vectors of known size; the first is called the feature column in messages.</param>
    /// <param name="numberOfThreads">The most cursors to read with at once.</param>
    /// <param name="cancellationToken">Stops the reading between two rows.</param>
    /// <exception cref="InvalidOperationException">There are more rows than can be counted, or a vector is not as long as its type
    /// says.</exception>
    /// <exception cref="InsufficientMemoryException">They do not fit into memory.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static CollectedRows[] ReadAll(
        IDataView data, IReadOnlyList<DataViewSchema.Column> columns, int numberOfThreads, CancellationToken cancellationToken)
    {
        int[] widths = [.. columns.Select(column => ((VectorDataViewType)column.Type).Size)];
        long? rowCount = data.GetRowCount();
        RequireRoom(rowCount ?? 0, columns[0].Name);

        // Asked for one cursor, ML.NET may put parallel ones together row by row: many times as slow as a set of cursors, be it of one.
        var cursors = data.GetRowCursorSet(columns, numberOfThreads);
        int[] chunkRows = [.. widths.Select(width => CollectedRows.ChunkRows(width, rowCount))];
        CursorReader[] readers = [.. cursors.Select(cursor => new CursorReader(
            cursor, [.. columns.Select((column, i) => (column, new ColumnChunks(column.Name, widths[i], chunkRows[i])))]))];
        try
        {
            if (readers is [var only])
                only.ReadAll(cancellationToken); // on this thread: a user's own rows may be bound to it
            else
                ReadInParallel(readers, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            return [.. columns.Select((column, i) => Collect(readers, i, column.Name, widths[i], chunkRows[i]))];
        }
        catch (OutOfMemoryException full)
        {
            throw OutOfMemory(readers.Sum(reader => reader.Rows), rowCount, widths.Sum(), columns[0].Name, full);
        }
        finally
        {
            foreach (var cursor in cursors)
                cursor.Dispose();
        }
    }

    /// <summary>Holds a vector to the size that its column's type promised.</summary>
    /// <exception cref="InvalidOperationException">It has another.</exception>
    public static void RequireLength(int length, int expected, string column, long row)
    {
        if (length != expected)
            throw WrongLength(length, expected, column, row);
    }

    /// <summary>Holds a number of rows to what can be counted.</summary>
    /// <exception cref="InvalidOperationException">There are more.</exception>
    public static void RequireRoom(long rows, string column)
    {
        if (rows > Array.MaxLength)
        {
            throw new InvalidOperationException(
                $"Column '{column}' has more than {Array.MaxLength} rows, the most that a model is trained on. {ASample}");
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

    private static CollectedRows Collect(CursorReader[] readers, int index, string column, int width, int chunkRows)
    {
        long rows = readers.Sum(reader => reader.Rows);
        float[][] chunks = [.. readers.SelectMany(reader => reader.Columns[index].Chunks)];
        RequireRoom((long)chunks.Length * chunkRows, column);
        int[]?[]? slots = CollectedRows.AreWide(width) ? [.. readers.SelectMany(reader => reader.Columns[index].Slots)] : null;
        return new CollectedRows(chunks, slots, readers.Length == 1 ? null : Places(readers, index, (int)rows, chunkRows), (int)rows, width, chunkRows);
    }

    // What one cursor gives of one batch belongs together, and batches are numbered in the order of the rows.
    private static int[] Places(CursorReader[] readers, int index, int rowCount, int chunkRows)
    {
        var runs = new List<(long Batch, int Place, int Rows)>();
        int firstChunk = 0;
        foreach (var reader in readers)
        {
            int place = firstChunk * chunkRows;
            foreach (var (batch, rows) in reader.Runs)
            {
                runs.Add((batch, place, rows));
                place += rows;
            }

            firstChunk += reader.Columns[index].Chunks.Count;
        }

        int[] places = new int[rowCount];
        int row = 0;
        foreach (var (_, place, rows) in runs.OrderBy(run => run.Batch))
        {
            for (int i = 0; i < rows; i++)
                places[row++] = place + i;
        }

        return places;
    }

    private static InsufficientMemoryException OutOfMemory(long rows, long? rowCount, int width, string column, Exception cause)
    {
        string whole = rowCount is { } count ? $" of {Size(count)}" : "";
        return new InsufficientMemoryException(
            $"Memory ran out while the feature column '{column}' was read, after {Size(rows)}{whole}. Training holds all rows. {ASample}",
            cause);

        string Size(long rows) => string.Create(
            CultureInfo.InvariantCulture, $"{rows:N0} rows of {width:N0} features ({rows * width * sizeof(float) / 1e6:N0} MB)");
    }

    // Apart, so that the check is small enough to be compiled into a cursor's getter.
    private static InvalidOperationException WrongLength(int length, int expected, string column, long row) =>
        new($"Row {row} of column '{column}' has {length} values; its type promises {expected}.");
}

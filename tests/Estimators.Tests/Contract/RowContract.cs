using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Contract;

/// <summary>
/// The half of the contract that is about rows: however a row is reached, its values are the same to the bit, and what is not asked for is
/// not done.
/// </summary>
public abstract class RowContract : EstimatorContract
{
    [Fact]
    public void Reloaded_EqualsOriginal()
    {
        foreach (string[]? slotNames in new[] { null, Slots() })
        {
            var data = Table(slotNames: slotNames);
            var original = CreateEstimator().Fit(data);
            var reloaded = Zip.Reload(original);

            Assert.IsType(original.GetType(), reloaded);
            Assert.Equal(original.ToString(), reloaded.ToString());
            Assert.Equal(
                Shapes.Describe(Shapes.Of(original.GetOutputSchema(data.Schema))),
                Shapes.Describe(Shapes.Of(reloaded.GetOutputSchema(data.Schema))));
            AssertSame(Read(original.Transform(data)), Read(reloaded.Transform(data)));
            AssertSame(Read(original.Transform(data)), Read(Zip.Reload(reloaded).Transform(data)));
        }
    }

    [Fact]
    public void SparseRows_GiveWhatDenseRowsGive()
    {
        var transformer = Transformer();

        AssertSame(Read(transformer.Transform(Table())), Read(transformer.Transform(Table(sparse: true))));
    }

    [Fact]
    public void FittedToSparseRows_ItIsWhatItIsFittedToDenseRows() =>
        AssertSame(Read(Transformer().Transform(Table())), Read(CreateEstimator().Fit(Table(sparse: true)).Transform(Table())));

    [Fact]
    public async Task ParallelCursors_GiveWhatOneCursorGives()
    {
        var data = Transformer().Transform(Table());
        var columns = AddedNames.Select(name => data.Schema[name]).ToArray();
        var cursors = data.GetRowCursorSet(columns, 3);

        var parts = await Task.WhenAll(cursors.Select(cursor => Task.Run(() => ColumnValues.Read(cursor, columns))));

        Assert.Equal(3, cursors.Length);
        Assert.All(parts, part => Assert.NotEmpty(part));
        AssertSame(Read(data), parts.SelectMany(part => part).ToDictionary());
    }

    [Fact]
    public void ParallelCursors_CanBePutInOrderAgain()
    {
        var data = Transformer().Transform(Table());
        var ids = new List<(long Batch, ulong Id)>();
        foreach (var cursor in data.GetRowCursorSet([data.Schema[AddedNames[0]]], 3))
        {
            var getId = cursor.GetIdGetter();
            DataViewRowId id = default;
            while (cursor.MoveNext())
            {
                getId(ref id);
                ids.Add((cursor.Batch, id.Low));
            }
        }

        Assert.Equal(Enumerable.Range(0, Rows.Length).Select(row => (ulong)row), ids.OrderBy(row => row.Batch).Select(row => row.Id));
    }

    [Fact]
    public void ShuffledCursor_GivesTheSameRowsInAnotherOrder()
    {
        var data = Transformer().Transform(Table());
        var shuffled = ColumnValues.Read(data, new System.Random(5), AddedNames);

        Assert.True(data.CanShuffle);
        Assert.NotEqual(Read(data).Keys, shuffled.Keys);
        AssertSame(Read(data), shuffled);
    }

    [Fact]
    public void CachedAndFilteredRows_AreTheSame()
    {
        var data = Transformer().Transform(Table());
        var all = Read(data);

        AssertSame(all, Read(Context.Data.Cache(data)));
        AssertSame(all.Skip(10).Take(5), Read(Context.Data.TakeRows(Context.Data.SkipRows(data, 10), 5)));
        AssertSame(all.Skip(10).Take(5), Read(Context.Data.FilterRowsByColumn(data, "Id", 10, 15)));
    }

    [Fact]
    public void RowMapper_GivesWhatACursorGives()
    {
        var transformer = Transformer();
        var table = Table();

        Assert.True(transformer.IsRowToRowMapper);
        AssertSame(Read(transformer.Transform(table)), RowByRow(transformer.GetRowToRowMapper(table.Schema), table));
    }

    [Fact]
    public void PredictionEngine_GivesWhatACursorGives()
    {
        var transformer = Transformer();
        var table = Table();
        using var engine = Context.Model.CreatePredictionEngine<EngineInput, EngineOutput>(transformer);
        var predicted = Rows.Select(row => engine.Predict(EngineInput.With(InputColumn, row)));

        AssertSame(
            Read(transformer.Transform(table)),
            predicted.Select((output, row) => KeyValuePair.Create((ulong)row, output.Values(AddedNames))));
    }

    [Fact]
    public void RowOfAnotherSchema_IsRefused()
    {
        var mapper = Transformer().GetRowToRowMapper(Table().Schema);
        var other = Table();
        using var cursor = other.GetRowCursor(other.Schema);

        Assert.Throws<ArgumentException>(() => mapper.GetRow(cursor, []));
    }

    [Fact]
    public void Dependencies_AreTheColumnItselfOrTheInput()
    {
        var mapper = Transformer().GetRowToRowMapper(Table().Schema);
        var output = mapper.OutputSchema;

        Assert.Empty(mapper.GetDependencies([]));
        Assert.Equal(["Id"], mapper.GetDependencies([output["Id"]]).Select(column => column.Name));
        Assert.All(AddedNames, name => Assert.Equal([InputColumn], mapper.GetDependencies([output[name]]).Select(column => column.Name)));
        Assert.Equal(["Id", InputColumn], mapper.GetDependencies([output["Id"], output[AddedNames[0]]]).Select(column => column.Name));
    }

    [Fact]
    public void Input_IsAskedForOnlyWhereAnAddedColumnIs()
    {
        var transformer = Transformer();
        var table = Table();
        var data = transformer.Transform(table);
        data.GetRowCursor([data.Schema["Id"]]).Dispose();
        data.GetRowCursorSet([data.Schema["Id"]], 2);
        data.GetRowCursor([data.Schema[AddedNames[0]]]).Dispose();
        data.GetRowCursorSet([data.Schema[AddedNames[0]]], 2);

        Assert.Equal([["Id"], ["Id"], [InputColumn], [InputColumn]], table.CursorColumns);
    }

    [Fact]
    public void Row_IsReadOnceForAllItsColumnsAndOnlyWhenOneIsAskedFor()
    {
        var transformer = Transformer();
        var table = Table();
        var data = transformer.Transform(table);
        var columns = AddedNames.Select(name => data.Schema[name]).ToArray();
        using var cursor = data.GetRowCursor(columns);
        // Two getters a column: consumers do not know of each other.
        var readers = columns.Concat(columns).Select(column => ColumnValues.Reader(cursor, column)).ToArray();

        cursor.MoveNext();
        cursor.MoveNext();
        Assert.Equal(0, table.VectorReads);
        foreach (var read in readers)
            read();
        Assert.Equal(1, table.VectorReads);
        cursor.MoveNext();
        foreach (var read in readers)
            read();
        Assert.Equal(2, table.VectorReads);
    }

    [Fact]
    public void GetterMadeInMidRow_GivesThatRow()
    {
        var data = Transformer().Transform(Table());
        var columns = AddedNames.Select(name => data.Schema[name]).ToArray();
        using var cursor = data.GetRowCursor(columns);
        var expected = Read(data);

        cursor.MoveNext();
        foreach (var (column, index) in columns.Select((column, index) => (column, index)))
            Assert.Equal(expected[0][index], ColumnValues.Reader(cursor, column)());
    }

    [Fact]
    public void VectorGetter_WhateverTheBufferHeld_GivesTheRow()
    {
        var data = Transformer().Transform(Table());
        var vectors = AddedNames.Select(name => data.Schema[name]).Where(column => column.Type is VectorDataViewType).ToArray();
        using var cursor = data.GetRowCursor(vectors);
        cursor.MoveNext();
        foreach (var column in vectors)
        {
            var expected = (float[])ColumnValues.Reader(cursor, column)();
            var getter = cursor.GetGetter<VBuffer<float>>(column);
            float[] old = [.. Enumerable.Repeat(7f, expected.Length + 2)];
            VBuffer<float>[] buffers =
            [
                default, new(expected.Length, old[2..]), new(old.Length, old), new(expected.Length, 0, [], []), new(1, [7]),
                new(expected.Length + 1, 1, [7], [expected.Length]),
            ];
            foreach (var held in buffers)
            {
                var buffer = held;
                getter(ref buffer);
                Assert.True(buffer.IsDense);
                Assert.Equal(expected, buffer.GetValues());
            }
        }

        Assert.NotEmpty(vectors);
    }

    [Fact]
    public void InactiveColumn_HasNoGetter()
    {
        var data = Transformer().Transform(Table());
        using var cursor = data.GetRowCursor([data.Schema["Id"]]);

        foreach (string name in AddedNames.Append(InputColumn))
        {
            var exception = Assert.Throws<InvalidOperationException>(() => ColumnValues.Reader(cursor, data.Schema[name]));
            Assert.Contains($"'{name}'", exception.Message, StringComparison.Ordinal);
            Assert.False(cursor.IsColumnActive(data.Schema[name]));
        }

        Assert.True(cursor.IsColumnActive(data.Schema["Id"]));
    }

    [Fact]
    public void GetterOfAnotherType_IsRefused()
    {
        var data = Transformer().Transform(Table());
        using var cursor = data.GetRowCursor(data.Schema);

        Assert.All(AddedNames, name => Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<double>(data.Schema[name])));
    }

    [Fact]
    public void ReadingARow_AllocatesNothing()
    {
        var data = Transformer().Transform(Table());
        var columns = AddedNames.Select(name => data.Schema[name]).ToArray();
        using var cursor = data.GetRowCursor(columns);
        var readers = columns.Select(column => Discard(cursor, column)).ToArray();
        for (int row = 0; row < 20; row++)
            ReadNext();

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int row = 0; row < 100; row++)
            ReadNext();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void ReadNext()
        {
            cursor.MoveNext();
            foreach (var read in readers)
                read();
        }
    }

    [Fact]
    public void RowWithoutPosition_IsReadAnew()
    {
        var transformer = Transformer();
        var expected = Read(transformer.Transform(Table()));
        var row = new UnplacedRow(Table().Schema, InputColumn);
        var mapper = transformer.GetRowToRowMapper(row.Schema);
        using var mapped = mapper.GetRow(row, mapper.OutputSchema);
        var readers = AddedNames.Select(name => ColumnValues.Reader(mapped, mapper.OutputSchema[name])).ToArray();

        foreach (int number in new[] { 0, 1 })
        {
            row.Vector = Rows[number];
            Assert.Equal(expected[(ulong)number], readers.Select(read => read()));
        }
    }

    [Fact]
    public void VectorOfAnotherLengthThanItsType_IsRefused()
    {
        var transformer = Transformer();
        var row = new UnplacedRow(Table().Schema, InputColumn) { Vector = [1] };
        var mapper = transformer.GetRowToRowMapper(row.Schema);
        using var mapped = mapper.GetRow(row, mapper.OutputSchema);

        var exception = Assert.Throws<InvalidOperationException>(() => ColumnValues.Reader(mapped, mapper.OutputSchema[AddedNames[0]])());
        Assert.Contains($"'{InputColumn}' has 1 values; its type promises {Rows[0].Length}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ColumnOfAnotherSchema_IsRefused()
    {
        var data = Transformer().Transform(Table());
        using var cursor = data.GetRowCursor(data.Schema);
        var mapper = Transformer().GetRowToRowMapper(Table().Schema);
        var other = SchemaOnly.Of([.. Enumerable.Range(0, 20).Select(index => ($"Other{index}", (DataViewType)NumberDataViewType.Single))]);

        foreach (int index in new[] { 0, data.Schema.Count - 1, 19 })
        {
            var column = other.Schema[index];
            AssertRefuses(() => cursor.GetGetter<float>(column));
            AssertRefuses(() => cursor.IsColumnActive(column));
            AssertRefuses(() => data.GetRowCursor([column]));
            AssertRefuses(() => data.GetRowCursorSet([column], 2));
            AssertRefuses(() => mapper.GetDependencies([column]));

            void AssertRefuses(Func<object> ask) => Assert.Contains(
                $"'Other{index}' is not part of the schema",
                Assert.Throws<ArgumentOutOfRangeException>(ask).Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void TransformedData_IsAppliedAnewToOtherData()
    {
        var transformer = Transformer();
        var half = new VectorTable(InputColumn, Rows[..50]);
        var transformed = Context.Transforms.CopyColumns("Copy", AddedNames[0]).Fit(transformer.Transform(Table()))
            .Transform(transformer.Transform(Table()));
        var wrapped = MlNetInternal.Wrap(Context, transformer.Transform(Table()));

        AssertSame(Read(transformer.Transform(half)), Read(MlNetInternal.ApplyAllTransforms(Context, transformed, half)));
        AssertSame(Read(transformer.Transform(half)), Read(wrapped.Transform(half)));
        AssertSame(
            Read(transformer.Transform(half)),
            RowByRow(wrapped.GetRowToRowMapper(half.Schema), half));
    }

    [Fact]
    public void RowCount_IsThatOfTheInput() => Assert.Equal(Rows.Length, Transformer().Transform(Table()).GetRowCount());

    private static void AssertSame(IEnumerable<KeyValuePair<ulong, object[]>> expected, IEnumerable<KeyValuePair<ulong, object[]>> found) =>
        Assert.Equal(expected.OrderBy(row => row.Key), found.OrderBy(row => row.Key));

    /// <summary>Reads a value into memory that is there.</summary>
    private static Action Discard(DataViewRow row, DataViewSchema.Column column)
    {
        return column.Type switch
        {
            VectorDataViewType => Of<VBuffer<float>>(),
            BooleanDataViewType => Of<bool>(),
            _ => Of<float>(),
        };

        Action Of<T>()
        {
            var getter = row.GetGetter<T>(column);
            T value = default!;
            return () => getter(ref value);
        }
    }

    private Dictionary<ulong, object[]> RowByRow(IRowToRowMapper mapper, IDataView data)
    {
        using var cursor = data.GetRowCursor(data.Schema);
        using var row = mapper.GetRow(cursor, AddedNames.Select(name => mapper.OutputSchema[name]));
        var readers = AddedNames.Select(name => ColumnValues.Reader(row, mapper.OutputSchema[name])).ToArray();

        var mapped = new Dictionary<ulong, object[]>();
        while (cursor.MoveNext())
            mapped.Add((ulong)row.Position, [.. readers.Select(read => read())]);
        return mapped;
    }

    private Dictionary<ulong, object[]> Read(IDataView data) => ColumnValues.Read(data, AddedNames);
}

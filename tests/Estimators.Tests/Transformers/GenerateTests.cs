using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Transformers;

public sealed class GenerateTests
{
    private readonly MLContext _context = new(seed: 1);

    [Fact]
    public void Column_IsThatOfTheInput()
    {
        var column = Assert.Single(Trained.Detector.Generate(10, seed: 1).Schema);

        Assert.Equal("Features", column.Name);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, Samples.FeatureCount), column.Type);
        Assert.Equal(Samples.SlotNames, ColumnValues.SlotNames(column));
    }

    [Fact]
    public void DimensionsOfTheTrainingData_AreKeptAndSaved()
    {
        var rows = Samples.Rows(50).Select(row => new Picture { Pixels = row });
        var detector = _context.AnomalyDetection.Trainers.Vae("Pixels", numberOfEpochs: 1).Fit(_context.Data.LoadFromEnumerable(rows));
        var reloaded = Assert.IsType<VaeTransformer>(Zip.Reload(detector));
        var expected = new VectorDataViewType(NumberDataViewType.Single, 2, Samples.FeatureCount / 2);

        Assert.Equal(expected, detector.Generate(5, seed: 1).Schema["Pixels"].Type);
        Assert.Equal(expected, reloaded.Generate(5, seed: 1).Schema["Pixels"].Type);
        Assert.Equal(5, ColumnValues.Scalars<float>(detector.Transform(reloaded.Generate(5, seed: 1)), "Score").Length);
    }

    [Fact]
    public void Rows_AreThoseOfTheModel()
    {
        foreach (bool sample in new[] { false, true })
        {
            float[] expected = new float[100 * Samples.FeatureCount];
            Trained.Detector.Model.Generate(expected, seed: 7, sampleLikelihood: sample);

            Assert.Equal(expected.Chunk(Samples.FeatureCount), Rows(Trained.Detector.Generate(100, seed: 7, sample)));
        }
    }

    [Fact]
    public void SameSeed_GivesTheSameRowsHoweverManyAreAskedFor()
    {
        float[][] rows = Rows(Trained.Detector.Generate(300, seed: 7));

        Assert.Equal(rows, Rows(Trained.Detector.AsFeaturizer("E").Generate(300, seed: 7)));
        Assert.Equal(rows.Take(20), Rows(Trained.Detector.Generate(20, seed: 7)));
        Assert.NotEqual(rows, Rows(Trained.Detector.Generate(300, seed: 8)));
    }

    [Fact]
    public void Rows_AreMadeWhenTheyAreRead()
    {
        // As many as there can be: none is held.
        var data = Trained.Detector.Generate(int.MaxValue, seed: 7);

        Assert.Equal(int.MaxValue, data.GetRowCount());
        Assert.Equal(Rows(Trained.Detector.Generate(5, seed: 7)), Rows(_context.Data.TakeRows(data, 5)));
    }

    [Fact]
    public void Slice_IsPartOfTheWhole()
    {
        float[][] rows = Rows(Trained.Detector.Generate(300, seed: 7));
        var slice = _context.Data.TakeRows(_context.Data.SkipRows(Trained.Detector.Generate(300, seed: 7), 100), 50);

        Assert.Equal(rows[100..150], Rows(slice));
    }

    [Theory]
    [InlineData(1000, 3)]
    [InlineData(64, 2)]
    [InlineData(1, 4)]
    [InlineData(0, 2)]
    public void ParallelCursors_ShareTheRowsAndCanBePutInOrder(int count, int cursors)
    {
        var data = Trained.Detector.Generate(count, seed: 7);
        var read = new List<(long Batch, ulong Id, float[] Row)>();
        foreach (var cursor in data.GetRowCursorSet(data.Schema, cursors))
        {
            long batch = -1;
            Assert.Equal(-1, cursor.Position);
            var getter = cursor.GetGetter<VBuffer<float>>(data.Schema[0]);
            var getId = cursor.GetIdGetter();
            VBuffer<float> row = default;
            DataViewRowId id = default;
            for (long position = 0; cursor.MoveNext(); position++)
            {
                getter(ref row);
                getId(ref id);
                Assert.Equal(position, cursor.Position);
                Assert.True(cursor.Batch >= batch);
                Assert.DoesNotContain(read, other => other.Batch == cursor.Batch && batch != cursor.Batch);
                batch = cursor.Batch;
                read.Add((batch, id.Low, [.. row.GetValues()]));
            }

            Assert.Equal(-1, cursor.Position);
            Assert.False(cursor.MoveNext());
        }

        var ordered = read.OrderBy(row => row.Batch).ToArray(); // stable
        Assert.Equal(Enumerable.Range(0, count).Select(row => (ulong)row), ordered.Select(row => row.Id));
        Assert.Equal(Rows(data), ordered.Select(row => row.Row));
    }

    [Fact]
    public void ShuffledCursor_GivesTheSameRowsInAnotherOrder()
    {
        var data = Trained.Detector.Generate(200, seed: 7);
        var plain = ColumnValues.Read(data, "Features");
        var shuffled = ColumnValues.Read(data, new System.Random(3), "Features");

        Assert.True(data.CanShuffle);
        Assert.NotEqual(plain.Keys, shuffled.Keys);
        Assert.Equal(plain.OrderBy(row => row.Key), shuffled.OrderBy(row => row.Key));
    }

    [Fact]
    public void ColumnOfAnotherSchema_IsRefused()
    {
        var data = Trained.Detector.Generate(2, seed: 7);
        using var cursor = data.GetRowCursor(data.Schema);

        foreach (var column in Trained.Data.Schema) // Id and Features, where the data has Features alone
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => cursor.GetGetter<VBuffer<float>>(column));
            Assert.Throws<ArgumentOutOfRangeException>(() => cursor.IsColumnActive(column));
            Assert.Throws<ArgumentOutOfRangeException>(() => data.GetRowCursor([column]));
        }
    }

    [Fact]
    public void InactiveColumn_HasNoGetter()
    {
        var data = Trained.Detector.Generate(2, seed: 7);
        using var inactive = data.GetRowCursor([]);
        using var active = data.GetRowCursor(data.Schema);

        Assert.False(inactive.IsColumnActive(data.Schema[0]));
        Assert.Throws<InvalidOperationException>(() => inactive.GetGetter<VBuffer<float>>(data.Schema[0]));
        Assert.Throws<InvalidOperationException>(() => active.GetGetter<float>(data.Schema[0]));
        Assert.True(inactive.MoveNext());
    }

    [Fact]
    public void ValueBeforeTheFirstRow_IsRefused()
    {
        var data = Trained.Detector.Generate(2, seed: 7);
        using var cursor = data.GetRowCursor(data.Schema);
        var read = ColumnValues.Reader(cursor, data.Schema[0]);

        Assert.Throws<InvalidOperationException>(() => read());
    }

    [Fact]
    public void GeneratedRows_CanBeTransformedAndLookNormal()
    {
        var scored = Trained.Detector.Transform(Trained.Detector.Generate(500, seed: 7));

        Assert.InRange(ColumnValues.Scalars<bool>(scored, "PredictedLabel").Count(odd => odd), 0, 150);
    }

    [Fact]
    public void NegativeCount_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Trained.Detector.Generate(-1, seed: 7));

    private sealed class Picture
    {
        [VectorType(2, Samples.FeatureCount / 2)]
        public float[] Pixels { get; set; } = [];
    }

    private static float[][] Rows(IDataView data) => ColumnValues.Vectors(data, "Features");
}

using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Tests.Onnx;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Transformers;

/// <summary>Data whose slots are not those of the training by their names.</summary>
public sealed class SlotNameTests
{
    private static readonly float[][] Rows = Samples.Rows(40, seed: 5);

    // Two that changed places, and the last one to the front of the rest.
    private static readonly int[] Order = [1, 0, 5, 2, 3, 4];

    private static readonly VectorTable InOrder = new("Features", Rows, slotNames: Samples.SlotNames);

    private static readonly VaeTransformer Reordering = new MLContext(seed: 1).AnomalyDetection.Trainers.Vae(new VaeEstimator.Options
    {
        ReorderSlots = true,
        ImputedColumnName = "Imputed",
        NumberOfEpochs = 20,
    }).Fit(Trained.Data);

    private readonly MLContext _context = new(seed: 1);

    [Fact]
    public void OtherNames_AreRefusedWithTheFirstDifference()
    {
        string[] names = [.. Samples.SlotNames];
        (names[2], names[4]) = ("weight", "sugar");

        AssertRefused(
            Trained.Detector, names, "The feature column 'Features' must have the slots of the training: slot 2 is 'weight'; expected 'mass'.");
        AssertRefused(Reordering, names, "slot 2 is 'weight'; expected 'mass'. Make it of the same columns");
    }

    [Fact]
    public void TheSameNamesInAnotherOrder_AreRefusedWithTheOptionToReorder()
    {
        string[] names = [.. Order.Select(slot => Samples.SlotNames[slot])];

        AssertRefused(Trained.Detector, names, "slot 0 is 'dose'; expected 'age'. The names are the same in another order");
        AssertRefused(Trained.Detector, names, "VaeEstimator.Options.ReorderSlots");
    }

    [Fact]
    public void NameThatStandsTwice_CannotBeReordered()
    {
        string[] names = ["dose", "age", "mass", "pulse", "salt", "salt"];

        AssertRefused(Reordering, names, "slot 0 is 'dose'; expected 'age'. Make it of the same columns");
    }

    [Fact]
    public void PredictionEngine_IsRefusedOtherNames()
    {
        var definition = SchemaDefinition.Create(typeof(Row));
        string[] names = [.. Samples.SlotNames.Reverse()];
        definition[nameof(Row.Features)].AddAnnotation(
            "SlotNames",
            new VBuffer<ReadOnlyMemory<char>>(names.Length, [.. names.Select(name => name.AsMemory())]),
            new VectorDataViewType(TextDataViewType.Instance, names.Length));

        var exception = Assert.ThrowsAny<Exception>(
            () => _context.Model.CreatePredictionEngine<Row, Scored>(Trained.Detector, inputSchemaDefinition: definition));
        Assert.Contains("slot 0 is 'rest'; expected 'age'", exception.ToString(), StringComparison.Ordinal);

        using var engine = _context.Model.CreatePredictionEngine<Row, Scored>(Reordering, inputSchemaDefinition: definition);
        float[] expected = ColumnValues.Scalars<float>(Reordering.Transform(InOrder), "Score");
        Assert.Equal(expected, Rows.Select(row => engine.Predict(new Row { Features = [.. row.Reverse()] }).Score));
    }

    [Fact]
    public void MissingNames_OnEitherSide_AreTakenAsTheyAre()
    {
        var unnamed = new VectorTable("Features", Rows);
        string[] partly = [.. Samples.SlotNames];
        partly[1] = partly[3] = "";
        float[] expected = Scores(Trained.Detector, InOrder);
        var withoutNames = _context.AnomalyDetection.Trainers.Vae(numberOfEpochs: 1).Fit(unnamed);

        Assert.Equal(expected, Scores(Trained.Detector, unnamed));
        Assert.Equal(expected, Scores(Trained.Detector, new VectorTable("Features", Rows, slotNames: partly)));
        Assert.Equal(
            Scores(withoutNames, unnamed), Scores(withoutNames, new VectorTable("Features", Rows, slotNames: [.. Samples.SlotNames.Reverse()])));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reordered_RowsGiveWhatTheyGiveInOrder(bool sparse)
    {
        string[] columns = ["Score", "PredictedLabel", "PValue", "FeatureScores", "Imputed"];
        var expected = ColumnValues.Read(Reordering.Transform(InOrder), columns);

        foreach (var transformer in new[] { Reordering, Zip.Reload(Reordering) })
        {
            var found = transformer.Transform(Shuffled(sparse));
            Assert.Equal(expected.Values, ColumnValues.Read(found, columns).Values);
            Assert.Equal(Samples.SlotNames, ColumnValues.SlotNames(found.Schema["FeatureScores"]));
            Assert.Equal(Samples.SlotNames, ColumnValues.SlotNames(found.Schema["Imputed"]));
        }
    }

    [Fact]
    public void Reordered_RowsGiveTheSameConvertedToOnnxAndInAPortableZip()
    {
        var data = Shuffled(sparse: false);
        float[] expected = Scores(Reordering, InOrder);
        using var stream = new MemoryStream();
        _context.Model.ConvertToOnnx(Reordering, data, stream);
        using var onnx = new OnnxRun(stream.ToArray());
        float[][] ids = [.. Rows.Select((_, row) => new float[] { row })];
        using var zip = new MemoryStream();
        _context.Model.SavePortable(Reordering, data.Schema, zip);

        Closeness.AssertClose(expected, onnx.On(("Id", ids), ("Features", Shuffle(Rows)))["Score.output"]);
        Closeness.AssertClose(expected, Scores(Zip.Load(zip.ToArray()), data));
    }

    [Fact]
    public void SlotsOfTheContextInAnotherOrder_AreRefusedOrReordered()
    {
        var random = new Random(1);
        var rows = _context.Data.LoadFromEnumerable(Rows.Select(row => new Placed { Features = row, Heat = random.NextSingle(), Damp = random.Next(2) }).ToArray());
        IDataView trained = WithContext(nameof(Placed.Heat), nameof(Placed.Damp)), other = WithContext(nameof(Placed.Damp), nameof(Placed.Heat));
        var (refusing, reordering) = (Fit(reorder: false), Fit(reorder: true));

        foreach (var transformer in new[] { refusing, Zip.Reload(refusing) })
        {
            Assert.Contains(
                "The context column 'Context' must have the slots of the training: slot 0 is 'Damp'; expected 'Heat'. The names are the same in another order",
                Assert.Throws<ArgumentOutOfRangeException>(() => transformer.Transform(other)).Message,
                StringComparison.Ordinal);
        }

        float[] expected = Scores(reordering, trained);
        Assert.Equal(expected, Scores(reordering, other));
        Assert.Equal(expected, Scores(Zip.Reload(reordering), other));

        IDataView WithContext(params string[] columns) => _context.Transforms.Concatenate("Context", columns).Fit(rows).Transform(rows);

        VaeTransformer Fit(bool reorder) => _context.AnomalyDetection.Trainers.Vae(new VaeEstimator.Options
        {
            ContextColumnName = "Context",
            ReorderSlots = reorder,
            NumberOfEpochs = 20,
        }).Fit(trained);
    }

    private static VectorTable Shuffled(bool sparse) =>
        new("Features", Shuffle(Rows), sparse, [.. Order.Select(slot => Samples.SlotNames[slot])]);

    private static float[][] Shuffle(float[][] rows) => [.. rows.Select(row => Order.Select(slot => row[slot]).ToArray())];

    private static float[] Scores(ITransformer transformer, IDataView data) => ColumnValues.Scalars<float>(transformer.Transform(data), "Score");

    private static void AssertRefused(VaeTransformer transformer, string[] names, string fact)
    {
        var data = new VectorTable("Features", Rows, slotNames: names);
        foreach (var view in new[] { transformer, transformer.AsFeaturizer("E"), Assert.IsType<VaeTransformer>(Zip.Reload(transformer)) })
        {
            foreach (var action in new Func<object>[]
            {
                () => view.GetOutputSchema(data.Schema), () => view.Transform(data), () => view.GetRowToRowMapper(data.Schema),
            })
            {
                Assert.Contains(fact, Assert.Throws<ArgumentOutOfRangeException>(action).Message, StringComparison.Ordinal);
            }
        }

        Assert.Equal(0, data.VectorReads);
    }

    private sealed class Row
    {
        [VectorType(Samples.FeatureCount)]
        public float[] Features { get; set; } = [];
    }

    private sealed class Placed
    {
        [VectorType(Samples.FeatureCount)]
        public float[] Features { get; set; } = [];

        public float Heat { get; set; }

        public float Damp { get; set; }
    }

    private sealed class Scored
    {
        public float Score { get; set; }
    }
}

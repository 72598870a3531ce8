using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Tests.Pipelines;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Persistence;

public sealed class SaveLoadTests
{
    private static readonly string[] ScoreColumns = ["Score", "PredictedLabel", "PValue", "FeatureScores"];

    private readonly MLContext _context = new(seed: 1);

    [Fact]
    public void EveryView_ComesBackAsItself()
    {
        foreach (var view in new[] { Trained.Detector, Trained.Detector.AsFeaturizer("E"), Trained.Detector.AsReconstructor("Ü") })
            Assert.Equal(view.ToString(), Assert.IsType<VaeTransformer>(Zip.Reload(view)).ToString());
    }

    [Fact]
    public void SlotNamesOfTheTraining_AreKept()
    {
        var reloaded = Assert.IsType<VaeTransformer>(Zip.Reload(Trained.Detector));
        var unnamed = new VectorTable("Features", Samples.Rows(2));

        Assert.Equal(Samples.SlotNames, reloaded.SlotNames);
        Assert.Equal(Samples.SlotNames, ColumnValues.SlotNames(reloaded.GetOutputSchema(unnamed.Schema)["FeatureScores"]));
    }

    [Fact]
    public void ZipTakenForAModelsFile_IsRefusedWithTheDoorThatTakesIt()
    {
        var zip = new MemoryStream(Zip.Save(Trained.Detector));
        var exception = Assert.Throws<VaeModelFormatException>(() => VaeModel.Load(zip));

        Assert.Contains("mlContext.Model.Load", exception.Message, StringComparison.Ordinal);
    }

    // ML.NET's method, ML.NET's words: the page about deployment quotes them, and says what to call.
    [Fact]
    public void ModelsFileTakenForAZip_IsRefusedByMlNetAsThePageSays()
    {
        using var file = new MemoryStream();
        Trained.Detector.Model.Save(file);
        file.Position = 0;
        var exception = Assert.Throws<FormatException>(() => new MLContext().Model.Load(file, out _));

        Assert.Contains("Failed to open a zip archive", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Threshold_IsKept() =>
        Assert.Equal(3.25f, Assert.IsType<VaeTransformer>(Zip.Reload(Trained.Detector.AsAnomalyScorer(3.25f))).Model.Threshold);

    [Fact]
    public void ModelInTheZip_IsTheModelsFile()
    {
        using var file = new MemoryStream();
        Trained.Detector.Model.Save(file);

        Assert.Equal(file.ToArray(), Zip.Read(Zip.Save(Trained.Detector), "Model.onnx"));
    }

    [Fact]
    public void Chain_KeepsItsTransformersAndGivesTheSameColumns()
    {
        var data = _context.Data.LoadFromEnumerable(Patient.Make(100, anomalous: 5));
        var model = Pipeline().Fit(data);
        var reloaded = new MLContext().Model.Load(new MemoryStream(Zip.Save(model, data.Schema)), out var schema);

        Assert.Equal(data.Schema.Select(column => (column.Name, column.Type)), schema.Select(column => (column.Name, column.Type)));
        Assert.Equal(TypeNames(model), TypeNames(Assert.IsType<TransformerChain<ITransformer>>(reloaded)));
        AssertSame(model.Transform(data), reloaded.Transform(data));
        AssertSame(model.Transform(data), Zip.Reload(reloaded).Transform(data));
    }

    [Fact]
    public void TransformerInAReloadedChain_IsFound()
    {
        var data = _context.Data.LoadFromEnumerable(Patient.Make(50, anomalous: 2));
        var scorer = _context.AnomalyDetection.Trainers.Vae(numberOfEpochs: 1);
        var model = _context.Transforms.Concatenate("Features", "Age", "Dose", "Others").Append(scorer).Fit(data);
        var nested = new TransformerChain<ITransformer>(new TransformerChain<ITransformer>(model));

        Assert.Equal(model.LastTransformer.Model.Threshold, Zip.Reload(nested).FindVae().Model.Threshold);
    }

    [Fact]
    public void ThresholdOfAReloadedChain_CanBeChangedAndItsScopesStay()
    {
        var model = new EstimatorChain<ITransformer>()
            .Append(_context.Transforms.CopyColumns("TrainingOnly", "Id"), TransformerScope.TrainTest)
            .Append(_context.AnomalyDetection.Trainers.Vae(numberOfEpochs: 1))
            .Append(_context.Transforms.CopyColumns("Odd", "PredictedLabel"), TransformerScope.Scoring)
            .Fit(Trained.Data);
        var changed = _context.AnomalyDetection.ChangeVaeThreshold(Zip.Reload(model), 5);
        var again = Assert.IsType<TransformerChain<ITransformer>>(Zip.Reload(changed));

        Assert.Equal(5, again.FindVae().Model.Threshold);
        foreach (var scope in new[] { TransformerScope.Training, TransformerScope.Testing, TransformerScope.Scoring })
        {
            Assert.Equal(
                model.GetOutputSchema(Trained.Data.Schema, scope).Select(column => column.Name),
                again.GetOutputSchema(Trained.Data.Schema, scope).Select(column => column.Name));
        }

        float[] scores = ColumnValues.Scalars<float>(again.Transform(Trained.Data), "Score");
        Assert.Equal(scores.Select(score => score > 5), ColumnValues.Scalars<bool>(again.Transform(Trained.Data), "Odd"));
    }

    [Fact]
    public void ModelSavedWithItsLoader_ReadsAndScoresFiles()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("rows.csv"), zip = folder.File("model.zip");
        float[][] rows = Samples.Rows(40);
        File.WriteAllLines(path, rows.Select(row => string.Join(',', row.Select(value => FormattableString.Invariant($"{value:R}")))));
        var loader = _context.Data.CreateTextLoader(new TextLoader.Options
        {
            Columns = [new TextLoader.Column("Features", DataKind.Single, 0, Samples.FeatureCount - 1)],
            Separators = [','],
        });
        _context.Model.Save(Trained.Detector, loader, zip);

        var model = new MLContext().Model.LoadWithDataLoader(zip, out var reloaded);
        var scored = model.Transform(reloaded.Load(new MultiFileSource(path)));
        Assert.Equal(Trained.Detector.Model.Threshold, model.FindVae().Model.Threshold);
        Assert.Equal(
            ColumnValues.Scalars<float>(Trained.Detector.Transform(new VectorTable("Features", rows)), "Score"),
            ColumnValues.Scalars<float>(scored, "Score"));
    }

    // Of a model that is not ours ML.NET gives back a less specific type argument.
    private static IEnumerable<string> TypeNames(IEnumerable<ITransformer> chain) => chain.Select(part => part.GetType().Name);

    private EstimatorChain<VaeTransformer> Pipeline() =>
        _context.Transforms.Concatenate("Features", "Age", "Dose", "Others")
            .Append(_context.Transforms.NormalizeMinMax("Features"))
            .Append(_context.Transforms.VaeEncode("Embedding", "Features", latentDimension: 2, numberOfEpochs: 2))
            .Append(_context.Clustering.Trainers.KMeans("Embedding", numberOfClusters: 2))
            .Append(_context.AnomalyDetection.Trainers.Vae(numberOfEpochs: 2));

    private static void AssertSame(IDataView expected, IDataView found)
    {
        string[] names = ["Embedding", .. ScoreColumns];
        Assert.Equal(
            expected.Schema.Select(column => (column.Name, column.Type)), found.Schema.Select(column => (column.Name, column.Type)));
        Assert.Equal(ColumnValues.Read(expected, names).Values, ColumnValues.Read(found, names).Values);
    }
}

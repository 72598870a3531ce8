using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Pipelines;

public sealed class PipelineTests
{
    private readonly MLContext _context = new(seed: 1);

    [Fact]
    public void NormalizedEmbedding_CanBeClustered()
    {
        var data = _context.Data.LoadFromEnumerable(Patient.Make(300, anomalous: 0));
        var pipeline = _context.Transforms.Concatenate("Features", "Age", "Dose", "Others")
            .Append(_context.Transforms.NormalizeMeanVariance("Features"))
            .Append(_context.Transforms.VaeEncode("Embedding", "Features", latentDimension: 2, numberOfEpochs: 60))
            .Append(_context.Clustering.Trainers.KMeans("Embedding", numberOfClusters: 2));
        var clusters = ColumnValues.Scalars<uint>(pipeline.Fit(data).Transform(data), "PredictedLabel");

        // The two groups of the samples take turns.
        int agreeing = clusters.Where((cluster, row) => cluster - 1 == row % 2).Count();
        Assert.InRange(Math.Max(agreeing, 300 - agreeing), 280, 300);
    }

    [Fact]
    public void ConcatenatedSlots_NameTheFeatureScores()
    {
        var data = _context.Data.LoadFromEnumerable(Patient.Make(50, anomalous: 0));
        var model = _context.Transforms.Concatenate("Features", "Age", "Dose", "Others")
            .Append(_context.AnomalyDetection.Trainers.Vae(numberOfEpochs: 1))
            .Fit(data);

        string[]? names = ColumnValues.SlotNames(model.Transform(data).Schema["FeatureScores"]);
        Assert.NotNull(names);
        Assert.Equal(["Age", "Dose"], names[..2]);
    }

    [Fact]
    public void Scores_CanBeEvaluated()
    {
        var detector = _context.Transforms.Concatenate("Features", "Age", "Dose", "Others")
            .Append(_context.AnomalyDetection.Trainers.Vae(numberOfEpochs: 60))
            .Fit(_context.Data.LoadFromEnumerable(Patient.Make(300, anomalous: 0)));
        var test = _context.Data.LoadFromEnumerable(Patient.Make(200, anomalous: 20));

        var metrics = _context.AnomalyDetection.Evaluate(detector.Transform(test), "Label");
        Assert.InRange(metrics.AreaUnderRocCurve, 0.95, 1);
        Assert.InRange(metrics.DetectionRateAtFalsePositiveCount, 0.8, 1);
    }

    [Fact]
    public void TwoVaesInAChain_DoNotDisturbEachOther()
    {
        var encoder = _context.Transforms.VaeEncode(new VaeEstimator.Options { Seed = 1, NumberOfEpochs = 2 });
        var detector = _context.AnomalyDetection.Trainers.Vae(new VaeEstimator.Options { Seed = 2, NumberOfEpochs = 2 });
        var second = _context.AnomalyDetection.Trainers.Vae(new VaeEstimator.Options { FeatureColumnName = "Embedding", NumberOfEpochs = 2 });
        var both = encoder.Append(detector).Append(second).Fit(Trained.Data).Transform(Trained.Data);

        Assert.Equal(
            ColumnValues.Vectors(encoder.Fit(Trained.Data).Transform(Trained.Data), "Embedding"),
            ColumnValues.Vectors(both, "Embedding"));
        // The second scorer hides the columns of the first.
        Assert.Equal(2, both.Schema.Count(column => column.Name == "Score"));
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 3), both.Schema["FeatureScores"].Type);
        Assert.Equal(["z0", "z1", "z2"], ColumnValues.SlotNames(both.Schema["FeatureScores"])!);
        Assert.Equal(
            ColumnValues.Scalars<float>(detector.Fit(Trained.Data).Transform(Trained.Data), "Score"),
            ColumnValues.Scalars<float>(encoder.Append(detector).Fit(Trained.Data).Transform(Trained.Data), "Score"));
    }

    [Fact]
    public void OneFit_GivesScoresAndTheColumnsNamedBesides()
    {
        var trainer = _context.AnomalyDetection.Trainers.Vae(new VaeEstimator.Options
        {
            EmbeddingColumnName = "Where",
            ReconstructionColumnName = "Expected",
            ImputedColumnName = "Filled",
            NumberOfEpochs = 5,
        });
        var model = _context.Transforms.CopyColumns("Raw", "Features").Append(trainer).Fit(Trained.Data);
        var all = model.Transform(Trained.Data);
        var scorer = model.LastTransformer.AsAnomalyScorer();

        Assert.Equal(
            ["Id", "Features", "Raw", "Score", "PredictedLabel", "PValue", "FeatureScores", "Where", "Expected", "Filled"],
            all.Schema.Select(column => column.Name));
        Assert.Equal(ColumnValues.Scalars<float>(scorer.Transform(Trained.Data), "Score"), ColumnValues.Scalars<float>(all, "Score"));
        AssertSameVectors(model.LastTransformer.AsFeaturizer("Where"), all, "Where");
        AssertSameVectors(model.LastTransformer.AsReconstructor("Expected"), all, "Expected");
        AssertSameVectors(model.LastTransformer.AsImputer("Filled"), all, "Filled");

        static void AssertSameVectors(VaeTransformer view, IDataView all, string name) =>
            Assert.Equal(ColumnValues.Vectors(view.Transform(Trained.Data), name), ColumnValues.Vectors(all, name));
    }

    [Fact]
    public void ColumnsBesides_AreThereInEveryFoldOfACrossValidation()
    {
        var options = new VaeEstimator.Options { EmbeddingColumnName = "Embedding", LatentDimension = 2, NumberOfEpochs = 60 };
        var pipeline = _context.AnomalyDetection.Trainers.Vae(options).Append(_context.Clustering.Trainers.KMeans("Embedding", numberOfClusters: 2));

        var folds = _context.Clustering.CrossValidate(Trained.Data, pipeline, numberOfFolds: 2, featuresColumnName: "Embedding");

        // The two groups of the samples lie far apart, so that the clusters do: below 1 they are tight for their distance.
        Assert.Equal(2, folds.Count);
        Assert.All(folds, fold => Assert.InRange(fold.Metrics.DaviesBouldinIndex, 0, 1));
        Assert.All(folds, fold => Assert.Contains("FeatureScores", fold.ScoredHoldOutSet.Schema.Select(column => column.Name)));
    }

    [Fact]
    public void GapsFilledInAPipeline_LetATrainerRunThatTakesNone()
    {
        float[][] rows = Samples.Rows(200);
        for (int row = 0; row < rows.Length; row += 5)
            rows[row][row % Samples.FeatureCount] = float.NaN;
        var data = new VectorTable("Features", rows);
        var pipeline = _context.Transforms.VaeImpute("Filled", "Features", numberOfEpochs: 60, seed: 1)
            .Append(_context.Clustering.Trainers.KMeans("Filled", numberOfClusters: 2));
        uint[] clusters = ColumnValues.Scalars<uint>(pipeline.Fit(data).Transform(data), "PredictedLabel");

        int agreeing = clusters.Where((cluster, row) => cluster - 1 == row % 2).Count();
        Assert.InRange(Math.Max(agreeing, 200 - agreeing), 180, 200);
    }

    [Fact]
    public void TypedChain_HandsOutTheTransformer()
    {
        TransformerChain<VaeTransformer> chain = _context.Transforms.CopyColumns("Features", "Raw")
            .Append(_context.AnomalyDetection.Trainers.Vae(numberOfEpochs: 1))
            .Fit(new VectorTable("Raw", Samples.Rows(50)));

        Assert.Equal(Samples.FeatureCount, chain.LastTransformer.Model.FeatureCount);
    }

    [Fact]
    public void CacheCheckpoint_ChangesNothing()
    {
        Assert.Equal(Score(cache: false), Score(cache: true));

        static float[] Score(bool cache)
        {
            var context = new MLContext(seed: 1);
            var data = context.Data.LoadFromEnumerable(Patient.Make(100, anomalous: 5));
            var features = new EstimatorChain<ITransformer>().Append(context.Transforms.Concatenate("Features", "Age", "Dose", "Others"));
            if (cache)
                features = features.AppendCacheCheckpoint(context);
            var detector = context.AnomalyDetection.Trainers.Vae(new VaeEstimator.Options { Seed = 3, NumberOfEpochs = 2 });
            var model = features.Append(detector).Fit(data);
            return ColumnValues.Scalars<float>(model.Transform(data), "Score");
        }
    }

    [Fact]
    public void ShuffledAndFilteredData_IsScoredAsBefore()
    {
        var scored = Trained.Detector.Transform(Trained.Data);
        var all = ColumnValues.Read(scored, "Id", "Score").Values.ToDictionary(row => (float)row[0], row => (float)row[1]);
        var filtered = _context.Data.FilterRowsByColumn(Trained.Data, "Id", 50, 100);
        var part = Trained.Detector.Transform(_context.Data.ShuffleRows(filtered, seed: 2));

        float[] ids = ColumnValues.Scalars<float>(part, "Id");
        Assert.Equal(50, ids.Length);
        Assert.NotEqual(ids.Order(), ids);
        Assert.Equal(ids.Select(id => all[id]), ColumnValues.Scalars<float>(part, "Score"));
    }

    [Fact]
    public void RowsCanBeFilteredByTheirScore()
    {
        var scored = Trained.Detector.Transform(Trained.Data);
        var odd = _context.Data.FilterRowsByColumn(scored, "Score", lowerBound: Trained.Detector.Model.Threshold);

        int alarms = ColumnValues.Scalars<bool>(scored, "PredictedLabel").Count(alarm => alarm);
        Assert.InRange(alarms, 1, 20);
        Assert.Equal(alarms, ColumnValues.Scalars<float>(odd, "Id").Length);
    }

    [Fact]
    public void PredictionEngineOfAChain_GivesWhatTheChainGives()
    {
        var patients = Patient.Make(60, anomalous: 5).ToArray();
        var data = _context.Data.LoadFromEnumerable(patients);
        var model = _context.Transforms.Concatenate("Features", "Age", "Dose", "Others")
            .Append(_context.Transforms.NormalizeMinMax("Features"))
            .Append(_context.Transforms.VaeEncode("Embedding", "Features", latentDimension: 3, numberOfEpochs: 2))
            .Append(_context.AnomalyDetection.Trainers.Vae("Embedding", numberOfEpochs: 2))
            .Fit(data);
        using var engine = _context.Model.CreatePredictionEngine<Patient, Verdict>(model);

        var verdicts = patients.Select(engine.Predict).ToArray();
        var expected = _context.Data.CreateEnumerable<Verdict>(model.Transform(data), reuseRowObject: false).ToArray();
        Assert.Equal(expected.Select(verdict => verdict.Score), verdicts.Select(verdict => verdict.Score));
        Assert.Equal(expected.Select(verdict => verdict.PredictedLabel), verdicts.Select(verdict => verdict.PredictedLabel));
        Assert.Equal(expected.Select(verdict => verdict.Embedding), verdicts.Select(verdict => verdict.Embedding));
        Assert.NotEqual(verdicts[0].Score, verdicts[1].Score);
    }

    private sealed class Verdict
    {
        public float Score { get; set; }

        public bool PredictedLabel { get; set; }

        public float[]? Embedding { get; set; }
    }
}

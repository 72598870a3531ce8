using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Transformers;

public sealed class ViewTests
{
    private static readonly VaeModel Model = Trained.Detector.Model;
    private static readonly float[][] Rows = Samples.Rows(200);

    [Fact]
    public void Views_ShareOneModel()
    {
        var featurizer = Trained.Detector.AsFeaturizer("E");

        Assert.Same(Model, featurizer.Model);
        Assert.Same(Model, Trained.Detector.AsReconstructor("R").Model);
        Assert.Same(Model, featurizer.AsAnomalyScorer().Model);
        Assert.Equal("Features", featurizer.InputColumnName);
    }

    [Fact]
    public void Featurizer_AddsThePosteriorMean()
    {
        var data = Trained.Detector.AsFeaturizer("E").Transform(Trained.Data);
        float[][] embedding = ColumnValues.Vectors(data, "E");

        Assert.Equal(Rows.Select(row => Apply(Model.Encode, row, Model.LatentDimension)), embedding);
        Assert.Equal(Enumerable.Range(0, Model.LatentDimension).Select(unit => $"z{unit}"), ColumnValues.SlotNames(data.Schema["E"]));
    }

    [Fact]
    public void Reconstructor_AddsTheDecodersMeanWithTheInputsSlotNames()
    {
        var data = Trained.Detector.AsReconstructor("R").Transform(Trained.Data);

        Assert.Equal(Rows.Select(row => Apply(Model.Reconstruct, row, Samples.FeatureCount)), ColumnValues.Vectors(data, "R"));
        Assert.Equal(Samples.SlotNames, ColumnValues.SlotNames(data.Schema["R"]));
    }

    [Fact]
    public void DimensionsOfTheInput_AreThoseOfColumnsByFeature()
    {
        var type = new VectorDataViewType(NumberDataViewType.Single, 2, Samples.FeatureCount / 2);
        var input = SchemaOnly.Of(("Features", type)).Schema;

        Assert.Equal(type, Trained.Detector.AsReconstructor("R").GetOutputSchema(input)["R"].Type);
        Assert.Equal(type, Trained.Detector.GetOutputSchema(input)["FeatureScores"].Type);
    }

    [Fact]
    public void EncodingAndDecoding_IsReconstructing()
    {
        var encoded = Trained.Detector.AsFeaturizer("E").Transform(Trained.Data);
        var decoder = new MLContext().Transforms.VaeDecode(Model, new VaeDecodingEstimator.Options
        {
            InputColumnName = "E",
            OutputColumnName = "R",
            SlotNames = Trained.Detector.SlotNames,
        });
        var decoded = decoder.Fit(encoded).Transform(encoded);
        var reconstructed = Trained.Detector.AsReconstructor("R").Transform(Trained.Data);

        Assert.Equal(ColumnValues.Vectors(reconstructed, "R"), ColumnValues.Vectors(decoded, "R"));
        Assert.Equal(Samples.SlotNames, ColumnValues.SlotNames(decoded.Schema["R"]));
    }

    [Fact]
    public void AnomalyScorer_AddsWhatTheModelSays()
    {
        var data = Trained.Detector.Transform(Trained.Data);
        float[] scores = ColumnValues.Scalars<float>(data, "Score");
        float[][] featureScores = ColumnValues.Vectors(data, "FeatureScores");
        float[] expected = new float[1], split = new float[Samples.FeatureCount];

        for (int row = 0; row < Rows.Length; row++)
        {
            Model.Score(Rows[row], expected, split);
            Assert.Equal(expected[0], scores[row]);
            Assert.Equal(split, featureScores[row]);
        }

        Assert.Equal(scores.Select(score => score > Model.Threshold), ColumnValues.Scalars<bool>(data, "PredictedLabel"));
        Assert.Equal(scores.Select(Model.PValue), ColumnValues.Scalars<float>(data, "PValue"));
        Assert.InRange(ColumnValues.Scalars<bool>(data, "PredictedLabel").Count(alarm => alarm), 1, 20); // about a twentieth of 200
    }

    [Fact]
    public void Score_IsTheSameWithAndWithoutItsSplit()
    {
        var data = Trained.Detector.Transform(Trained.Data);
        var alone = ColumnValues.Read(data, "Score");
        var together = ColumnValues.Read(data, "FeatureScores", "Score");

        Assert.Equal(alone.Values.Select(row => row[0]), together.Values.Select(row => row[1]));
    }

    [Fact]
    public void ScoreColumns_AreAnnotatedAsMlNetAnnotatesThem()
    {
        var schema = Trained.Detector.GetOutputSchema(Trained.Data.Schema);

        Assert.Equal("AnomalyDetection", ColumnValues.Annotation(schema["Score"], "ScoreColumnKind"));
        Assert.Equal("Score", ColumnValues.Annotation(schema["Score"], "ScoreValueKind"));
        Assert.Equal("AnomalyDetection", ColumnValues.Annotation(schema["PredictedLabel"], "ScoreColumnKind"));
        Assert.Equal("PredictedLabel", ColumnValues.Annotation(schema["PredictedLabel"], "ScoreValueKind"));
        Assert.Empty(schema["PValue"].Annotations.Schema);
    }

    [Fact]
    public void FeatureScores_HaveTheSlotNamesOfTrainingOrThoseOfTheDataAtHand()
    {
        var unnamed = new VectorTable("Features", Samples.Rows(2));
        var withoutNames = new MLContext(seed: 1).AnomalyDetection.Trainers.Vae(numberOfEpochs: 1).Fit(unnamed);

        Assert.Equal(Samples.SlotNames, Names(Trained.Detector, Trained.Data));
        Assert.Equal(Samples.SlotNames, Names(Trained.Detector, unnamed));
        Assert.Null(Names(withoutNames, unnamed));
        Assert.Equal(Samples.SlotNames, Names(withoutNames, Trained.Data));
        Assert.Null(withoutNames.SlotNames);

        static string[]? Names(ITransformer transformer, IDataView data) =>
            ColumnValues.SlotNames(transformer.GetOutputSchema(data.Schema)["FeatureScores"]);
    }

    [Fact]
    public void AnotherThreshold_ChangesTheLabelsOfTheNewViewOnly()
    {
        float[] scores = ColumnValues.Scalars<float>(Trained.Detector.Transform(Trained.Data), "Score");
        float median = scores.Order().ElementAt(100);
        bool[] before = ColumnValues.Scalars<bool>(Trained.Detector.Transform(Trained.Data), "PredictedLabel");
        var changed = Trained.Detector.AsAnomalyScorer(median).Transform(Trained.Data);

        Assert.Equal(scores, ColumnValues.Scalars<float>(changed, "Score"));
        Assert.Equal(scores.Select(score => score > median), ColumnValues.Scalars<bool>(changed, "PredictedLabel"));
        Assert.Equal(before, ColumnValues.Scalars<bool>(Trained.Detector.Transform(Trained.Data), "PredictedLabel"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Trained.Detector.AsAnomalyScorer(float.NaN));
    }

    [Theory]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    [InlineData(float.MaxValue)]
    public void InfiniteFeature_IsAnAnomalyWithAFiniteScore(float value)
    {
        float[] row = [.. Rows[0]];
        row[2] = value;
        var data = Trained.Detector.Transform(new VectorTable("Features", [row]));
        float score = ColumnValues.Scalars<float>(data, "Score")[0];
        float[] split = ColumnValues.Vectors(data, "FeatureScores")[0];

        Assert.True(float.IsFinite(score));
        Assert.True(score > 1000, $"{score} nats");
        Assert.True(ColumnValues.Scalars<bool>(data, "PredictedLabel")[0]);
        Assert.Equal(1 / 201f, ColumnValues.Scalars<float>(data, "PValue")[0]); // the least there is with 200 rows
        Assert.Equal(2, Array.IndexOf(split, split.Max()));
    }

    [Fact]
    public void MissingValue_CountsAsItsFeatureDoesOnAverageAndIsFilledIn()
    {
        float[] row = [.. Rows[0]], other = [.. Rows[1]];
        row[2] = other[2] = float.NaN;
        var table = new VectorTable("Features", [row, other]);
        var scored = Trained.Detector.Transform(table);

        Assert.True(float.IsFinite(ColumnValues.Scalars<float>(scored, "Score")[0]));
        float[][] featureScores = ColumnValues.Vectors(scored, "FeatureScores");
        Assert.Equal(featureScores[0][2], featureScores[1][2]);
        Assert.NotEqual(featureScores[0][3], featureScores[1][3]);
        Assert.True(float.IsFinite(ColumnValues.Vectors(Trained.Detector.AsReconstructor("R").Transform(table), "R")[0][2]));
    }

    [Fact]
    public void Imputer_FillsTheGapsByTheReconstructionAndLeavesTheRest()
    {
        float[] gaps = [.. Rows[0]];
        gaps[2] = gaps[4] = float.NaN;
        gaps[5] = float.PositiveInfinity;
        float[] reconstructed = Apply(Model.Reconstruct, gaps, Samples.FeatureCount);
        var table = new VectorTable("Features", [gaps, Rows[1], [.. gaps.Select(_ => float.NaN)]], slotNames: Samples.SlotNames);
        var imputed = Trained.Detector.AsImputer("I").Transform(table);
        float[][] rows = ColumnValues.Vectors(imputed, "I");

        Assert.Equal([gaps[0], gaps[1], reconstructed[2], gaps[3], reconstructed[4], float.PositiveInfinity], rows[0]);
        Assert.Equal(Rows[1], rows[1]);
        Assert.All(rows[2], value => Assert.True(float.IsFinite(value)));
        Assert.Equal(Samples.SlotNames, ColumnValues.SlotNames(imputed.Schema["I"]));
    }

    [Fact]
    public void MissingValues_AreGapsInEveryColumn()
    {
        float[][] gaps = Samples.Rows(200), codes = Samples.Rows(200);
        for (int row = 0; row < gaps.Length; row += 3)
            (gaps[row][row % 5], codes[row][row % 5]) = (float.NaN, -9999);
        var coded = Fit(codes, [-9999]);
        var (expected, found) = (Fit(gaps, []).Transform(new VectorTable("Features", gaps)), coded.Transform(new VectorTable("Features", codes)));
        foreach (string column in new[] { "FeatureScores", "E", "R", "I" })
            Assert.Equal(ColumnValues.Flat(expected, column), ColumnValues.Flat(found, column));
        Assert.DoesNotContain(-9999, ColumnValues.Flat(found, "I"));
        Assert.Equal([-9999], coded.Model.MissingValues);

        static VaeTransformer Fit(float[][] rows, float[] missing) => new MLContext(seed: 1).AnomalyDetection.Trainers.Vae(new VaeEstimator.Options
        {
            NumberOfEpochs = 5,
            MissingValues = missing,
            EmbeddingColumnName = "E",
            ReconstructionColumnName = "R",
            ImputedColumnName = "I",
        }).Fit(new VectorTable("Features", rows));
    }

    [Fact]
    public void ChangedThreshold_KeepsTheColumnsBesides()
    {
        var options = new VaeEstimator.Options { EmbeddingColumnName = "E", NumberOfEpochs = 1 };
        var context = new MLContext(seed: 1);
        var changed = context.AnomalyDetection.ChangeVaeThreshold(context.AnomalyDetection.Trainers.Vae(options).Fit(Trained.Data), 5);

        Assert.Equal("VaeTransformer (anomaly scorer, featurizer, adds 'E', reads 'Features')", changed.ToString());
        Assert.Equal(5, changed.Model.Threshold);
    }

    [Fact]
    public void OutputColumn_MayHaveTheInputsName()
    {
        var data = Trained.Detector.AsFeaturizer("Features").Transform(Trained.Data);

        Assert.Equal(Rows.Select(row => Apply(Model.Encode, row, Model.LatentDimension)), ColumnValues.Vectors(data, "Features"));
    }

    [Fact]
    public void EmptyName_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => Trained.Detector.AsFeaturizer(""));
        Assert.Throws<ArgumentException>(() => Trained.Detector.AsReconstructor(""));
        Assert.Throws<ArgumentException>(() => Trained.Detector.AsImputer(""));
    }

    private static float[] Apply(Transform function, float[] row, int size)
    {
        float[] result = new float[size];
        function(row, result);
        return result;
    }

    private delegate void Transform(ReadOnlySpan<float> input, Span<float> output);
}

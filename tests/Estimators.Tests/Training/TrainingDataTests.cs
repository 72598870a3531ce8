using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Vae.Data;
using MLNet.Vae.Tests.Contract;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Training;

public sealed class TrainingDataTests
{
    private readonly MLContext _context = new(seed: 1);

    [Theory]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Infinity_IsRefusedWithItsPlace(float value)
    {
        float[][] rows = Samples.Rows(40);
        rows[17][3] = value;

        string named = Refusal(new VectorTable("Features", rows, slotNames: Samples.SlotNames));
        Assert.Contains("'Features'", named, StringComparison.Ordinal);
        Assert.Contains("row 17", named, StringComparison.Ordinal);
        Assert.Contains("slot 3 ('pulse')", named, StringComparison.Ordinal);
        Assert.Contains("Infinity", named, StringComparison.Ordinal);
        Assert.Contains("slot 3;", Refusal(new VectorTable("Features", rows)), StringComparison.Ordinal);

        string Refusal(IDataView data)
        {
            var exception = Assert.Throws<ArgumentException>(() => _context.AnomalyDetection.Trainers.Vae().Fit(data));
            Assert.IsType<VaeDataException>(exception.InnerException);
            Assert.Equal("input", exception.ParamName);
            return exception.Message;
        }
    }

    [Fact]
    public void MissingValues_AreLearnedAround()
    {
        float[][] rows = Samples.Rows(100);
        for (int row = 0; row < rows.Length; row += 3)
            rows[row][row % Samples.FeatureCount] = float.NaN;
        var table = new VectorTable("Features", rows);

        var scored = _context.AnomalyDetection.Trainers.Vae(numberOfEpochs: 2).Fit(table).Transform(table);

        Assert.All(ColumnValues.Scalars<float>(scored, "Score"), score => Assert.True(float.IsFinite(score)));
    }

    [Theory]
    [InlineData(null, 21, false)]
    [InlineData(0.1, 3, false)]
    [InlineData(0.0, 21, true)]
    public void ValidationFraction_SaysHowManyRowsCalibrate(double? share, int calibrating, bool fromTrainingRows)
    {
        var warnings = new List<string>();
        _context.Log += (_, line) => warnings.Add(line.Kind == ChannelMessageKind.Warning ? line.Message : "");
        var options = new VaeEstimator.Options { NumberOfEpochs = 2, ValidationFraction = share };
        var model = _context.AnomalyDetection.Trainers.Vae(options).Fit(new VectorTable("Features", Samples.Rows(20))).Model;
        Assert.Equal(1f / calibrating, model.PValue(float.MaxValue));
        Assert.Equal(fromTrainingRows, warnings.Any(warning => warning.Contains("because ValidationFraction is 0", StringComparison.Ordinal)));
    }

    [Fact]
    public void NoRows_AreRefusedAsByMlNetsTrainers()
    {
        var empty = _context.Data.FilterRowsByColumn(Trained.Data, "Id", lowerBound: 1000);
        var exception = Assert.Throws<InvalidOperationException>(() => _context.AnomalyDetection.Trainers.Vae().Fit(empty));

        Assert.Contains("'Features' has no rows", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DataOfUnknownLength_IsReadWhole()
    {
        // A filter does not know how many rows it lets through; more come than were made room for at first.
        float[][] rows = Samples.Rows(3000);
        var filtered = _context.Data.FilterRowsByColumn(new VectorTable("Features", rows), "Id", 0, 2500);
        Assert.Null(filtered.GetRowCount());

        Assert.Equal(Embed(new VectorTable("Features", rows[..2500])), Embed(filtered));

        float[][] Embed(IDataView data)
        {
            var encoder = new MLContext(seed: 1).Transforms.VaeEncode("E", "Features", numberOfEpochs: 1).Fit(data);
            return ColumnValues.Vectors(encoder.Transform(Trained.Data), "E");
        }
    }

    [Fact]
    public void Column_IsReadOnceAndAlone()
    {
        var table = new VectorTable("Features", Samples.Rows(40));
        _context.Transforms.VaeEncode("E", "Features", numberOfEpochs: 3).Fit(table);

        Assert.Equal([["Features"]], table.CursorColumns);
        Assert.Equal(40, table.VectorReads);
    }

    [Fact]
    public void ParallelCursors_AreReadInTheOrderOfOne()
    {
        // The rows are dealt out in turn, and a filter takes more from one cursor than from another; no cursor's rows fit one chunk.
        var table = new VectorTable("Features", Samples.Rows(200_000));
        var filtered = _context.Data.FilterRowsByColumn(table, "Id", 1, 190_000);
        var alone = new VectorTable("Features", Samples.Rows(200_000)[1..190_000]);

        Assert.Equal(Kl(alone, numberOfThreads: 1), Kl(filtered, numberOfThreads: 3));
        Assert.Equal(0, table.OpenCursors);

        static IReadOnlyList<float> Kl(IDataView data, int numberOfThreads) => new MLContext(seed: 1).Transforms
            .VaeEncode(new VaeEstimator.Options { NumberOfEpochs = 1, HiddenLayers = [4], NumberOfThreads = numberOfThreads })
            .Fit(data).Model.KlPerLatentDimension;
    }

    [Fact]
    public void DataWithOneCursor_IsReadOnTheCallersThread()
    {
        var threads = new HashSet<int>();
        IEnumerable<EngineInput> rows = Samples.Rows(40).Select(row =>
        {
            threads.Add(Environment.CurrentManagedThreadId);
            return new EngineInput { Features = row };
        });

        _context.Transforms.VaeEncode("E", "Features", numberOfEpochs: 1).Fit(_context.Data.LoadFromEnumerable(rows));

        Assert.Equal([Environment.CurrentManagedThreadId], threads);
    }

    [Fact]
    public void RowThatCannotBeRead_EndsAllCursors()
    {
        var table = new VectorTable("Features", Samples.Rows(100)) { BadRow = 50 };
        var options = new VaeEstimator.Options { NumberOfThreads = 4 };

        var exception = Assert.Throws<InvalidDataException>(() => _context.Transforms.VaeEncode(options).Fit(table));
        Assert.Equal("Row 50 cannot be read.", exception.Message);
        Assert.Equal(0, table.OpenCursors);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void MemoryRunsOut_SaysWhatWasHeldAndWhatTakesLess(int numberOfThreads)
    {
        var table = new VectorTable("Features", Samples.Rows(2000)) { BadRow = 1500, Failure = new OutOfMemoryException() };
        var options = new VaeEstimator.Options { NumberOfThreads = numberOfThreads };

        var exception = Assert.Throws<InsufficientMemoryException>(() => _context.Transforms.VaeEncode(options).Fit(table));
        Assert.Matches(
            $@"^Memory ran out while the feature column 'Features' was read, after [\d,]+ rows of {Samples.FeatureCount} features \(0 MB\) " +
            $@"of 2,000 rows of {Samples.FeatureCount} features \(0 MB\)\. Training holds all rows\. ",
            exception.Message);
        Assert.Contains("mlContext.Data.TrainTestSplit(data, testFraction: 0.9).TrainSet", exception.Message, StringComparison.Ordinal);
        Assert.Contains("mlContext.Data.TakeRows", exception.Message, StringComparison.Ordinal);
        Assert.Same(table.Failure, exception.InnerException);
        Assert.Equal(0, table.OpenCursors);
    }

    [Fact]
    public void CancelledBeforeReading_ReadsNothing()
    {
        var table = new VectorTable("Features", Samples.Rows(40));
        var options = new VaeEstimator.Options { CancellationToken = new CancellationToken(canceled: true) };

        Assert.Throws<OperationCanceledException>(() => _context.Transforms.VaeEncode(options).Fit(table));
        Assert.Equal(0, table.VectorReads);
        Assert.Equal(0, table.OpenCursors);
    }

    [Fact]
    public void OwnToken_IsTheOneOfTheException()
    {
        using var own = new CancellationTokenSource();
        _context.Log += (_, _) => own.Cancel();

        var exception = Assert.Throws<OperationCanceledException>(() => EndlessTraining(own.Token).Fit(Trained.Data));
        Assert.Equal(own.Token, exception.CancellationToken);
    }

    [Fact]
    public void CanceledExecutionOfMlContext_EndsTheTraining()
    {
        _context.Log += (_, _) => MlNetInternal.CancelExecution(_context); // the first line comes before the first step

        Assert.Throws<OperationCanceledException>(() => EndlessTraining(TestContext.Current.CancellationToken).Fit(Trained.Data));
    }

    [Fact]
    public void CanceledExecutionOfMlContext_EndsTheReading()
    {
        var estimator = _context.Transforms.VaeEncode("E", "Features");

        Assert.Throws<OperationCanceledException>(() => estimator.Fit(_context.Data.LoadFromEnumerable(EndlessRows())));
        Assert.Throws<OperationCanceledException>(() => estimator.Fit(Trained.Data));

        IEnumerable<EngineInput> EndlessRows()
        {
            var row = new EngineInput();
            yield return row;
            MlNetInternal.CancelExecution(_context);
            while (true)
                yield return row;
        }
    }

    [Fact]
    public void OptionsOutOfRange_AreNamedTogether()
    {
        var options = new VaeEstimator.Options { BatchSize = 0, Contamination = 2 };
        var exception = Assert.Throws<ArgumentException>(() => _context.AnomalyDetection.Trainers.Vae(options).Fit(Trained.Data));

        Assert.Contains("BatchSize", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Contamination", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void WideSparseRows_AreReadAndTrainedOnAsDenseOnes(int numberOfThreads)
    {
        const int features = 1100;
        var random = new System.Random(1);
        float[][] rows = [.. Enumerable.Range(0, 90).Select(row => Row(share: row % 9 == 0 ? 0.9 : 0.02))];
        rows[4][1099] = rows[5][0] = float.NaN;
        rows[6][7] = rows[7][7] = -9999; // a wrong cell
        VectorTable sparse = new("Features", rows, sparse: true), dense = new("Features", rows);

        var read = FeatureReader.ReadAll(sparse, sparse.Schema["Features"], numberOfThreads, TestContext.Current.CancellationToken);
        Assert.InRange(read.Bytes, 1, 90 * features * sizeof(float) / 2);
        foreach (var (first, count) in new[] { (0, features), (0, 1), (1, 128), (972, 128), (1099, 1) })
        {
            for (int row = 0; row < rows.Length; row++)
            {
                float[] room = [.. Enumerable.Repeat(77f, count)]; // of another row before
                Assert.Equal(rows[row][first..(first + count)], read.Read(row, first, room).ToArray());
            }
        }

        Assert.Equal(Scores(dense, 1), Scores(sparse, numberOfThreads));

        float[] Row(double share) =>
            [.. Enumerable.Range(0, features).Select(_ => random.NextDouble() < share ? 1 + random.NextSingle() : 0)];

        static float[] Scores(VectorTable table, int threads)
        {
            var options = new VaeEstimator.Options { NumberOfEpochs = 2, NumberOfThreads = threads, HiddenLayers = [8] };
            return ColumnValues.Scalars<float>(new MLContext(seed: 1).AnomalyDetection.Trainers.Vae(options).Fit(table).Transform(table), "Score");
        }
    }

    [Fact]
    public void EmptyNamesAndMissingOptions_AreRefusedAtOnce()
    {
        var transforms = _context.Transforms;
        var model = Trained.Detector.Model;

        Assert.Throws<ArgumentException>(() => transforms.VaeEncode(""));
        Assert.Throws<ArgumentException>(() => transforms.VaeEncode("E", ""));
        Assert.Throws<ArgumentNullException>(() => transforms.VaeEncode((VaeEstimator.Options)null!));
        Assert.Throws<ArgumentException>(() => _context.AnomalyDetection.Trainers.Vae(""));
        Assert.Throws<ArgumentNullException>(() => _context.AnomalyDetection.Trainers.Vae((VaeEstimator.Options)null!));
        Assert.Throws<ArgumentException>(() => transforms.VaeDecode(model, ""));
        Assert.Throws<ArgumentException>(() => transforms.VaeDecode(model, "F", ""));
        Assert.Throws<ArgumentNullException>(() => transforms.VaeDecode(null!, "F"));
        Assert.Throws<ArgumentException>(() => transforms.VaeDecode(model, new VaeDecodingEstimator.Options { SlotNames = ["one"] }));
    }

    [Fact]
    public void InputColumn_IsTheOutputColumnUnlessItIsNamed()
    {
        var encoder = _context.Transforms.VaeEncode("Other", numberOfEpochs: 1);
        var decoder = _context.Transforms.VaeDecode(Trained.Detector.Model, "Another");

        Assert.Equal("Other", encoder.Fit(new VectorTable("Other", Samples.Rows(20))).InputColumnName);
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => decoder.Fit(Trained.Data));
        Assert.Contains("The latent column 'Another'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_AreCopiedByTheEstimator()
    {
        var options = new VaeEstimator.Options { LatentDimension = 2, NumberOfEpochs = 1 };
        var estimator = _context.Transforms.VaeEncode(options);
        options.LatentDimension = 3;
        options.FeatureColumnName = "Other";

        Assert.Equal(2, estimator.Fit(Trained.Data).Model.LatentDimension);
        Assert.Null(options.Seed);
    }

    [Fact]
    public void SimpleArguments_ReachTheModel()
    {
        var narrow = _context.Transforms.VaeEncode("E", "Features", latentDimension: 2, numberOfEpochs: 1);
        Assert.Equal(2, narrow.Fit(Trained.Data).Model.LatentDimension);
        // Of 200 rows, by models that have not seen them: a sixth more or less.
        Assert.InRange(CountAlarms(_context.AnomalyDetection.Trainers.Vae(falseAlarmRate: 0.25, numberOfEpochs: 1)), 42, 58);
        Assert.InRange(CountAlarms(_context.AnomalyDetection.Trainers.Vae(falseAlarmRate: 0.25, contamination: 0.2, numberOfEpochs: 1)), 67, 93);

        var plain = Kl(epochs: 10, beta: 1);
        Assert.Equal(plain, Kl(epochs: 10, beta: 1));
        Assert.NotEqual(plain, Kl(epochs: 10, beta: 2));
        Assert.NotEqual(plain, Kl(epochs: 11, beta: 1));

        static IReadOnlyList<float> Kl(int epochs, double beta) => new MLContext(seed: 1).Transforms
            .VaeEncode("E", "Features", numberOfEpochs: epochs, beta: beta).Fit(Trained.Data).Model.KlPerLatentDimension;

        static int CountAlarms(VaeEstimator estimator) =>
            ColumnValues.Scalars<bool>(estimator.Fit(Trained.Data).Transform(Trained.Data), "PredictedLabel").Count(alarm => alarm);
    }

    /// <summary>A training of 200 million steps.</summary>
    private VaeEstimator EndlessTraining(CancellationToken token) => _context.Transforms.VaeEncode(
        new VaeEstimator.Options { NumberOfEpochs = 1_000_000, BatchSize = 1, CancellationToken = token });
}

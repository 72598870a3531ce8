using Microsoft.ML;
using Microsoft.ML.Runtime;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Training;

public sealed class LogTests
{
    [Fact]
    public void Training_IsToldInAFewLines()
    {
        var log = Train(new VaeEstimator.Options { NumberOfEpochs = 200, Seed = 12345 });

        string[] lines = Lines(log, ChannelMessageKind.Info);
        Assert.Contains(lines, line => line.Contains("200 rows of 6 features, seed 12345", StringComparison.Ordinal));
        Assert.Equal(10, lines.Count(line => line.Contains("Epoch", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.Contains("Epoch 200 of 200: loss", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("threshold", StringComparison.Ordinal));
        Assert.Empty(Lines(log, ChannelMessageKind.Warning));
        Assert.DoesNotContain(log, line => line.Message.Contains("Torch", StringComparison.Ordinal));
    }

    [Fact]
    public void CollapsedPosterior_IsAWarning()
    {
        var log = Train(new VaeEstimator.Options { NumberOfEpochs = 200, Beta = 1000 });

        Assert.Contains("Beta (now 1000)", Assert.Single(Lines(log, ChannelMessageKind.Warning)), StringComparison.Ordinal);
    }

    [Fact]
    public void WrongCells_AreAWarningThatNamesTheirSlot()
    {
        var context = new MLContext(seed: 1);
        var log = new List<LoggingEventArgs>();
        context.Log += (_, line) => log.Add(line);
        var random = new Random(1);
        var rows = Enumerable.Range(0, 400).Select(i => new Measured { Age = 20 + 40 * random.NextSingle(), Income = i % 200 == 7 ? -9999 : random.NextSingle() });
        context.Transforms.Concatenate("Features", nameof(Measured.Age), nameof(Measured.Income))
            .Append(context.AnomalyDetection.Trainers.Vae(new VaeEstimator.Options { NumberOfEpochs = 20 }))
            .Fit(context.Data.LoadFromEnumerable(rows));

        string warning = Assert.Single(Lines(log, ChannelMessageKind.Warning), line => line.Contains("Slot", StringComparison.Ordinal));
        Assert.Contains("Slot 1 ('Income'): 2 of its values lie far apart from all others, -9999 (2 times)", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void VeryWideRows_AreAWarningBeforeTheTrainingAndNotAfterIt()
    {
        var log = new List<LoggingEventArgs>();
        var context = new MLContext(seed: 1);
        context.Log += (_, line) => log.Add(line);
        float[][] rows = [.. Enumerable.Range(0, 8).Select(row => Enumerable.Range(0, 10_000).Select(slot => (float)(row * slot % 3)).ToArray())];
        var options = new VaeEstimator.Options { NumberOfEpochs = 2, HiddenLayers = [2] };
        var model = context.AnomalyDetection.Trainers.Vae(options).Fit(new VectorTable("Features", rows)).Model;

        int at = log.FindIndex(line => line.Message.Contains("10,000 features are many", StringComparison.Ordinal));
        Assert.Equal(ChannelMessageKind.Warning, log[at].Kind);
        Assert.Contains("ProduceHashedWordBags", log[at].Message, StringComparison.Ordinal);
        Assert.True(at < log.FindIndex(line => line.Message.Contains("Epoch", StringComparison.Ordinal)));
        Assert.DoesNotContain(log.Skip(at + 1), line => line.Message.Contains("are many", StringComparison.Ordinal));
        Assert.Contains("10,000 features are many", model.Diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RowsThatTellLittle_AreAWarningThatSaysWhy()
    {
        float[][] equal = [.. Enumerable.Repeat(Samples.Rows(1)[0], 100)], without = Samples.Rows(100), few = Samples.Rows(5);
        foreach (float[] row in without)
            row[2] = float.NaN;

        Assert.Contains("All training rows are equal", Warnings(equal), StringComparison.Ordinal);
        Assert.Contains("Slot 2 ('mass'): No training row has a value", Warnings(without), StringComparison.Ordinal);
        Assert.Contains("The training rows are fewer than the features, 5 and 6", Warnings(few), StringComparison.Ordinal);

        static string Warnings(float[][] rows)
        {
            var data = new VectorTable("Features", rows, slotNames: Samples.SlotNames);
            return string.Join('\n', Lines(Train(new VaeEstimator.Options { NumberOfEpochs = 2 }, data), ChannelMessageKind.Warning));
        }
    }

    [Fact]
    public void HeldOutRows_HaveTheirLossInEachLine()
    {
        var log = Train(new VaeEstimator.Options { NumberOfEpochs = 200, ValidationFraction = 0.2, EarlyStoppingPatience = 100 });

        string[] lines = [.. Lines(log, ChannelMessageKind.Info).Where(line => line.Contains("Epoch", StringComparison.Ordinal))];
        Assert.Equal(10, lines.Length);
        Assert.All(lines, line => Assert.Matches(@"held-out loss -?\d+\.\d{3}, ", line));
    }

    [Fact]
    public void StoppedEarly_IsALine()
    {
        // Of rows of noise nothing is learned that would hold for others, and the loss of these soon rises.
        var random = new Random(1);
        float[][] rows = [.. Enumerable.Range(0, 60).Select(_ => Enumerable.Range(0, 6).Select(_ => random.NextSingle()).ToArray())];
        var log = new List<LoggingEventArgs>();
        var context = new MLContext(seed: 1);
        context.Log += (_, line) => log.Add(line);
        context.AnomalyDetection.Trainers.Vae(new VaeEstimator.Options { ValidationFraction = 0.3, LearningRate = 0.02, Beta = 0.01 })
            .Fit(new VectorTable("Features", rows));

        Assert.Matches(
            @"Stopped after step [\d,]+ of 3,000: the loss of held-out rows falls no more",
            Assert.Single(Lines(log, ChannelMessageKind.Info), line => line.Contains("Stopped", StringComparison.Ordinal)));
    }

    [Fact]
    public void EarlyReport_IsALineWhereMuchIsLeft()
    {
        Assert.Equal(["After step 3 of 4,000: about 80 min left."], Written(Progress(3, TimeSpan.FromMinutes(80))));
        Assert.Equal(["After step 3 of 4,000: about 2.5 h left."], Written(Progress(3, TimeSpan.FromHours(2.5)), Progress(40, TimeSpan.FromHours(2))));
        Assert.Empty(Written(Progress(40, TimeSpan.FromSeconds(5)))); // nobody waits for that
        Assert.EndsWith("about 42 s left.", Assert.Single(Written(Progress(400, TimeSpan.FromSeconds(42)))), StringComparison.Ordinal);

        static string[] Written(params VaeTrainingProgress[] reports)
        {
            var log = new List<LoggingEventArgs>();
            var context = new MLContext(seed: 1);
            context.Log += (_, line) => log.Add(line);
            using (var channel = ((IHostEnvironment)context).Register("Test").Start("Training"))
            {
                var training = new TrainingLog(channel, new VaeEstimator.Options());
                foreach (var report in reports)
                    training.Report(report);
            }

            return [.. Lines(log, ChannelMessageKind.Info).Select(line => line[(line.IndexOf(']') + 1)..].Trim())];
        }

        static VaeTrainingProgress Progress(int step, TimeSpan left) => new()
        {
            Epoch = 1,
            NumberOfEpochs = 341,
            Step = step,
            NumberOfSteps = 4000,
            Completed = step / 4000.0,
            Loss = 1,
            Reconstruction = 1,
            Kl = 0,
            KlWeight = 0,
            KlPerLatentDimension = [0],
            NumberOfActiveUnits = 0,
            RowsPerSecond = 100,
            EstimatedTimeRemaining = left,
        };
    }

    [Fact]
    public void Progress_IsPassedOnInFull()
    {
        var progress = new Recorder();
        Train(new VaeEstimator.Options { NumberOfEpochs = 200, Progress = progress });

        Assert.InRange(progress.Reports.Count, 100, 220); // a hundred of the model's own training, and of the others'
        Assert.Equal(200, progress.Reports[^1].Epoch);
        Assert.All(progress.Reports, report => Assert.True(double.IsFinite(report.Loss)));
    }

    [Fact]
    public void Cancellation_StopsTheTraining()
    {
        using var source = new CancellationTokenSource();
        var progress = new Recorder { OnReport = source.Cancel };

        Assert.Throws<OperationCanceledException>(
            () => Train(new VaeEstimator.Options { NumberOfEpochs = 200, Progress = progress, CancellationToken = source.Token }));
        Assert.Single(progress.Reports);
    }

    private static string[] Lines(List<LoggingEventArgs> log, ChannelMessageKind kind) =>
        [.. log.Where(line => line.Kind == kind).Select(line => line.Message)];

    private static List<LoggingEventArgs> Train(VaeEstimator.Options options, IDataView? data = null)
    {
        var log = new List<LoggingEventArgs>();
        var context = new MLContext(seed: 1);
        context.Log += (_, line) => log.Add(line);
        context.AnomalyDetection.Trainers.Vae(options).Fit(data ?? Trained.Data);
        return log;
    }

    private sealed class Recorder : IProgress<VaeTrainingProgress>
    {
        public List<VaeTrainingProgress> Reports { get; } = [];

        public Action? OnReport { get; init; }

        public void Report(VaeTrainingProgress value)
        {
            Reports.Add(value);
            OnReport?.Invoke();
        }
    }

    private sealed class Measured
    {
        public float Age { get; set; }

        public float Income { get; set; }
    }
}

using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Tests.Support;
using MLNet.Vae.Training;
using MLNet.Vae.Training.Managed;

namespace MLNet.Vae.Tests;

public class DeterminismTests
{
    // 320 rows of 30 features through 26,000 parameters: enough work that several threads share it, in five blocks of rows.
    private static readonly float[] LargeRows = Samples.Mixed(400, 20, 10, seed: 41);

    private static VaeOptions Large(int threads) => new()
    {
        HiddenLayers = [128, 64],
        LatentDimension = 8,
        BatchSize = 320,
        NumberOfEpochs = 8,
        NumberOfMonteCarloSamples = 2,
        Seed = 3,
        NumberOfThreads = threads,
    };

    [Fact]
    public void Fit_OneTwoOrFiveThreads_SameBits()
    {
        var plan = Fit.Plan(LargeRows, 30, Large(1));
        var model = Fit.Model(LargeRows, 30, Large(1));
        float[] parameters = Fit.Parameters(plan), scores = model.Scores(LargeRows), draws = Draws(model);
        Assert.NotEqual(plan.InitialParameters, parameters);
        foreach (int threads in new[] { 2, 5 })
        {
            var other = Fit.Plan(LargeRows, 30, Large(threads));
            Assert.Equal(threads, WorkerTeam.SizeFor(other));
            Close.ToTheBit(parameters, Fit.Parameters(other));
            var same = Fit.Model(LargeRows, 30, Large(threads));
            Close.ToTheBit(scores, same.Scores(LargeRows));
            Close.ToTheBit(draws, Draws(same)); // what they are drawn from is learned by all threads
        }

        static float[] Draws(VaeModel model)
        {
            float[] rows = new float[50 * 30];
            model.Generate(rows, seed: 1, sampleLikelihood: true);
            return rows;
        }
    }

    // So many features that a thread makes all of its strips of the first layer's gradient at once: of five strips one thread all, five one each.
    [Fact]
    public void Fit_WideRowsOnOneTwoOrFiveThreads_SameBits()
    {
        const int features = 2100;
        float[] rows = Samples.Factors(320, features, 2, 0.5, seed: 42);
        float[] parameters = Fit.Parameters(Plan(1));
        Assert.All(parameters, parameter => Assert.True(float.IsFinite(parameter)));
        foreach (int threads in new[] { 2, 5 })
        {
            Assert.Equal(threads, WorkerTeam.SizeFor(Plan(threads)));
            Close.ToTheBit(parameters, Fit.Parameters(Plan(threads)));
        }

        TrainingPlan Plan(int threads) => Fit.Plan(rows, features, new VaeOptions
        {
            HiddenLayers = [30],
            LatentDimension = 2,
            BatchSize = 320,
            NumberOfEpochs = 4,
            Seed = 3,
            NumberOfThreads = threads,
        });
    }

    [Fact]
    public void Fit_ThreadsChosenAgainAndAgain_SameBits()
    {
        var options = Large(5);
        (options.HiddenLayers, options.BatchSize, options.NumberOfEpochs) = ([32], 192, 240);
        var plan = new TrainingPlan(new RowsInMemory(LargeRows, 30), options) { ChoosesNumberOfThreads = true };
        Assert.Equal(3, WorkerTeam.SizeFor(plan));
        float[] Train(TrainingPlan of) =>
            TrainingLoop.Run(of, new ManagedOnAnotherClock(new EverFasterClock()), null, TestContext.Current.CancellationToken);
        Close.ToTheBit(Train(Fit.Plan(LargeRows, 30, options)), Train(plan));

        // Both took their part: the same durations once more.
        var (clock, chooser) = (new EverFasterClock(), new ThreadChooser(startsAlone: true));
        int alone = 0;
        for (int step = 0; step < plan.Schedule.NumberOfSteps; step++)
        {
            alone += chooser.IsAlone ? 1 : 0;
            long start = clock.GetTimestamp();
            chooser.Add(clock.GetElapsedTime(start).TotalMilliseconds);
        }

        Assert.InRange(alone, plan.Schedule.NumberOfSteps / 4, plan.Schedule.NumberOfSteps * 3 / 4);
    }

    [Fact]
    public void SizeFor_ManyThreads_NoMoreThanBlocksOfRows() => Assert.Equal(5, WorkerTeam.SizeFor(Fit.Plan(LargeRows, 30, Large(16))));

    [Fact]
    public void SizeFor_LittleWork_OneThread() => Assert.Equal(1, WorkerTeam.SizeFor(Fit.Plan(Trained.Reals.Training, 5, Fit.Small())));

    [Fact]
    public void Fit_SameSeed_SameModel()
    {
        var (one, two) = (Make(7), Make(7));
        Close.ToTheBit(one.Scores(Trained.MixedRows), two.Scores(Trained.MixedRows));
        Close.ToTheBit(one.Generated(10, 1), two.Generated(10, 1));
        Assert.Equal(one.Threshold, two.Threshold);
        Assert.Equal(one.KlPerLatentDimension, two.KlPerLatentDimension);
    }

    [Fact]
    public void Fit_AnotherSeed_AnotherModel()
    {
        float[] one = Make(7).Scores(Trained.MixedRows), two = Make(8).Scores(Trained.MixedRows);
        Assert.DoesNotContain(one.Zip(two), pair => pair.First == pair.Second);
    }

    [Fact]
    public void Fit_NoSeed_IsSeedZero() => Close.ToTheBit(Make(0).Scores(Trained.MixedRows), Make(null).Scores(Trained.MixedRows));

    [Fact]
    public void ComputeGradient_RowsOfABatchInAnotherPlaceOfTheData_SameBits()
    {
        // The noise belongs to the place in the batch, the values to the row: the data turned round and the batch with it.
        float[] turned = [.. Trained.MixedRows.Chunk(5).Reverse().SelectMany(row => row)];
        int[] batch = [.. Enumerable.Range(0, 64).Select(i => 3 * i)];
        var there = Gradient(Trained.MixedRows, batch);
        var back = Gradient(turned, [.. batch.Select(row => 399 - row)]);
        const double orderOfTheStatistics = 1e-5; // mean and deviation are added up in another order, which may move their last bit
        Close.InNorm(there, back.Select(g => (float)g).ToArray(), orderOfTheStatistics, "gradient");
    }

    private static double[] Gradient(float[] rows, int[] batch)
    {
        var plan = Fit.Plan(rows, 5, Fit.Small());
        return [.. WholeStep.Gradient(8, plan, plan.InitialParameters, 5, batch).Gradient.Select(g => (double)g)];
    }

    private static VaeModel Make(int? seed)
    {
        var options = Fit.Small(10);
        options.Seed = seed;
        return Fit.Model(Trained.MixedRows, 5, options);
    }

    /// <summary>Each time that is taken with it is shorter than the one before, so that whatever is tried is faster.</summary>
    private sealed class EverFasterClock : TimeProvider
    {
        private double _duration = 1e12; // ticks
        private double _now;

        public override long GetTimestamp() => (long)(_now += _duration *= 0.985); // twice a step
    }

    private sealed class ManagedOnAnotherClock(TimeProvider clock) : VaeBackend
    {
        public override string ToString() => nameof(ManagedOnAnotherClock);

        internal override string? WhyUnavailable() => null;

        internal override BackendSpeed Speed(int threads) => Managed.Speed(threads);

        internal override ITrainingRun Start(TrainingPlan plan) => new ManagedTrainingRun<Simd128, V128>(plan, clock);
    }
}

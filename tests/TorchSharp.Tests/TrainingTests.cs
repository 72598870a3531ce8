using MLNet.Vae.Torch;
using MLNet.Vae.Training;
using TorchSharp;

namespace MLNet.Vae.Tests.Torch;

/// <summary>Whole trainings with libtorch: what they leave behind, and what they say on the way.</summary>
public sealed class TrainingTests : TorchTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void Fit_GivesTheModelOfTheManagedBackend()
    {
        var one = TorchCase.Of("mixed, masked, three samples");
        float[] rows = one.Rows(), expected = new float[TorchCase.RowCount], found = new float[TorchCase.RowCount];
        var options = one.Options();
        VaeModel.Fit(rows, TorchCase.FeatureCount, options, null, Cancelled).Score(rows, found);
        options.Backend = VaeBackend.Managed;
        VaeModel.Fit(rows, TorchCase.FeatureCount, options, null, Cancelled).Score(rows, expected);
        for (int i = 0; i < rows.Length / TorchCase.FeatureCount; i++)
            Assert.Equal(expected[i], found[i], 0.01);
    }

    [Fact]
    public void Fit_MissingValuesAsCodes_IsTheModelOfNaN()
    {
        var one = TorchCase.Of("mixed, masked, three samples");
        float[] rows = one.Rows(), codes = [.. rows.Select(value => float.IsNaN(value) ? -9999 : value)];
        var options = one.Options();
        float[] expected = Train(new TrainingPlan(new RowsInMemory(rows, TorchCase.FeatureCount), options));
        options.MissingValues = [999, -9999];
        Assert.Equal(expected, Train(new TrainingPlan(new RowsInMemory(codes, TorchCase.FeatureCount), options)));
    }

    [Fact]
    public void Progress_SaysWhatTheManagedBackendSays()
    {
        var one = TorchCase.Of("Gaussian");
        var (found, expected) = (new List<VaeTrainingProgress>(), new List<VaeTrainingProgress>());
        var options = one.Options();
        VaeModel.Fit(one.Rows(), TorchCase.FeatureCount, options, new Reports(found.Add), Cancelled);
        options.Backend = VaeBackend.Managed;
        VaeModel.Fit(one.Rows(), TorchCase.FeatureCount, options, new Reports(expected.Add), Cancelled);
        Assert.Equal(expected.Select(report => report.Step), found.Select(report => report.Step));
        Assert.Equal(expected.Select(report => report.NumberOfActiveUnits), found.Select(report => report.NumberOfActiveUnits));
        foreach (var (a, b) in expected.Zip(found))
            Assert.Equal(a.Loss, b.Loss, 1e-3 * Math.Abs(a.Loss));
    }

    [Fact]
    public void EveryTensor_IsDisposed()
    {
        long before = torch.Tensor.TotalCount;
        foreach (string name in TorchCase.Names.Select(row => row.Data))
            VaeModel.Fit(TorchCase.Of(name).Rows(), TorchCase.FeatureCount, TorchCase.Of(name).Options(), null, Cancelled);
        Assert.Equal(before, torch.Tensor.TotalCount);
    }

    [Fact]
    public void Cancellation_StopsBetweenSteps_AndLeavesNothing()
    {
        long before = torch.Tensor.TotalCount;
        int threads = torch.get_num_threads(), reports = 0;
        using var source = new CancellationTokenSource();
        var progress = new Reports(_ =>
        {
            if (++reports == 3)
                source.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => VaeModel.Fit(
            TorchCase.Of("Gaussian").Rows(), TorchCase.FeatureCount, TorchCase.Of("Gaussian").Options(), progress, source.Token));
        Assert.Equal(3, reports);
        Assert.Equal(before, torch.Tensor.TotalCount);
        Assert.Equal(threads, torch.get_num_threads());
    }

    [Fact]
    public void LossThatIsNoNumber_LeavesTheParametersAsTheyAre()
    {
        var plan = TorchCase.Of("Gaussian").Plan();
        using var run = new TorchTrainingRun(plan, TorchSharpBackend.Cpu.Device);
        var (expected, found) = ((float[])plan.InitialParameters.Clone(), new float[plan.Layout.Length]);
        expected[0] = float.NaN;
        run.SetParameters(expected);
        var loss = new StepLoss(plan.Architecture.LatentDimension);
        run.Step(0, new RowBatch(plan.Data, new int[plan.Schedule.BatchSize]), loss);
        run.CopyParameters(found);
        Assert.False(loss.IsFinite);
        Assert.Equal(expected, found);
    }

    [Fact]
    public void WrongBatch_IsAnExceptionNotTheEndOfTheProcess()
    {
        var plan = TorchCase.Of("Gaussian").Plan();
        using var run = new TorchTrainingRun(plan, TorchSharpBackend.Cpu.Device);
        var loss = new StepLoss(plan.Architecture.LatentDimension);
        var batch = new int[plan.Schedule.BatchSize];
        Assert.Throws<ArgumentOutOfRangeException>(() => run.Step(0, new RowBatch(plan.Data, []), loss));
        Assert.Throws<ArgumentOutOfRangeException>(() => run.Step(0, new RowBatch(plan.Data, [0, .. batch]), loss));
        batch[5] = TorchCase.RowCount;
        Assert.Throws<ArgumentOutOfRangeException>(() => run.Step(0, new RowBatch(plan.Data, batch), loss));
        batch[5] = -1;
        Assert.Throws<ArgumentOutOfRangeException>(() => run.Step(0, new RowBatch(plan.Data, batch), loss));
    }

    [Fact]
    public void CallersModesAndScopes_DoNotMatter()
    {
        var plan = TorchCase.Of("Gaussian").Plan();
        float[] expected = Train(plan), found;
        using (torch.NewDisposeScope())
        using (torch.no_grad())
            found = Train(plan);
        Assert.Equal(expected, found);
    }

    [Fact]
    public void GlobalGenerator_IsNotTouched()
    {
        byte[] before = GeneratorState();
        Train(TorchCase.Of("mixed, masked, three samples").Plan());
        TrainingLoop.Run(TorchCase.Of("Gaussian").Plan(), VaeBackend.Managed, null, Cancelled);
        Assert.Equal(before, GeneratorState());
    }

    internal static float[] Train(TrainingPlan plan) => TrainingLoop.Run(plan, TorchSharpBackend.Cpu, null, Cancelled);

    private static byte[] GeneratorState()
    {
        using var state = torch.random.get_rng_state();
        return state.bytes.ToArray();
    }

    private sealed class Reports(Action<VaeTrainingProgress> take) : IProgress<VaeTrainingProgress>
    {
        public void Report(VaeTrainingProgress value) => take(value);
    }
}

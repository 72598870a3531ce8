using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Tests.Support;
using MLNet.Vae.Training;
using MLNet.Vae.Training.Managed;

namespace MLNet.Vae.Tests;

public class DivergedTrainingTests
{
    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(0, double.NaN)]
    [InlineData(double.PositiveInfinity, 0)]
    public void Fit_LossNoLongerFinite_SaysWhereAndKeepsTheLastGoodModel(double reconstruction, double norm)
    {
        var backend = new Spoiled(failing: 40, reconstruction, norm);
        var error = Assert.Throws<VaeDivergedException>(() =>
            Fitting.Run(new RowsInMemory(Trained.MixedRows, 5), Fit.Small(10), backend, null, TestContext.Current.CancellationToken));
        Assert.Equal(41, error.Step);
        Assert.Contains("step 41 of 63", error.Message, StringComparison.Ordinal);
        Assert.Contains("LearningRate", error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.LastGoodModel);
        Assert.All(error.LastGoodModel.Scores(Trained.MixedRows), score => Assert.True(float.IsFinite(score)));
        Assert.True(float.IsFinite(error.LastGoodModel.Threshold));
    }

    [Fact]
    public void Fit_FirstStepNotFinite_NoGoodModel()
    {
        var error = Assert.Throws<VaeDivergedException>(() =>
            Fitting.Run(new RowsInMemory(Trained.MixedRows, 5), Fit.Small(10), new Spoiled(0, double.NaN, 0), null, TestContext.Current.CancellationToken));
        Assert.Equal(1, error.Step);
        Assert.Null(error.LastGoodModel);
        Assert.DoesNotContain("LastGoodModel holds", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Step_LossIsNaN_LeavesTheParameters()
    {
        AssertNaNLeavesTheParameters<Simd128, V128>();
        AssertNaNLeavesTheParameters<Simd256, V256>();
        AssertNaNLeavesTheParameters<Simd512, V512>();
    }

    [Fact]
    public void Fit_LargeLearningRateHugeValuesAndNoClipping_FiniteScoresOrAClearStop()
    {
        float[] rows = [.. Trained.MixedRows.Select(x => 1e30f * x)];
        var options = Fit.Small(20);
        (options.LearningRate, options.MaximumGradientNorm) = (1, double.PositiveInfinity);
        try
        {
            Assert.All(Fit.Model(rows, 5, options).Scores(rows), score => Assert.True(float.IsFinite(score)));
        }
        catch (VaeDivergedException error)
        {
            Assert.InRange(error.Step, 1, 125);
        }
    }

    private static void AssertNaNLeavesTheParameters<TS, TV>()
        where TS : ISimd<TV>
        where TV : struct
    {
        var plan = Fit.Plan(Trained.MixedRows, 5, Fit.Small());
        float[] parameters = [.. plan.InitialParameters], after = new float[parameters.Length];
        parameters[3] = float.NaN;
        using var run = new ManagedTrainingRun<TS, TV>(plan);
        run.SetParameters(parameters);
        var loss = new StepLoss(2);
        run.Step(0, new RowBatch(plan.Data, [.. Enumerable.Range(0, 64)]), loss);
        run.CopyParameters(after);
        Assert.False(loss.IsFinite);
        Close.ToTheBit(parameters, after);
    }

    /// <summary>The managed backend, but for one step's loss.</summary>
    private sealed class Spoiled(int failing, double reconstruction, double norm) : VaeBackend
    {
        public override string ToString() => "a spoiled backend";

        internal override string? WhyUnavailable() => null;

        internal override BackendSpeed Speed(int threads) => Managed.Speed(threads);

        internal override ITrainingRun Start(TrainingPlan plan) => new Run(Managed.Start(plan), failing, reconstruction, norm);

        private sealed class Run(ITrainingRun run, int failing, double reconstruction, double norm) : ITrainingRun
        {
            public void Step(int step, RowBatch batch, StepLoss loss)
            {
                run.Step(step, batch, loss);
                if (step == failing)
                    (loss.Reconstruction, loss.GradientNorm) = (reconstruction, norm);
            }

            public void Evaluate(int series, RowBatch batch, StepLoss loss) => run.Evaluate(series, batch, loss);

            public void CopyParameters(Span<float> parameters) => run.CopyParameters(parameters);

            public void Dispose() => run.Dispose();
        }
    }
}

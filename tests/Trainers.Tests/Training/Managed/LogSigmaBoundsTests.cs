using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Likelihoods;
using MLNet.Vae.Tests.Support;
using MLNet.Vae.Training;
using MLNet.Vae.Training.Managed;

namespace MLNet.Vae.Tests.Training.Managed;

/// <summary>
/// A parameter with bounds never leaves them, for outside there is no gradient to bring it back: a feature that is exactly what the decoder
/// expects drives its log σ down at every step.
/// </summary>
public class LogSigmaBoundsTests
{
    [Fact]
    public void Step_FeatureThatNeedsNoDeviation_LogSigmaStopsAtItsBoundAndComesBack()
    {
        var options = Fit.Small(1);
        options.LearningRate = 1;
        var constant = Fit.Plan([.. Enumerable.Repeat(2f, 64), 5], 1, options); // the last row is in no batch
        using var run = new ManagedTrainingRun<Simd256, V256>(constant);
        var (parameters, loss) = ((float[])constant.InitialParameters.Clone(), new StepLoss(2));
        var tensor = constant.Layout.LogSigma;
        parameters[tensor.Offset] = Gaussian.LogSigma.Min + 0.01f;
        run.SetParameters(parameters);
        var batch = new RowBatch(constant.Data, [.. Enumerable.Range(0, 64)]);
        for (int step = 0; step < 20; step++)
        {
            run.Step(0, batch, loss);
            run.CopyParameters(parameters);
            Assert.InRange(parameters[tensor.Offset], Gaussian.LogSigma.Min, Gaussian.LogSigma.Max);
        }

        parameters[tensor.Offset] = Gaussian.LogSigma.Min;
        run.SetParameters(parameters);
        run.ComputeGradient(0, batch, loss);
        run.CopyGradient(parameters);
        Assert.NotEqual(0, parameters[tensor.Offset]); // at the bound there is a gradient, so it can return
    }
}

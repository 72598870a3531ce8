using MLNet.Vae.Model;
using MLNet.Vae.Torch;
using MLNet.Vae.Training;
using ManagedRun = MLNet.Vae.Training.Managed.ManagedTrainingRun<MLNet.Vae.Numerics.Simd.Simd256, System.Runtime.Intrinsics.Vector256<float>>;

namespace MLNet.Vae.Tests.Torch;

/// <summary>
/// With one seed both backends take the same way: they start from the same weights, see the same rows in the same order and draw the same
/// noise.
/// </summary>
public sealed class AgreementTests : TorchTests
{
    private const double Tolerance = 1e-5;

    public static TheoryData<string> Cases => TorchCase.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void LossCurves_FirstHundredSteps_Agree(string name) => RequireSameCurve(TorchCase.Of(name).Plan(), TorchSharpBackend.Cpu, Tolerance);

    [Fact]
    public void LossCurves_OnCuda_Agree()
    {
        Assert.SkipUnless(TorchSharp.torch.cuda.is_available(), "There is no CUDA device here.");
        RequireSameCurve(TorchCase.Of("mixed, masked, three samples").Plan(), TorchSharpBackend.Cuda(), 10 * Tolerance);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_EveryTensor_Agree(string name)
    {
        var plan = TorchCase.Of(name).Plan();
        using var managed = new ManagedRun(plan);
        using var torch = new TorchTrainingRun(plan, TorchSharpBackend.Cpu.Device);
        var loss = NewLoss(plan);
        var parameters = new float[plan.Layout.Length];
        var (expected, found) = (new float[plan.Layout.Length], new float[plan.Layout.Length]);
        foreach (var (step, batch) in Batches(plan, 41))
        {
            if (step % 10 == 0)
            {
                managed.CopyParameters(parameters);
                torch.SetParameters(parameters);
                managed.ComputeGradient(step, batch, loss);
                torch.ComputeGradient(step, batch, loss);
                managed.CopyGradient(expected);
                torch.CopyGradient(found);
                foreach (var tensor in plan.Layout.Tensors)
                    RequireClose(tensor, tensor.Of(expected), tensor.Of(found), step);
            }

            managed.Step(step, batch, loss);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Evaluations_AnyNumberOfRows_Agree(string name)
    {
        var plan = TorchCase.Of(name).Plan();
        using var managed = new ManagedRun(plan);
        using var torch = new TorchTrainingRun(plan, TorchSharpBackend.Cpu.Device);
        var (expected, found) = (NewLoss(plan), NewLoss(plan));
        foreach (int rows in new[] { 1, plan.Schedule.BatchSize / 2 + 1, plan.Schedule.BatchSize })
        {
            var batch = new RowBatch(plan.Data, [.. Enumerable.Range(0, rows)]);
            managed.Evaluate(7, batch, expected);
            torch.Evaluate(7, batch, found);
            double scale = Math.Abs(expected.Reconstruction) + expected.Kl.Sum();
            RequireClose(expected.Reconstruction, found.Reconstruction, scale, Tolerance, $"reconstruction of {rows} rows");
            for (int j = 0; j < expected.Kl.Length; j++)
                RequireClose(expected.Kl[j], found.Kl[j], scale, Tolerance, $"KL[{j}] of {rows} rows");
        }
    }

    // Beyond the clamps of log variance and log σ there is no gradient, in either backend.
    [Fact]
    public void Gradients_BeyondTheClamps_Agree()
    {
        var plan = TorchCase.Of("Gaussian").Plan();
        using var managed = new ManagedRun(plan);
        using var torch = new TorchTrainingRun(plan, TorchSharpBackend.Cpu.Device);
        var (parameters, loss) = ((float[])plan.InitialParameters.Clone(), NewLoss(plan));
        var (expected, found) = (new float[plan.Layout.Length], new float[plan.Layout.Length]);
        var (bias, logSigma) = (plan.Layout.Encoder[^1].Bias, plan.Layout.Parts[0].Tensor);
        parameters[bias.Offset + 3] = -30; // the log variance of the first latent dimension; the next two are just inside and far above
        parameters[bias.Offset + 4] = -11.9f;
        parameters[bias.Offset + 5] = 30;
        (parameters[logSigma.Offset], parameters[logSigma.Offset + 1], parameters[logSigma.Offset + 2]) = (-4, 5, 2);
        managed.SetParameters(parameters);
        torch.SetParameters(parameters);
        var (step, batch) = Batches(plan, 90).Last();
        managed.ComputeGradient(step, batch, loss);
        torch.ComputeGradient(step, batch, loss);
        managed.CopyGradient(expected);
        torch.CopyGradient(found);
        foreach (var tensor in plan.Layout.Tensors)
            RequireClose(tensor, tensor.Of(expected), tensor.Of(found), step);
        Assert.Equal(0, bias.Of(found)[3]);
        Assert.Equal(0, bias.Of(found)[5]);
        Assert.Equal([0, 0], logSigma.Of(found)[..2]);
        Assert.NotEqual(0, logSigma.Of(found)[2]);
    }

    private static void RequireSameCurve(TrainingPlan plan, TorchSharpBackend backend, double tolerance)
    {
        using var managed = new ManagedRun(plan);
        using var torch = new TorchTrainingRun(plan, backend.Device);
        var (expected, found) = (NewLoss(plan), NewLoss(plan));
        foreach (var (step, batch) in Batches(plan, 100))
        {
            managed.Step(step, batch, expected);
            torch.Step(step, batch, found);
            double scale = Math.Abs(Total(plan, step, expected));
            RequireClose(Total(plan, step, expected), Total(plan, step, found), scale, tolerance, $"loss at step {step}");
            RequireClose(expected.Reconstruction, found.Reconstruction, scale, tolerance, $"reconstruction at step {step}");
            for (int j = 0; j < expected.Kl.Length; j++)
                RequireClose(expected.Kl[j], found.Kl[j], scale, tolerance, $"KL[{j}] at step {step}");
        }
    }

    private static void RequireClose(double expected, double found, double scale, double tolerance, string what)
    {
        double apart = Math.Abs(found - expected) / scale;
        Assert.True(apart <= tolerance, $"{what} is {found:r} with libtorch, {expected:r} managed: {apart:e1} apart");
    }

    private static void RequireClose(ParameterTensor tensor, ReadOnlySpan<float> expected, ReadOnlySpan<float> found, int step)
    {
        double difference = 0, norm = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            difference += Math.Pow((double)found[i] - expected[i], 2);
            norm += (double)expected[i] * expected[i];
        }

        Assert.True(
            difference <= Tolerance * Tolerance * norm,
            $"the gradient of {tensor.Name} at step {step} is off by {Math.Sqrt(difference / norm):e1} of its norm {Math.Sqrt(norm):g3}");
    }

    private static double Total(TrainingPlan plan, int step, StepLoss loss) =>
        loss.Reconstruction + plan.Schedule.KlWeight(step) * loss.Kl.Sum();

    private static StepLoss NewLoss(TrainingPlan plan) => new(plan.Architecture.LatentDimension);

    private static IEnumerable<(int Step, RowBatch Batch)> Batches(TrainingPlan plan, int steps)
    {
        var order = new BatchOrder(plan.Noise, plan.Data.RowCount);
        for (int step = 0; step < steps; step++)
        {
            var batch = new RowBatch(plan.Data, new int[plan.Schedule.BatchSize]);
            order.Next(batch.Rows);
            yield return (step, batch);
        }
    }
}

using MLNet.Vae.Managed;
using MLNet.Vae.Model;
using MLNet.Vae.Torch;
using MLNet.Vae.Training;

namespace MLNet.Vae.Tests.Torch;

/// <summary>With one seed both backends take the same way: they start from the same weights, see the same rows in the same order and draw the same noise.</summary>
public sealed class AgreementTests : TorchTests
{
    private const double Tolerance = 1e-5;

    public static TheoryData<string> Cases => TorchCase.Names;

    [Theory]
    [MemberData(nameof(Cases))]
    public void LossCurves_FirstHundredSteps_Agree(string name)
    {
        var plan = TorchCase.Of(name).Plan();
        using var managed = new ManagedTrainingRun(plan);
        using var torch = new TorchTrainingRun(plan, TorchDevices.Of(VaeDevice.Cpu));
        var (expected, found) = (NewLoss(plan), NewLoss(plan));
        foreach (var (step, batch) in Batches(plan, 100))
        {
            managed.Step(step, batch, expected);
            torch.Step(step, batch, found);
            RequireClose(expected.Reconstruction, found.Reconstruction, Math.Abs(expected.Reconstruction), $"reconstruction at step {step}");
            RequireClose(expected.GradientNorm, found.GradientNorm, expected.GradientNorm, $"gradient norm at step {step}", 10 * Tolerance);
            for (int j = 0; j < expected.Kl.Length; j++)
                RequireClose(expected.Kl[j], found.Kl[j], Math.Abs(expected.Reconstruction), $"KL[{j}] at step {step}");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_EveryTensor_Agree(string name)
    {
        var plan = TorchCase.Of(name).Plan();
        using var managed = new ManagedTrainingRun(plan);
        using var torch = new TorchTrainingRun(plan, TorchDevices.Of(VaeDevice.Cpu));
        var loss = NewLoss(plan);
        var parameters = new float[plan.Layout.Length];
        var found = new float[plan.Layout.Length];
        foreach (var (step, batch) in Batches(plan, 41))
        {
            if (step % 10 == 0)
            {
                managed.CopyParameters(parameters);
                torch.SetParameters(parameters);
                managed.ComputeGradient(step, batch, loss);
                torch.ComputeGradient(step, batch, loss);
                torch.CopyGradient(found);
                foreach (var tensor in plan.Layout.Tensors)
                    RequireClose(tensor, tensor.Of(managed.Gradient), tensor.Of(found), step);
            }

            managed.Step(step, batch, loss);
        }
    }

    private static void RequireClose(double expected, double found, double scale, string what, double tolerance = Tolerance) =>
        Assert.True(Math.Abs(found - expected) <= tolerance * scale, $"{what} is {found:r} with libtorch, {expected:r} managed: {Math.Abs(found - expected) / scale:e1} apart, expected {tolerance:e0}");

    private static void RequireClose(ParameterTensor tensor, ReadOnlySpan<float> expected, ReadOnlySpan<float> found, int step)
    {
        double difference = 0, norm = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            difference += Math.Pow((double)found[i] - expected[i], 2);
            norm += (double)expected[i] * expected[i];
        }

        Assert.True(Math.Sqrt(difference) <= Tolerance * Math.Sqrt(norm), $"the gradient of {tensor.Name} at step {step} is off by {Math.Sqrt(difference / norm):e1} of its norm {Math.Sqrt(norm):g3}");
    }

    private static StepLoss NewLoss(TrainingPlan plan) => new(plan.Architecture.LatentDimension);

    private static IEnumerable<(int Step, int[] Batch)> Batches(TrainingPlan plan, int steps)
    {
        var order = new BatchOrder(plan.Noise, plan.Data.RowCount);
        for (int step = 0; step < steps; step++)
        {
            var batch = new int[plan.Schedule.BatchSize];
            order.Next(batch);
            yield return (step, batch);
        }
    }
}

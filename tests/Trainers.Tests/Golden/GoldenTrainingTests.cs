using MLNet.Vae.Tests.Support;
using MLNet.Vae.Training;

namespace MLNet.Vae.Tests.Golden;

/// <summary>
/// Twelve steps of training against PyTorch, which starts from the same numbers, sees the same rows and draws the same noise.
/// </summary>
public class GoldenTrainingTests
{
    // Both sides compute in float32, in another order; over twelve steps 2.5e-7 was seen.
    private const double Rounding = 2e-6;

    public static TheoryData<string> Names => [.. GoldenFile.Read().Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Step_TwelveTimes_AsInPyTorch(string name)
    {
        var file = GoldenFile.Read();
        var golden = file.Cases.Single(c => c.Name == name);
        var data = file.DataSets[golden.DataSet];
        var plan = Fit.Plan(GoldenFile.Flat(data), data[0].Length, golden.Options);
        Assert.Equal(golden.Reconstructions.Length, plan.Schedule.NumberOfSteps);

        using var run = VaeBackend.Managed.Start(plan);
        var order = new BatchOrder(plan.Noise, plan.Data.RowCount);
        var batch = new RowBatch(plan.Data, new int[plan.Schedule.BatchSize]);
        var loss = new StepLoss(plan.Architecture.LatentDimension);
        for (int step = 0; step < plan.Schedule.NumberOfSteps; step++)
        {
            order.Next(batch.Rows);
            run.Step(step, batch, loss);
            Close.To(golden.Reconstructions[step], loss.Reconstruction, Rounding, $"reconstruction at step {step}");
            Close.To(golden.GradientNorms[step], loss.GradientNorm, Rounding, $"gradient norm at step {step}");
            for (int j = 0; j < loss.Kl.Length; j++)
                Close.To(golden.Kls[step][j], loss.Kl[j], Rounding, $"KL of dimension {j} at step {step}");
        }

        var parameters = new float[plan.Layout.Length];
        run.CopyParameters(parameters);
        // The program that made the file has log σ in every model; here only one with a Gaussian feature has it.
        var tensors = golden.Tensors.Where(tensor => tensor.Name != "log_sigma" || plan.Layout.Parts.Count > 0).ToArray();
        Assert.Equal(tensors.Select(t => t.Name), plan.Layout.Tensors.Select(t => t.Name));
        foreach (var (tensor, expected) in plan.Layout.Tensors.Zip(tensors))
        {
            float[] values = tensor.Of(parameters).ToArray();
            Close.To(expected.Sum, values.Sum(x => (double)x), Rounding, $"sum of {tensor.Name}");
            Close.To(expected.Norm, Math.Sqrt(values.Sum(x => (double)x * x)), Rounding, $"norm of {tensor.Name}");
        }
    }
}

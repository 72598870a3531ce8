using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Training;
using MLNet.Vae.Training.Managed;

namespace MLNet.Vae.Tests.Support;

/// <summary>Loss and gradient of the engine at given parameters, on a width of vector of the caller's choice.</summary>
internal static class WholeStep
{
    /// <summary>Floats in the vectors that the engine is written for.</summary>
    public static readonly int[] Lanes = [4, 8, 16];

    public static (StepLoss Loss, float[] Gradient) Gradient(int lanes, TrainingPlan plan, float[] parameters, int step, int[] batch) =>
        lanes switch
        {
            4 => Gradient<Simd128, V128>(plan, parameters, step, batch),
            8 => Gradient<Simd256, V256>(plan, parameters, step, batch),
            16 => Gradient<Simd512, V512>(plan, parameters, step, batch),
            _ => throw new ArgumentOutOfRangeException(nameof(lanes)),
        };

    private static (StepLoss Loss, float[] Gradient) Gradient<TS, TV>(TrainingPlan plan, float[] parameters, int step, int[] batch)
        where TS : ISimd<TV>
        where TV : struct
    {
        using var run = new ManagedTrainingRun<TS, TV>(plan);
        run.SetParameters(parameters);
        var loss = new StepLoss(plan.Architecture.LatentDimension);
        run.ComputeGradient(step, new RowBatch(plan.Data, batch), loss);
        var gradient = new float[plan.Layout.Length];
        run.CopyGradient(gradient);
        return (loss, gradient);
    }
}

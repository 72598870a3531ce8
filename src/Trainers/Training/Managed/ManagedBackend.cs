using System.Runtime.Intrinsics;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Training.Managed;

/// <summary>Training in C#, without a native library, on the widest vectors that the processor has.</summary>
internal sealed class ManagedBackend : VaeBackend
{
    public override string ToString() => "the managed backend";

    internal override string? WhyUnavailable() => null;

    internal override BackendSpeed Speed(int threads) => BackendFigures.Managed[threads > 1 ? 1 : 0];

    internal override ITrainingRun Start(TrainingPlan plan)
    {
        if (Vector512.IsHardwareAccelerated)
            return new ManagedTrainingRun<Simd512, Vector512<float>>(plan);
        if (Vector256.IsHardwareAccelerated)
            return new ManagedTrainingRun<Simd256, Vector256<float>>(plan);
        return new ManagedTrainingRun<Simd128, Vector128<float>>(plan);
    }
}

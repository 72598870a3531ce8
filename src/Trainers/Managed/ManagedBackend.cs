using System.Runtime.Intrinsics;
using MLNet.Vae.Simd;
using MLNet.Vae.Training;

namespace MLNet.Vae.Managed;

/// <summary>Training in C#, without a native library, on the widest vectors that the processor has.</summary>
internal sealed class ManagedBackend : ITrainingBackend
{
    public ITrainingRun Start(TrainingPlan plan)
    {
        if (Vector512.IsHardwareAccelerated)
            return new ManagedTrainingRun<Simd512, Vector512<float>>(plan);
        if (Vector256.IsHardwareAccelerated)
            return new ManagedTrainingRun<Simd256, Vector256<float>>(plan);
        return new ManagedTrainingRun<Simd128, Vector128<float>>(plan);
    }
}

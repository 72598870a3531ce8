using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Training.Managed;

/// <summary>Training in C#, without a native library, on the widest vectors that the processor has.</summary>
internal sealed class ManagedBackend : VaeBackend
{
    public override string ToString() => "the managed backend";

    internal override string? WhyUnavailable() => null;

    internal override BackendSpeed Speed(int threads) => BackendFigures.Managed[threads > 1 ? 1 : 0];

    internal override ITrainingRun Start(TrainingPlan plan) => VectorWidth.OnWidest<Run, ITrainingRun>(new Run(plan));

    private readonly struct Run(TrainingPlan plan) : IVectorWork<ITrainingRun>
    {
        public ITrainingRun On<TS, TV>()
            where TS : ISimd<TV>
            where TV : struct => new ManagedTrainingRun<TS, TV>(plan);
    }
}

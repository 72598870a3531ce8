using MLNet.Vae.Training;

namespace MLNet.Vae.Tests.Support;

/// <summary>A backend whose losses are written down beforehand, and whose parameters all equal the number of updates made.</summary>
internal sealed class ScriptedBackend(Action<int, StepLoss> script) : VaeBackend
{
    public List<int[]> Batches { get; } = [];

    public bool Disposed { get; private set; }

    /// <summary>Of a step: the start alone. Default: as the managed backend.</summary>
    public double? Milliseconds { get; init; }

    public string? Unavailable { get; init; }

    public override string ToString() => "a scripted backend";

    internal override string? WhyUnavailable() => Unavailable;

    internal override BackendSpeed Speed(int threads) =>
        Milliseconds is { } start ? new BackendSpeed(start, double.PositiveInfinity) : Managed.Speed(threads);

    internal override ITrainingRun Start(TrainingPlan plan) => new Run(this, script);

    private sealed class Run(ScriptedBackend backend, Action<int, StepLoss> script) : ITrainingRun
    {
        private int _updates;

        public void Step(int step, RowBatch batch, StepLoss loss)
        {
            backend.Batches.Add(batch.Rows.ToArray());
            script(step, loss);
            if (loss.IsFinite)
                _updates++;
        }

        public void Evaluate(int series, RowBatch batch, StepLoss loss) => script(series, loss);

        public void CopyParameters(Span<float> parameters) => parameters.Fill(_updates);

        public void Dispose() => backend.Disposed = true;
    }
}

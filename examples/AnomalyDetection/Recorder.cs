namespace MLNet.Vae.Examples.AnomalyDetection;

/// <summary>Keeps the reports of a training for its picture, and passes them on.</summary>
internal sealed class Recorder(List<VaeTrainingProgress> history, IProgress<VaeTrainingProgress> next) : IProgress<VaeTrainingProgress>
{
    public void Report(VaeTrainingProgress value)
    {
        history.Add(value);
        next.Report(value);
    }
}

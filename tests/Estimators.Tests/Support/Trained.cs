using Microsoft.ML;

namespace MLNet.Vae.Tests.Support;

/// <summary>A fitted anomaly scorer, for tests of what can be done with one.</summary>
internal static class Trained
{
    public static VectorTable Data { get; } = new("Features", Samples.Rows(200), slotNames: Samples.SlotNames);

    public static VaeTransformer Detector { get; } = new MLContext(seed: 1).AnomalyDetection.Trainers.Vae(numberOfEpochs: 30).Fit(Data);
}

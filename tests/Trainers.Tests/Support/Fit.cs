using MLNet.Vae.Training;

namespace MLNet.Vae.Tests.Support;

/// <summary>Short ways to train, cancelled with the test that asks.</summary>
internal static class Fit
{
    /// <summary>Options under which a small model trains in a few tenths of a second.</summary>
    public static VaeOptions Small(int epochs = 60) =>
        new() { HiddenLayers = [16], LatentDimension = 2, BatchSize = 64, NumberOfEpochs = epochs, Seed = 1 };

    public static VaeModel Model(float[] rows, int features, VaeOptions options, IProgress<VaeTrainingProgress>? progress = null) =>
        VaeModel.Fit(rows, features, options, progress, TestContext.Current.CancellationToken);

    public static VaeModel Model(float[] rows, int features, float[] context, int contextCount, VaeOptions options) =>
        VaeModel.Fit(rows, features, context, contextCount, options, null, TestContext.Current.CancellationToken);

    public static TrainingPlan Plan(float[] rows, int features, VaeOptions options, float[]? context = null)
    {
        var data = new RowsInMemory(rows, features);
        return new(context is null ? data : new RowsWithContext(data, new RowsInMemory(context, context.Length / data.RowCount)), options);
    }

    /// <summary>The trained parameters themselves.</summary>
    public static float[] Parameters(TrainingPlan plan) =>
        TrainingLoop.Run(plan, VaeBackend.Managed, null, TestContext.Current.CancellationToken);
}

using MLNet.Vae.Examples.Common.Pages;

namespace MLNet.Vae.Examples.AnomalyDetection.Report;

/// <summary>The loss and its two parts over the training.</summary>
internal static class TrainingPicture
{
    public static string Draw(IReadOnlyList<VaeTrainingProgress> history)
    {
        double lowest = Math.Min(0, history.Min(progress => progress.Reconstruction));
        double highest = history.Max(progress => progress.Loss);
        var step = Axis.Linear("step", 0, history[^1].NumberOfSteps);
        return new Plot("The loss and its two parts over the training", step, Axis.Linear("nats per row", lowest, highest * 1.05))
            .AddLine("loss", Colors.Loss, Over(progress => progress.Loss))
            .AddLine("reconstruction", Colors.Reconstruction, Over(progress => progress.Reconstruction))
            .AddLine("weighted KL divergence", Colors.Kl, Over(progress => progress.KlWeight * progress.Kl))
            .ToString();

        IEnumerable<(double, double)> Over(Func<VaeTrainingProgress, double> value) =>
            history.Select(progress => ((double)progress.Step, value(progress)));
    }
}

using MLNet.Vae.Examples.Common.Pages;

namespace MLNet.Vae.Examples.AnomalyDetection.Report;

/// <summary>The loss and its two parts over the training.</summary>
internal static class TrainingPicture
{
    /// <param name="reports">Those of the other trainings before that of the model, at step 0, are left out.</param>
    public static string Draw(IReadOnlyList<VaeTrainingProgress> reports)
    {
        VaeTrainingProgress[] history = [.. reports.Where(progress => progress.Step > 0)];
        double lowest = Math.Min(0, history.Min(progress => progress.Reconstruction));
        double highest = history.Max(progress => progress.Loss);
        var step = Axis.Linear("step", 0, history[^1].NumberOfSteps);
        var plot = new Plot("The loss and its two parts over the training", step, Axis.Linear("nats per row", lowest, highest * 1.05))
            .AddLine("loss", Colors.Loss, Over(progress => progress.Loss))
            .AddLine("reconstruction", Colors.Reconstruction, Over(progress => progress.Reconstruction))
            .AddLine("weighted KL divergence", Colors.Kl, Over(progress => progress.KlWeight * progress.Kl));
        if (history.Any(progress => progress.ValidationLoss is not null))
            plot = plot.AddLine("loss of held-out rows", Colors.HeldOut, Over(progress => progress.ValidationLoss ?? double.NaN));
        return plot.ToString();

        IEnumerable<(double, double)> Over(Func<VaeTrainingProgress, double> value) =>
            history.Select(progress => ((double)progress.Step, value(progress)));
    }
}

using MLNet.Vae.Pages;

namespace MLNet.Vae.Pictures;

/// <summary>The loss and its two parts over the training.</summary>
internal static class TrainingPicture
{
    /// <summary>The picture as HTML; null where there was no report of the model's own training.</summary>
    /// <param name="reports">Those of the other trainings, before that of the model at step 0 and after it at its last step, are left out.</param>
    public static string? Draw(IReadOnlyList<VaeTrainingProgress> reports)
    {
        VaeTrainingProgress[] history = [.. reports.Where(progress => progress.Step > 0).DistinctBy(progress => progress.Step)];
        if (history.Length == 0)
            return null;

        VaeTrainingProgress[] heldOut = [.. history.Where(progress => progress.ValidationLoss is not null)];
        double lowest = Math.Min(0, history.Min(progress => Math.Min(progress.Reconstruction, progress.ValidationLoss ?? 0)));
        double highest = history.Max(progress => Math.Max(progress.Loss, progress.ValidationLoss ?? progress.Loss));
        var plot = new Plot(
            Describe(history, heldOut),
            Axis.Linear("step", 0, history[^1].Step),
            Axis.Linear("nats per row", lowest, highest + 0.05 * (highest - lowest)));
        plot.AddLine("loss", PageColors.Text, Over(history, progress => progress.Loss))
            .AddLine("reconstruction", PageColors.First, Over(history, progress => progress.Reconstruction))
            .AddLine("weighted KL divergence", PageColors.Third, Over(history, progress => progress.KlWeight * progress.Kl));
        if (heldOut.Length > 0)
            plot.AddLine("held-out rows", PageColors.Second, Over(heldOut, progress => progress.ValidationLoss!.Value), dashed: true);
        return plot.AddTips(Tips(history)).ToHtml("training");
    }

    private static IEnumerable<(double, double)> Over(VaeTrainingProgress[] history, Func<VaeTrainingProgress, double> value) =>
        history.Select(progress => ((double)progress.Step, value(progress)));

    // Each report stands for the steps since the last one.
    private static IEnumerable<(double, double, string)> Tips(VaeTrainingProgress[] history) => history.Select((progress, i) => (
        i == 0 ? 0.0 : history[i - 1].Step,
        (double)progress.Step,
        $"step {progress.Step:N0}, epoch {progress.Epoch:N0}\nloss {Shown.Nats(progress.Loss)}\nreconstruction {Shown.Nats(progress.Reconstruction)}\n" +
        $"KL {Shown.Nats(progress.Kl)}, weight {progress.KlWeight:0.##}" +
        (progress.ValidationLoss is { } loss ? $"\nheld-out rows {Shown.Nats(loss)}" : "")));

    private static string Describe(VaeTrainingProgress[] history, VaeTrainingProgress[] heldOut)
    {
        VaeTrainingProgress first = history[0], last = history[^1];
        string text = $"Lines of the training over {last.Step:N0} steps. The loss goes from {Shown.Nats(first.Loss)} to {Shown.Nats(last.Loss)} nats; " +
            $"at the end the reconstruction is {Shown.Nats(last.Reconstruction)} and the KL divergence {Shown.Nats(last.Kl)}.";
        return heldOut.Length == 0
            ? text
            : $"{text} The loss of held-out rows goes from {Shown.Nats(heldOut[0].ValidationLoss!.Value)} to " +
              $"{Shown.Nats(heldOut[^1].ValidationLoss!.Value)}, {Shown.Nats(heldOut.Min(progress => progress.ValidationLoss!.Value))} at the least.";
    }
}

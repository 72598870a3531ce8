using Spectre.Console;

namespace MLNet.Vae.Examples.Common;

/// <summary>Shows a training while it runs: a live bar on a terminal, a few plain lines where the output goes to a file.</summary>
public static class TrainingBar
{
    private const int Lines = 5;

    /// <summary>Runs a training and gives its result.</summary>
    /// <param name="train">Trains, and tells its argument how it stands.</param>
    public static T Show<T>(Func<IProgress<VaeTrainingProgress>, T> train)
    {
        if (Console.IsOutputRedirected || !AnsiConsole.Profile.Capabilities.Ansi)
            return train(PlainLines());

        return AnsiConsole.Progress()
            .Columns(new ProgressBarColumn { Width = 24 }, new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .Start(context =>
            {
                var bar = context.AddTask("training");
                return train(new Listener(progress =>
                {
                    bar.MaxValue = 1;
                    bar.Value = progress.Completed;
                    bar.Description = Markup.Escape(Describe(progress));
                }));
            });
    }

    private static Listener PlainLines()
    {
        int written = 0;
        return new Listener(progress =>
        {
            // A hundred reports come; a line is due for each fifth of the steps.
            int due = (int)((long)Lines * progress.Step / progress.NumberOfSteps);
            if (due > written)
                Console.WriteLine($"  {Describe(progress)}");
            written = due;
        });
    }

    private static string Describe(VaeTrainingProgress progress) =>
        $"epoch {progress.Epoch}/{progress.NumberOfEpochs}  step {progress.Step:N0}/{progress.NumberOfSteps:N0}  loss {progress.Loss:0.0} " +
        $"= {progress.Reconstruction:0.0} + {progress.KlWeight:0.0#} x KL {progress.Kl:0.0}  " +
        $"{progress.NumberOfActiveUnits}/{progress.KlPerLatentDimension.Count} active  {progress.RowsPerSecond:N0} rows/s";

    // Progress<T> would hand the reports to the thread pool, where they arrive late and out of order.
    private sealed class Listener(Action<VaeTrainingProgress> report) : IProgress<VaeTrainingProgress>
    {
        public void Report(VaeTrainingProgress value) => report(value);
    }
}

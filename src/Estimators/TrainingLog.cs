using System.Globalization;
using Microsoft.ML.Runtime;
using MLNet.Vae.Training;

namespace MLNet.Vae;

/// <summary>Writes a training into the log of ML.NET, and passes its progress on to whoever the options name.</summary>
internal sealed class TrainingLog(IChannel channel, VaeEstimator.Options options) : IProgress<VaeTrainingProgress>
{
    // Progress is reported about a hundred times; so many lines would drown the rest of a pipeline's log.
    private const int Lines = 10;
    private long _linesWritten;

    public void Start(IRowSource data, BackendChoice choice)
    {
        channel.Info(MessageSensitivity.None, string.Create(
            CultureInfo.InvariantCulture,
            $"Training on {data.RowCount:N0} rows of {data.FeatureCount:N0} features, seed {options.Seed}."));
        channel.Info(MessageSensitivity.None, choice.ToString());
    }

    public void Report(VaeTrainingProgress value)
    {
        long linesDue = (long)Lines * value.Step / value.NumberOfSteps;
        if (linesDue > _linesWritten)
        {
            _linesWritten = linesDue;
            channel.Info(MessageSensitivity.None, string.Create(
                CultureInfo.InvariantCulture,
                $"Epoch {value.Epoch} of {value.NumberOfEpochs}: loss {value.Loss:f3} nats (reconstruction {value.Reconstruction:f3}, " +
                $"KL {value.Kl:f3} weighted by {value.KlWeight:g4}), " +
                $"{value.NumberOfActiveUnits} of {value.KlPerLatentDimension.Count} latent dimensions active, {value.RowsPerSecond:N0} rows/s."));
        }

        options.Progress?.Report(value);
    }

    public void Finish(VaeModel model, IReadOnlyList<string>? slotNames)
    {
        channel.Info(MessageSensitivity.None, string.Create(
            CultureInfo.InvariantCulture,
            $"Trained: {model.NumberOfActiveUnits} of {model.LatentDimension} latent dimensions active, threshold {model.Threshold:g6} nats."));
        foreach (var diagnostic in model.Diagnostics)
            channel.Warning(MessageSensitivity.UserData, Describe(diagnostic, slotNames));
    }

    private static string Describe(VaeDiagnostic diagnostic, IReadOnlyList<string>? slotNames) =>
        diagnostic.FeatureIndex is { } slot && slotNames is not null
            ? string.Create(CultureInfo.InvariantCulture, $"Slot {slot} ('{slotNames[slot]}'): {diagnostic.Message}")
            : diagnostic.ToString();
}

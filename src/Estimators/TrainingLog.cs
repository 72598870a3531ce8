using System.Globalization;
using Microsoft.ML.Runtime;
using MLNet.Vae.Training;

namespace MLNet.Vae;

/// <summary>Writes a training into the log of ML.NET, and passes its progress on to whoever the options name.</summary>
internal sealed class TrainingLog(IChannel channel, VaeEstimator.Options options) : IProgress<VaeTrainingProgress>
{
    // Progress is reported about a hundred times; so many lines would drown the rest of a pipeline's log.
    private const int Lines = 10;
    private static readonly TimeSpan WorthSaying = TimeSpan.FromSeconds(10);

    private long _linesWritten;
    private bool _hasReported;
    private VaeTrainingProgress? _last;
    private VaeDiagnostic? _width;

    public void Start(IRowSource data, BackendChoice choice)
    {
        channel.Info(MessageSensitivity.None, string.Create(
            CultureInfo.InvariantCulture,
            $"Training on {data.RowCount:N0} rows of {data.FeatureCount:N0} features, seed {options.Seed}."));
        channel.Info(MessageSensitivity.None, choice.ToString());
        _width = WidthDiagnosis.Create(data, options);
        if (_width is not null)
            channel.Warning(MessageSensitivity.None, _width.Message); // now, for what comes may take long
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
                $"KL {value.Kl:f3} weighted by {value.KlWeight:g4}), {HeldOut(value)}" +
                $"{value.NumberOfActiveUnits} of {value.KlPerLatentDimension.Count} latent dimensions active, {value.RowsPerSecond:N0} rows/s, " +
                $"about {Text(value.EstimatedTimeRemaining)} left."));
        }
        else if (!_hasReported && value.EstimatedTimeRemaining >= WorthSaying)
        {
            channel.Info(MessageSensitivity.None, string.Create(
                CultureInfo.InvariantCulture,
                $"{(value.Step == 0 ? "Finding out how long to train" : $"After step {value.Step:N0} of {value.NumberOfSteps:N0}")}: " +
                $"about {Text(value.EstimatedTimeRemaining)} left."));
        }

        _hasReported = true;
        _last = value;
        options.Progress?.Report(value);
    }

    public void Finish(VaeModel model, IReadOnlyList<string>? slotNames)
    {
        if (_last is { } last && last.Step < last.NumberOfSteps)
        {
            channel.Info(MessageSensitivity.None, string.Create(
                CultureInfo.InvariantCulture,
                $"Stopped after step {last.Step:N0} of {last.NumberOfSteps:N0}: the loss of held-out rows falls no more. The model is that of the lowest."));
        }

        channel.Info(MessageSensitivity.None, string.Create(
            CultureInfo.InvariantCulture,
            $"Trained: {model.NumberOfActiveUnits} of {model.LatentDimension} latent dimensions active, threshold {model.Threshold:g6} nats."));
        foreach (var diagnostic in model.Diagnostics.Where(diagnostic => diagnostic.Message != _width?.Message))
            channel.Warning(MessageSensitivity.UserData, Describe(diagnostic, slotNames));
    }

    private static string HeldOut(VaeTrainingProgress value) =>
        value.ValidationLoss is { } loss ? string.Create(CultureInfo.InvariantCulture, $"held-out loss {loss:f3}, ") : "";

    private static string Text(TimeSpan time) => time switch
    {
        { TotalSeconds: < 100 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        { TotalMinutes: < 100 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.0} h"),
    };

    private static string Describe(VaeDiagnostic diagnostic, IReadOnlyList<string>? slotNames) =>
        diagnostic.FeatureIndex is { } slot && slotNames is not null
            ? string.Create(CultureInfo.InvariantCulture, $"Slot {slot} ('{slotNames[slot]}'): {diagnostic.Message}")
            : diagnostic.ToString();
}

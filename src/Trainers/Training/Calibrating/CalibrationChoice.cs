using System.Globalization;
using MLNet.Vae.Model;

namespace MLNet.Vae.Training.Calibrating;

/// <summary>From scores to threshold and p-values, and what a user should know of them.</summary>
internal static class CalibrationChoice
{
    /// <param name="scores">Of rows that the models which scored them have not seen, as <see cref="RowScores"/> has them; may be none.</param>
    /// <param name="trainingScores">Of the rows that the model was trained on, for want of others.</param>
    /// <param name="kl">The mean KL divergence of the training rows, [latent], in nats.</param>
    /// <param name="options">The options.</param>
    public static (Calibration Calibration, IReadOnlyList<VaeDiagnostic> Diagnostics) Create(
        float[] scores, float[] trainingScores, float[] kl, VaeOptions options)
    {
        var diagnostics = new List<VaeDiagnostic>();
        string kind = "rows that were not trained on";
        if (!scores.Any(IsNormal))
        {
            (scores, kind) = (trainingScores, "training rows");
            string why = options.ValidationFraction == 0 ? "ValidationFraction is 0" : "there are no others";
            diagnostics.Add(new(null,
                $"Threshold and p-values are from the scores of the training rows, because {why}: fresh rows score higher, and " +
                "more of them than FalseAlarmRate says raise an alarm."));
        }

        Array.Sort(scores);
        // What is taken for an anomaly says nothing of normal rows. Rows with a wrong value are the first of them, and are so where they are more, too.
        int anomalous = Math.Max((int)(options.Contamination * scores.Length), scores.Length - scores.Count(IsNormal));
        var normal = CalibrationScores.From(scores[..^anomalous]);
        if (options.FalseAlarmRate < normal.MinRate)
        {
            diagnostics.Add(new(null, string.Create(
                CultureInfo.InvariantCulture,
                $"{normal.Count:N0} {kind} cannot tell how rare an alarm of FalseAlarmRate {options.FalseAlarmRate:g3} is: " +
                $"the threshold is above all of their scores, which makes it {normal.MinRate:g3}.")));
        }

        return (new Calibration(normal, normal.Threshold(options.FalseAlarmRate), kl), diagnostics);

        static bool IsNormal(float score) => !float.IsPositiveInfinity(score);
    }
}

using MLNet.Vae.Examples.Common.Pages;

namespace MLNet.Vae.Examples.AnomalyDetection.Report;

/// <summary>The page with pictures of a detection.</summary>
internal static class AnomalyPage
{
    /// <param name="data">The rows and their names.</param>
    /// <param name="detection">The detection that is shown.</param>
    /// <param name="history">The progress of its training.</param>
    /// <param name="areas">The area under the ROC curve by seed, [seeds].</param>
    public static HtmlPage Create(
        LabeledData data, Detection detection, IReadOnlyList<VaeTrainingProgress> history, IReadOnlyList<double> areas)
    {
        var hits = ThresholdHits.Count(detection.Rows);
        var page = new HtmlPage(
            $"Odd rows of {data.FileName}",
            $"A variational autoencoder learned what {detection.TrainingRows:N0} normal rows of {data.FeatureNames.Count} features look like, " +
            $"and scored the other {detection.Rows.Count:N0} rows.");
        page.AddFigure($"{detection.AreaUnderRocCurve:0.000}", "area under the ROC curve");
        page.AddFigure($"{areas.Average():0.000}", $"the same, mean of {areas.Count} seeds");
        page.AddFigure($"{AveragePrecision.Of(detection.Rows):0.000}", "average precision");
        page.AddFigure($"{hits.True} : {hits.False}", "anomalies : normal rows flagged");
        page.AddFigure($"{hits.Precision:0.00} / {hits.Recall:0.00}", "precision / recall of the flag");

        page.AddCard(
            "Training",
            "The loss is the sum of its parts: the reconstruction, and the KL divergence, whose weight grows from 0 to 1.",
            TrainingPicture.Draw(history));
        page.AddCard(
            "Scores",
            "Negative evidence lower bound of the rows that were not trained on: the further right, the odder.",
            ScorePicture.Draw(detection));
        page.AddCard(
            "Latent space",
            "The two dimensions that carry most. The prior, where normal rows belong, is standard normal: the circles hold 39 % and 86 % of it." +
            DrawnRows.Describe(detection.Rows.Count),
            LatentPicture.Draw(detection));
        page.AddCard(
            "What sets the anomalies apart",
            "What a feature adds to the score in nats, median of the class: the features that differ most.",
            FeatureBars.Draw(detection, data.FeatureNames));
        page.AddCard(
            "The oddest rows",
            "The score in nats is the KL divergence (how far out in latent space the row lies) and the sum over the features, " +
            "of which the three that add most are shown.",
            OddestRows.Draw(detection, data.FeatureNames),
            wide: true);
        return page;
    }
}

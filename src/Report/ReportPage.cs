using MLNet.Vae.Pages;
using MLNet.Vae.Pictures;
using MLNet.Vae.Rows;

namespace MLNet.Vae;

/// <summary>The page of a report.</summary>
internal static class ReportPage
{
    public static HtmlPage Create(ScoredRows rows, VaeReportOptions options)
    {
        var page = new HtmlPage(options.Title ?? "Anomaly report", options.Description ?? Describe(rows));
        AddFigures(page, rows);
        if (options.TrainingHistory is { } history && TrainingPicture.Draw(history) is { } training)
        {
            page.AddCard(
                "Training",
                "The loss is the sum of its parts: the reconstruction, and the KL divergence, whose weight grows from 0.",
                training);
        }

        page.AddCard(
            "Scores",
            "Negative evidence lower bound of each row in nats: the further right, the more anomalous. Rows above the threshold are flagged.",
            ScorePicture.Draw(rows));
        page.AddCard("Latent space", DescribeLatentSpace(rows), LatentPicture.Draw(rows, page.Words));
        page.AddCard(
            rows.AnomalyShares.Length > 0 && rows.NormalShares.Length > 0 ? "What sets the anomalies apart" : "What the features add to the score",
            "What a feature adds to the score in nats, median of the class: the features that differ most.",
            FeaturePicture.Draw(rows));
        page.AddCard(
            "The most anomalous rows",
            "The score in nats is the KL divergence (how far out in latent space the row lies) and the sum over the features, " +
            "of which the three that add most are shown.",
            AnomalousRowsTable.Draw(rows),
            wide: true);
        return page;
    }

    private static void AddFigures(HtmlPage page, ScoredRows rows)
    {
        int flagged = rows.Scores.Count(score => score > rows.Model.Threshold);
        page.AddFigure($"{rows.Scores.Length:N0}", "rows");
        page.AddFigure($"{flagged:N0}", $"above the threshold of {Shown.Nats(rows.Model.Threshold)} nats, {(double)flagged / rows.Scores.Length:p1} of all");
        if (!rows.HasLabels)
            return;

        int anomalies = rows.IsAnomaly.Count(isAnomaly => isAnomaly);
        int found = rows.Scores.Where((score, row) => rows.IsAnomaly[row] && score > rows.Model.Threshold).Count();
        page.AddFigure($"{found:N0} : {flagged - found:N0}", "anomalies : normal rows among them");
        if (flagged > 0 && anomalies > 0)
            page.AddFigure($"{(double)found / flagged:0.00} / {(double)found / anomalies:0.00}", "precision / recall of the threshold");
        if (anomalies > 0 && anomalies < rows.Scores.Length)
        {
            page.AddFigure($"{Ranking.AreaUnderRocCurve(rows.Scores, rows.IsAnomaly):0.000}", "area under the ROC curve");
            page.AddFigure($"{Ranking.AveragePrecision(rows.Scores, rows.IsAnomaly):0.000}", "average precision");
        }
    }

    private static string Describe(ScoredRows rows) =>
        $"{rows.Scores.Length:N0} rows of {rows.FeatureNames.Count:N0} features, scored by a variational autoencoder.";

    private static string DescribeLatentSpace(ScoredRows rows) =>
        (rows.Model.LatentDimension > 1
            ? "The two dimensions that carry most. The prior, where normal rows belong, is standard normal: the circles hold 39 % and 86 % of it."
            : "The one dimension, and the score. Normal rows belong within about 2 of 0.") + DrawnRows.Describe(rows.Scores.Length);
}

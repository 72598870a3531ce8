#:package MLNet.Vae@0.1.0
#:property PublishAot=false

// Learns from a CSV what is normal, and finds what is not: biopsies of which some are malignant.
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae;

var mlContext = new MLContext();
var data = mlContext.Data.LoadFromTextFile("examples/data/breast-cancer.csv", new TextLoader.Options
{
    Columns = [new TextLoader.Column("Label", DataKind.Single, 0), new TextLoader.Column("Features", DataKind.Single, 1, 30)],
    Separators = [','],
    HasHeader = true,
});

// Trained on the benign biopsies (label 0) among the first 300; the other 269 are scored.
var benign = mlContext.Data.FilterRowsByColumn(mlContext.Data.TakeRows(data, 300), "Label", upperBound: 0.5);
var detector = mlContext.AnomalyDetection.Trainers.Vae(seed: 1).Fit(benign);
var scored = detector.Transform(mlContext.Data.SkipRows(data, 300));
Console.WriteLine($"Area under the ROC curve: {mlContext.AnomalyDetection.Evaluate(scored).AreaUnderRocCurve:0.00}");

// The most anomalous three, and the feature that says so.
float[] scores = [.. scored.GetColumn<float>("Score")];
float[][] byFeature = [.. scored.GetColumn<float[]>("FeatureScores")];
foreach (int row in Enumerable.Range(0, scores.Length).OrderByDescending(row => scores[row]).Take(3))
    Console.WriteLine($"{scores[row]:0} nats, most of them from '{detector.SlotNames![byFeature[row].IndexOf(byFeature[row].Max())]}'");

// Output:
// Area under the ROC curve: 0.98
// 17594 nats, most of them from 'area error'
// 2046 nats, most of them from 'worst area'
// 2026 nats, most of them from 'area error'

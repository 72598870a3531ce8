using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae;

var mlContext = new MLContext();
var data = mlContext.Data.LoadFromTextFile(Path.Combine(AppContext.BaseDirectory, "breast-cancer.csv"), new TextLoader.Options
{
    Columns = [new TextLoader.Column("Label", DataKind.Single, 0), new TextLoader.Column("Features", DataKind.Single, 1, 30)],
    Separators = [','],
    HasHeader = true,
});

// Learn from the benign biopsies (label 0) among the first 300 what is normal; then look for what is not among the other 269.
var benign = mlContext.Data.FilterRowsByColumn(mlContext.Data.TakeRows(data, 300), "Label", upperBound: 0.5);
var detector = mlContext.AnomalyDetection.Trainers.Vae(new VaeEstimator.Options { Seed = 1 }).Fit(benign);
var scored = detector.Transform(mlContext.Data.SkipRows(data, 300));
Console.WriteLine($"Area under the ROC curve: {mlContext.AnomalyDetection.Evaluate(scored).AreaUnderRocCurve:0.00}");

float[] scores = [.. scored.GetColumn<float>("Score")];
float[][] byFeature = [.. scored.GetColumn<float[]>("FeatureScores")];
foreach (int row in Enumerable.Range(0, scores.Length).OrderByDescending(row => scores[row]).Take(3))
    Console.WriteLine($"{scores[row]:0} nats, most from '{detector.SlotNames![byFeature[row].IndexOf(byFeature[row].Max())]}'");

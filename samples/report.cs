#:package MLNet.Vae.Report@0.1.0
#:property PublishAot=false

// A page of pictures of a model and of the rows that it scored: one HTML file.
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

// What the training reports on its way becomes the curves of the page.
var history = new VaeTrainingHistory();
var benign = mlContext.Data.FilterRowsByColumn(mlContext.Data.TakeRows(data, 300), "Label", upperBound: 0.5);
var detector = mlContext.AnomalyDetection.Trainers.Vae(new VaeEstimator.Options { Progress = history, Seed = 1 }).Fit(benign);
var scored = detector.Transform(mlContext.Data.SkipRows(data, 300));

string file = Path.Combine(Path.GetTempPath(), "biopsies.html");
VaeReport.Write(file, detector, scored, new() { Title = "Biopsies", LabelColumnName = "Label", TrainingHistory = history });
string page = File.ReadAllText(file);
Console.WriteLine($"Pictures: {page.Split("<svg").Length - 1}; loads nothing from elsewhere: {!page.Contains("src=\"http", StringComparison.Ordinal)}");

// Output:
// Pictures: 3; loads nothing from elsewhere: True

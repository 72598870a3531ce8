// What a user does after the quick start: trains, saves, loads and scores; without libtorch, which nothing here brings along.
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae;

var mlContext = new MLContext();
mlContext.Log += (_, line) =>
{
    if (line.Message.Contains("Training with", StringComparison.Ordinal))
        Console.WriteLine(line.Message[line.Message.IndexOf("Training with", StringComparison.Ordinal)..].Split(". ")[0].TrimEnd('.'));
};
string csv = Path.Combine(AppContext.BaseDirectory, "breast-cancer.csv");
var data = mlContext.Data.LoadFromTextFile(csv, new TextLoader.Options
{
    Columns = [new TextLoader.Column("Label", DataKind.Single, 0), new TextLoader.Column("Features", DataKind.Single, 1, 30)],
    Separators = [','],
    HasHeader = true,
});
var detector = mlContext.AnomalyDetection.Trainers.Vae(new VaeEstimator.Options { NumberOfEpochs = 10, Seed = 1 }).Fit(data);
var scored = detector.Transform(data);

string path = Path.Combine(AppContext.BaseDirectory, "model.onnx");
detector.Model.Save(path);
var loaded = VaeModel.Load(path);

float[] expected = [.. scored.GetColumn<float>("Score")];
float[] rows = [.. data.GetColumn<float[]>("Features").SelectMany(row => row)];
float[] scores = new float[expected.Length];
loaded.Score(rows, scores);
bool equal = scores.SequenceEqual(expected);
Console.WriteLine($"The loaded model scores {scores.Length} rows {(equal ? "as" : "unlike")} the one that was saved");
return equal ? 0 : 1;

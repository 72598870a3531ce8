using Microsoft.ML;
using Microsoft.ML.Data;

// A thousand readings of a pump. One load decides all three values of a reading.
var random = new Random(1);
Reading[] readings = [.. Enumerable.Range(0, 1000).Select(_ => Reading.At(random.NextSingle(), noise: 0.05f * random.NextSingle()))];

var mlContext = new MLContext();
var pipeline = mlContext.Transforms.Concatenate("Features", "Pressure", "Flow", "Temperature")
    .Append(mlContext.AnomalyDetection.Trainers.Vae(seed: 1));
var model = pipeline.Fit(mlContext.Data.LoadFromEnumerable(readings));

// The pump has had each value of the last reading, but never all three together.
Reading[] today = [Reading.At(load: 0.4f), Reading.At(load: 0.6f), new(Pressure: 3.6f, Flow: 44, Temperature: 36)];
var scored = model.Transform(mlContext.Data.LoadFromEnumerable(today));

bool[] isAnomaly = [.. scored.GetColumn<bool>("PredictedLabel")];
float[][] byFeature = [.. scored.GetColumn<float[]>("FeatureScores")];
for (int row = 0; row < today.Length; row++)
{
    string feature = model.LastTransformer.SlotNames![byFeature[row].IndexOf(byFeature[row].Max())];
    Console.WriteLine(isAnomaly[row] ? $"Reading {row}: an anomaly, most of it in {feature}" : $"Reading {row}: normal");
}

public sealed record Reading(float Pressure, float Flow, float Temperature)
{
    public static Reading At(float load, float noise = 0) => new(2 + 4 * load + noise, 60 - 40 * load + 10 * noise, 20 + 20 * load - 5 * noise);
}

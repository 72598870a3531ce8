#:package MLNet.Vae@0.1.0
#:property PublishAot=false

// Gaps in the rows: learned with, scored with, and filled in.
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae;

// One of five values is missing, half of them as NaN and half as −9999.
var random = new Random(1);
Reading[] complete = [.. Enumerable.Range(0, 2000).Select(_ => Reading.At(random.NextSingle(), random))];
Reading[] gappy = [.. complete.Select(reading => new Reading { Values = [.. reading.Values.Select(value =>
    random.NextDouble() < 0.8 ? value : random.NextDouble() < 0.5 ? float.NaN : -9999)] })];

// What was measured to fill gaps best, and a code that stands for a missing value. No ReplaceMissingValues before it.
var mlContext = new MLContext();
var options = VaeEstimator.Options.ForImputation();
options.FeatureColumnName = "Values";
options.ImputedColumnName = "Filled";
options.MissingValues = [-9999];
options.Seed = 1;
var data = mlContext.Data.LoadFromEnumerable(gappy);
var model = mlContext.Transforms.VaeImpute(options).Fit(data);

float[][] filled = [.. model.Transform(data).GetColumn<float[]>("Filled")];
var gaps = from row in Enumerable.Range(0, gappy.Length)
           from slot in Enumerable.Range(0, 4)
           where !(gappy[row].Values[slot] > -9999)
           select filled[row][slot] - complete[row].Values[slot];
Console.WriteLine($"Gaps left: {filled.Sum(row => row.Count(float.IsNaN))}");
Console.WriteLine($"Root mean square error of a filled value: {Math.Sqrt(gaps.Average(error => error * error)):0.0}, where values go up to 10");

// The same model scores rows with gaps; a gap counts as much as its feature does on average.
Reading[] today = [new() { Values = [5, float.NaN, -9999, 5] }, new() { Values = [5, float.NaN, -9999, 9] }];
bool[] isAnomaly = [.. model.AsAnomalyScorer().Transform(mlContext.Data.LoadFromEnumerable(today)).GetColumn<bool>("PredictedLabel")];
Console.WriteLine($"Anomalies: {string.Join(", ", isAnomaly)}");

public sealed class Reading
{
    [VectorType(4)]
    public float[] Values { get; set; } = [];

    public static Reading At(float load, Random random) =>
        new() { Values = [.. new[] { 10 * load, 10 - 10 * load, 10 * load * load, 10 * load }.Select(value => value + 0.2f * random.NextSingle())] };
}

// Output:
// Gaps left: 0
// Root mean square error of a filled value: 0.5, where values go up to 10
// Anomalies: False, True

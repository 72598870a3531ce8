#:package MLNet.Vae@0.1.0
#:property PublishAot=false

// What is normal at noon may be an anomaly at night: the hour is given, and not scored.
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae;

var random = new Random(1);
Reading[] year = [.. Enumerable.Range(0, 24 * 365).Select(i => Reading.Of(i % 24, random))];
Reading[] today = [new() { Hour = 12, Power = 90, Water = 1 }, new() { Hour = 3, Power = 20, Water = 0 }, new() { Hour = 3, Power = 90, Water = 1 }];

var mlContext = new MLContext();
foreach (string? context in new[] { null, "HourOfDay" })
{
    var pipeline = mlContext.Transforms.Concatenate("Features", "Power", "Water")
        .Append(mlContext.Transforms.Categorical.OneHotEncoding("HourOfDay", "Hour"))
        .Append(mlContext.AnomalyDetection.Trainers.Vae(
            new VaeEstimator.Options { ContextColumnName = context, FalseAlarmRate = 0.01, NumberOfEpochs = 40, Seed = 1 }));
    var scored = pipeline.Fit(mlContext.Data.LoadFromEnumerable(year)).Transform(mlContext.Data.LoadFromEnumerable(today));
    Console.WriteLine(context is null ? "Without the hour:" : "With the hour as context:");
    foreach (var (reading, isAnomaly) in today.Zip(scored.GetColumn<bool>("PredictedLabel")))
        Console.WriteLine($"  {reading.Power} kW at {reading.Hour}:00: {(isAnomaly ? "an anomaly" : "normal")}");
}

public sealed class Reading
{
    public float Hour { get; set; }
    public float Power { get; set; } // kW
    public float Water { get; set; } // cubic meters

    // A building that is busy from eight to six.
    public static Reading Of(int hour, Random random)
    {
        float people = hour is >= 8 and < 18 ? 0.8f + 0.4f * random.NextSingle() : 0.05f * random.NextSingle();
        return new() { Hour = hour, Power = 20 + 70 * people + 2 * random.NextSingle(), Water = people + 0.05f * random.NextSingle() };
    }
}

// Output:
// Without the hour:
//   90 kW at 12:00: normal
//   20 kW at 3:00: normal
//   90 kW at 3:00: normal
// With the hour as context:
//   90 kW at 12:00: normal
//   20 kW at 3:00: normal
//   90 kW at 3:00: an anomaly

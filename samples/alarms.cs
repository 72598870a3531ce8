#:package MLNet.Vae@0.1.0
#:property PublishAot=false

// How many alarms? A rate of false alarms for a threshold, or a list of anomalies of which most are some.
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae;

var mlContext = new MLContext();
var random = new Random(1);
IDataView Make(int normal, int anomalous) => mlContext.Data.LoadFromEnumerable(
    Enumerable.Range(0, normal + anomalous).Select(i => new Row(random, isAnomalous: i >= normal)).ToArray());

// A promise about fresh normal rows: 1 % of them raise an alarm.
var detector = mlContext.AnomalyDetection.Trainers.Vae(new VaeEstimator.Options { FalseAlarmRate = 0.01, Seed = 1 })
    .Fit(Make(normal: 40_000, anomalous: 0));
Console.WriteLine($"Alarms among 10,000 fresh normal rows: {Share(detector.Transform(Make(10_000, 0))):0 %}");

// The same model with another threshold, without a second training: 5 % of today's normal rows exceed it. Halfway between two scores, so that no
// row's side of it hangs on rounding.
float[] normalScores = [.. detector.Transform(Make(10_000, 0)).GetColumn<float>("Score").Order()];
float last = normalScores[(int)(0.95 * normalScores.Length)], next = normalScores.FirstOrDefault(score => score > last, last + 1);
var stricter = mlContext.AnomalyDetection.ChangeVaeThreshold(detector, (last + next) / 2);
Console.WriteLine($"With the threshold of today's rows: {Share(stricter.Transform(Make(10_000, 0))):0 %}");

// A hundred anomalies among five thousand rows: a threshold names normal rows as well. A false discovery rate says how many.
var scored = detector.Transform(Make(4_900, 100));
float[] alarms = [.. mlContext.Data.FilterByCustomPredicate<Alarm>(scored, row => !row.PredictedLabel).GetColumn<float>("Label")];
float[] selected = [.. mlContext.AnomalyDetection.SelectAnomalies(scored, falseDiscoveryRate: 0.1).GetColumn<float>("Label")];
Console.WriteLine($"Above the threshold: {alarms.Sum()} anomalies, a share of {1 - alarms.Average():0.0} of the alarms is normal");
Console.WriteLine($"Selected: {selected.Sum()} anomalies, a share of {1 - selected.Average():0.0} of the rows is normal");

double Share(IDataView rows) => rows.GetColumn<bool>("PredictedLabel").Average(alarm => alarm ? 1.0 : 0);

public sealed class Alarm
{
    public bool PredictedLabel { get; set; }
}

public sealed class Row
{
    public Row(Random random, bool isAnomalous)
    {
        float x = random.NextSingle();
        Label = isAnomalous ? 1 : 0;
        Features = [x, x * x + 0.05f * random.NextSingle(), isAnomalous ? 3 : 1 - x + 0.05f * random.NextSingle()];
    }

    public float Label { get; }

    [VectorType(3)]
    public float[] Features { get; }
}

// Output:
// Alarms among 10,000 fresh normal rows: 1 %
// With the threshold of today's rows: 5 %
// Above the threshold: 100 anomalies, a share of 0.3 of the alarms is normal
// Selected: 100 anomalies, a share of 0.1 of the rows is normal

#:package MLNet.Vae@0.1.0
#:property PublishAot=false

// Is today's data still like that of the training? On data like it p-values are spread evenly between 0 and 1.
using Microsoft.ML;
using Microsoft.ML.Data;

var mlContext = new MLContext();
var random = new Random(1);
IDataView Week(float drift, int rows = 2000) =>
    mlContext.Data.LoadFromEnumerable(Enumerable.Range(0, rows).Select(_ => new Reading(random, drift)).ToArray());

const int CalibrationRows = 1000; // what is held out of 5,000 training rows, and p-values are counted on
var model = mlContext.AnomalyDetection.Trainers.Vae(seed: 1).Fit(Week(drift: 0, rows: 5000));
for (int week = 1; week <= 5; week++)
{
    float drift = 0.03f * Math.Max(0, week - 2); // a sensor begins to lie in the third week
    float[] pValues = [.. model.Transform(Week(drift)).GetColumn<float>("PValue").Order()];
    Console.WriteLine($"Week {week}: {(Distance(pValues) > Limit(pValues.Length) ? "has drifted" : "as in the training")}");
}

// Kolmogorov and Smirnov: the largest distance between the distribution of the p-values and the even one.
static double Distance(float[] sorted) =>
    Enumerable.Range(0, sorted.Length).Max(i => Math.Max(sorted[i] - i / (double)sorted.Length, (i + 1) / (double)sorted.Length - sorted[i]));

// A week like the training exceeds it once in a thousand times.
static double Limit(int rows) => 1.95 * Math.Sqrt(1.0 / rows + 1.0 / CalibrationRows);

public sealed class Reading
{
    public Reading(Random random, float drift)
    {
        float load = random.NextSingle();
        Features = [load, 1 - load + 0.05f * random.NextSingle(), load * load + 0.05f * random.NextSingle() + drift];
    }

    [VectorType(3)]
    public float[] Features { get; }
}

// Output:
// Week 1: as in the training
// Week 2: as in the training
// Week 3: has drifted
// Week 4: has drifted
// Week 5: has drifted

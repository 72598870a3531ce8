#:package MLNet.Vae@0.1.0
#:property PublishAot=false

// A pipeline in ML.NET's zip: saved, loaded and asked one row at a time.
using Microsoft.ML;

var mlContext = new MLContext();
var random = new Random(1);
var readings = Enumerable.Range(0, 1000).Select(_ => Reading.At(random.NextSingle(), 0.05f * random.NextSingle()));
var data = mlContext.Data.LoadFromEnumerable(readings.ToArray());
var pipeline = mlContext.Transforms.Concatenate("Features", "Pressure", "Flow", "Temperature")
    .Append(mlContext.AnomalyDetection.Trainers.Vae(seed: 1));

string zip = Path.Combine(Path.GetTempPath(), "pump.zip");
mlContext.Model.Save(pipeline.Fit(data), data.Schema, zip);

// Another program: it references the package, and nothing else.
var service = new MLContext();
var loaded = service.Model.Load(zip, out _);
var engine = service.Model.CreatePredictionEngine<Reading, Prediction>(loaded); // one a thread
Console.WriteLine($"A load of 0.4: {engine.Predict(Reading.At(0.4f, 0))}");
Console.WriteLine($"Too warm: {engine.Predict(new Reading { Pressure = 3.6f, Flow = 44, Temperature = 36 })}");

// The model inside, without a second training: what was expected?
var vae = loaded.FindVae();
Console.WriteLine($"{vae.Model.FeatureCount} features: {string.Join(", ", vae.SlotNames!)}");

public sealed class Reading
{
    public float Pressure { get; set; } // bar
    public float Flow { get; set; } // liters a minute
    public float Temperature { get; set; } // degrees Celsius

    public static Reading At(float load, float noise) =>
        new() { Pressure = 2 + 4 * load + noise, Flow = 60 - 40 * load + 10 * noise, Temperature = 20 + 20 * load - 5 * noise };
}

public sealed class Prediction
{
    public bool PredictedLabel { get; set; }
    public float PValue { get; set; }

    public override string ToString() => PredictedLabel ? "an anomaly" : "normal";
}

// Output:
// A load of 0.4: normal
// Too warm: an anomaly
// 3 features: Pressure, Flow, Temperature

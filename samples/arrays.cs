#:package MLNet.Vae.Trainers@0.1.0
#:property PublishAot=false

// Arrays in, arrays out: no row class, no schema, no ML.NET.
using MLNet.Vae;

// A thousand readings of a pump: pressure, flow and temperature, which one load decides.
const int Rows = 1000, Features = 3;
var random = new Random(1);
float[] readings = new float[Rows * Features]; // one row after the other
for (int row = 0; row < Rows; row++)
{
    float load = random.NextSingle(), noise = 0.05f * random.NextSingle();
    float[] reading = [2 + 4 * load + noise, 60 - 40 * load + 10 * noise, 20 + 20 * load - 5 * noise];
    reading.CopyTo(readings, row * Features);
}

var model = VaeModel.Fit(readings, Features, new VaeOptions { Seed = 1 });

// Two rows: a load of 0.4, and three values of which each is usual and all together are not.
float[] today = [3.6f, 44, 28, 3.6f, 44, 36];
float[] scores = new float[2], byFeature = new float[2 * Features], expected = new float[2 * Features];
model.Score(today, scores, byFeature);
model.Reconstruct(today, expected);
for (int row = 0; row < 2; row++)
{
    Console.WriteLine($"Row {row}: {(scores[row] > model.Threshold ? "an anomaly" : "normal")}");
    Console.WriteLine($"  expected temperature: {expected[row * Features + 2]:0}");
}

// An embedding, rows like those of the training, and a file that any ONNX runtime reads.
float[] embedding = new float[2 * model.LatentDimension], made = new float[5 * Features];
model.Encode(today, embedding);
model.Generate(made, seed: 1, sampleLikelihood: true);
model.Save(Path.Combine(Path.GetTempPath(), "pump.onnx"));
Console.WriteLine($"Latent dimensions: {model.LatentDimension}; made rows: {made.Length / Features}");

// Output:
// Row 0: normal
//   expected temperature: 28
// Row 1: an anomaly
//   expected temperature: 31
// Latent dimensions: 2; made rows: 5

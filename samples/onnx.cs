#:package MLNet.Vae.Trainers@0.1.0
#:package Microsoft.ML.OnnxRuntime@1.31.1
#:property PublishAot=false

// A saved model is an ONNX file: ONNX Runtime scores as the package does.
using Microsoft.ML.OnnxRuntime;
using MLNet.Vae;

const int Rows = 1000, Features = 3;
var random = new Random(1);
float[] readings = [.. Enumerable.Range(0, Rows).Select(_ => random.NextSingle()).SelectMany(load =>
    new[] { 2 + 4 * load, 60 - 40 * load, 20 + 20 * load }.Select(value => value * (1 + 0.01f * random.NextSingle())))];
var model = VaeModel.Fit(readings, Features, new VaeOptions { Seed = 1 });
string file = Path.Combine(Path.GetTempPath(), "pump.onnx");
model.Save(file);

readings[1] = float.NaN; // a missing value
float[] scores = new float[Rows];
model.Score(readings, scores);

// From here on only ONNX Runtime is needed: in C#, Python, Java, Triton.
OrtEnv.Instance().DisableTelemetryEvents();
using var session = new InferenceSession(file);
using var input = OrtValue.CreateTensorValueFromMemory(readings, [Rows, Features]);
using var run = new RunOptions();
using var outputs = session.Run(run, ["features"], [input], ["Score", "PredictedLabel", "Embedding"]);
var fromOnnx = outputs[0].GetTensorDataAsSpan<float>();
float largest = 0;
for (int row = 0; row < Rows; row++)
    largest = MathF.Max(largest, MathF.Abs(fromOnnx[row] - scores[row]));

Console.WriteLine($"Outputs: {string.Join(", ", session.OutputNames)}");
Console.WriteLine($"Scores differ by less than a thousandth of a nat: {largest < 0.001f}");

// Output:
// Outputs: Embedding, LogVariance, Reconstruction, Score, FeatureScores, PValue, PredictedLabel
// Scores differ by less than a thousandth of a nat: True

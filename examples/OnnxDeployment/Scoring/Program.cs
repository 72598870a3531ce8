// Scores rows with ONNX Runtime alone, a batch at a time, and compares with what the model said when it was trained (../Training).
using Microsoft.ML.OnnxRuntime;

const int batchRows = 100;
string folder = args.Length > 0 ? args[0] : Path.Combine("artifacts", "onnx-deployment");
if (!File.Exists(Path.Combine(folder, "model.onnx")))
{
    Console.Error.WriteLine($"error: there is no model.onnx in '{folder}'. Run examples/OnnxDeployment/Training first.");
    return 1;
}

float[][] rows = [.. File.ReadLines(Path.Combine(folder, "rows.csv"))
    .Select(line => line.Split(',').Select(value => value == "" ? float.NaN : float.Parse(value)).ToArray())]; // a gap is NaN
string[][] expected = [.. File.ReadLines(Path.Combine(folder, "expected.csv")).Select(line => line.Split(','))];

using var session = new InferenceSession(Path.Combine(folder, "model.onnx"));
using var options = new RunOptions();
double scoreDifference = 0, largestScore = 0, shareDifference = 0;
int labelsDiffering = 0, anomalies = 0;
for (int first = 0; first < rows.Length; first += batchRows)
{
    float[][] batch = rows[first..Math.Min(first + batchRows, rows.Length)];
    float[] values = [.. batch.SelectMany(row => row)];
    using var features = OrtValue.CreateTensorValueFromMemory(values, [batch.Length, rows[0].Length]);
    using var outputs = session.Run(options, ["features"], [features], ["Score", "PValue", "PredictedLabel"]);
    var scores = outputs[0].GetTensorDataAsSpan<float>();
    var shares = outputs[1].GetTensorDataAsSpan<float>();
    var labels = outputs[2].GetTensorDataAsSpan<bool>();
    for (int r = 0; r < batch.Length; r++)
    {
        string[] said = expected[first + r];
        scoreDifference = Math.Max(scoreDifference, Math.Abs(scores[r] - float.Parse(said[0])));
        largestScore = Math.Max(largestScore, scores[r]);
        shareDifference = Math.Max(shareDifference, Math.Abs(shares[r] - float.Parse(said[1])));
        labelsDiffering += labels[r] == bool.Parse(said[2]) ? 0 : 1;
        anomalies += labels[r] ? 1 : 0;
    }
}

Console.WriteLine($"ONNX Runtime {OrtEnv.Instance().GetVersionString()} scored {rows.Length} rows and finds {anomalies} anomalies.");
Console.WriteLine($"Largest difference of Score: {scoreDifference:E1} nats, where scores go up to {largestScore:0}.");
Console.WriteLine($"Largest difference of PValue: {shareDifference:E1}. PredictedLabel differs in {labelsDiffering} rows.");
return 0;

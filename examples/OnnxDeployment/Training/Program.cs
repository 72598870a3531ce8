// Trains on benign biopsies and leaves in a folder what a deployment gets: the model as one ONNX file. Beside it, for the comparison in
// ../Scoring, some rows and what the model itself says of them.
using MLNet.Vae;

const int featureCount = 30;
string folder = args.Length > 0 ? args[0] : Path.Combine("artifacts", "onnx-deployment");
Directory.CreateDirectory(folder);

string[][] lines = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "breast-cancer.csv")).Skip(1).Select(line => line.Split(','))];
float[] benign = [.. lines.Where(line => line[0] == "0").Take(250).SelectMany(line => line.Skip(1).Select(float.Parse))];
var model = VaeModel.Fit(benign, featureCount, new VaeOptions { Seed = 1 });
model.Save(Path.Combine(folder, "model.onnx"));

// Every seventh value is missing in the file that is to be scored, as values are.
string[][] rows = [.. lines.Skip(300).Select((line, r) => line.Skip(1).Select((value, d) => (r + d) % 7 == 0 ? "" : value).ToArray())];
File.WriteAllLines(Path.Combine(folder, "rows.csv"), rows.Select(row => string.Join(',', row)));

float[] values = [.. rows.SelectMany(row => row.Select(value => value == "" ? float.NaN : float.Parse(value)))];
float[] scores = new float[rows.Length];
model.Score(values, scores);
File.WriteAllLines(
    Path.Combine(folder, "expected.csv"),
    scores.Select(score => FormattableString.Invariant($"{score:R},{model.PValue(score):R},{score > model.Threshold}")));

long size = new FileInfo(Path.Combine(folder, "model.onnx")).Length;
Console.WriteLine($"{folder}: model.onnx ({size / 1024} KiB), and {rows.Length} rows with what the model says of them.");

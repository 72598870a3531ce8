// What a user does after the quick start: trains, saves, loads, scores and writes a report; without libtorch, which nothing here brings along. The pipeline
// is loaded by a second process of this program, which has touched no type of ours before.
using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae;

string onnx = Path.Combine(AppContext.BaseDirectory, "model.onnx");
string zip = Path.Combine(AppContext.BaseDirectory, "model.zip");
string scored = Path.Combine(AppContext.BaseDirectory, "model.scores");
string report = Path.Combine(AppContext.BaseDirectory, "report.html");
return args is ["load"] ? LoadPipeline() : TrainAndSave();

int TrainAndSave()
{
    var mlContext = new MLContext();
    mlContext.Log += (_, line) =>
    {
        if (line.Message.Contains("Training with", StringComparison.Ordinal))
            Console.WriteLine(line.Message[line.Message.IndexOf("Training with", StringComparison.Ordinal)..].Split(". ")[0].TrimEnd('.'));
    };
    var data = Data(mlContext);
    var pipeline = mlContext.Transforms.Concatenate("Features", "Measured")
        .Append(mlContext.AnomalyDetection.Trainers.Vae(new VaeEstimator.Options { NumberOfEpochs = 10, Seed = 1 }));
    var fitted = pipeline.Fit(data);
    float[] expected = Scores(fitted, data);

    fitted.FindVae().Model.Save(onnx);
    float[] rows = [.. data.GetColumn<float[]>("Measured").SelectMany(row => row)];
    float[] scores = new float[expected.Length];
    VaeModel.Load(onnx).Score(rows, scores);
    bool equal = Report("model", scores, expected);

    VaeReport.Write(report, fitted, fitted.Transform(data), new() { LabelColumnName = "Label" });
    Console.WriteLine($"The report {(File.ReadAllText(report).StartsWith("<!DOCTYPE html>", StringComparison.Ordinal) ? "is" : "is not")} a page");

    mlContext.Model.Save(fitted, data.Schema, zip);
    File.WriteAllBytes(scored, MemoryMarshal.AsBytes<float>(expected));
    using var process = Process.Start("dotnet", [typeof(Program).Assembly.Location, "load"]);
    process.WaitForExit();
    return equal ? process.ExitCode : 1;
}

int LoadPipeline()
{
    var mlContext = new MLContext();
    var loaded = mlContext.Model.Load(zip, out _);
    var expected = MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(scored));
    return Report("pipeline", Scores(loaded, Data(mlContext)), expected) ? 0 : 1;
}

IDataView Data(MLContext mlContext) =>
    mlContext.Data.LoadFromTextFile(Path.Combine(AppContext.BaseDirectory, "breast-cancer.csv"), new TextLoader.Options
    {
        Columns = [new TextLoader.Column("Label", DataKind.Single, 0), new TextLoader.Column("Measured", DataKind.Single, 1, 30)],
        Separators = [','],
        HasHeader = true,
    });

float[] Scores(ITransformer model, IDataView data) => [.. model.Transform(data).GetColumn<float>("Score")];

bool Report(string what, ReadOnlySpan<float> scores, ReadOnlySpan<float> expected)
{
    bool equal = scores.SequenceEqual(expected);
    Console.WriteLine($"The loaded {what} scores {scores.Length} rows {(equal ? "as" : "unlike")} the one that was saved");
    return equal;
}

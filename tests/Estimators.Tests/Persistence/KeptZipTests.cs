using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Tests.Support;
using static MLNet.Vae.Tests.Support.Closeness;

namespace MLNet.Vae.Tests.Persistence;

/// <summary>
/// Pipelines that earlier versions saved load for good and give what they gave: each .zip of Persistence/Kept with the .json beside it.
/// A pipeline is never saved over another: KEEP_FILES=NAME and the explicit test below add one.
/// </summary>
public sealed class KeptZipTests
{
    public static TheoryData<string> Files => [.. Directory
        .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Persistence/Kept"), "*.zip")
        .Select(file => Path.GetFileNameWithoutExtension(file)!).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public void Pipeline_LoadsAndGivesWhatItGave(string name)
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "Persistence/Kept");
        var model = new MLContext().Model.Load(Path.Combine(folder, name + ".zip"), out _);
        var expected = JsonSerializer.Deserialize<Dictionary<string, byte[]>>(File.ReadAllText(Path.Combine(folder, name + ".json")))!;
        var found = Values(model, expected.Keys);

        foreach (var (column, values) in expected)
            AssertClose([.. MemoryMarshal.Cast<byte, float>(values)], [.. MemoryMarshal.Cast<byte, float>(found[column])]);
        Assert.Equal(expected["PredictedLabel"], found["PredictedLabel"]);
    }

    [Fact(Explicit = true)]
    public void Keep_WhatThisVersionSaves()
    {
        string name = Environment.GetEnvironmentVariable("KEEP_FILES")!;
        var context = new MLContext(seed: 1);
        var data = new VectorTable("Features", Samples.Rows(200), slotNames: Samples.SlotNames);
        var encoded = context.Transforms.NormalizeMinMax("Features").Append(context.Transforms.VaeEncode("Embedding", "Features")).Fit(data);
        var chain = encoded.Append(context.Transforms.VaeDecode(encoded.LastTransformer.Model, "Back", "Embedding").Fit(encoded.Transform(data)))
            .Append(context.AnomalyDetection.Trainers.Vae(new VaeEstimator.Options
            {
                ReconstructionColumnName = "Expected",
                ImputedColumnName = "Filled",
                ReorderSlots = true,
            }).Fit(encoded.Transform(data)));
        string[] columns = ["Score", "PValue", "PredictedLabel", "FeatureScores", "Embedding", "Back", "Expected", "Filled"];
        string path = Path.Combine(AppContext.BaseDirectory, "../../../../tests/Estimators.Tests/Persistence/Kept", name);
        Assert.False(File.Exists(path + ".zip"), $"{path}.zip is there already.");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        context.Model.Save(chain, data.Schema, path + ".zip");
        File.WriteAllText(path + ".json", JsonSerializer.Serialize(Values(chain, columns)) + "\n");
    }

    private static Dictionary<string, byte[]> Values(ITransformer model, IEnumerable<string> columns)
    {
        var scored = model.Transform(new VectorTable("Features", Samples.Rows(40, seed: 9)));
        return columns.ToDictionary(column => column, column => MemoryMarshal.AsBytes<float>(Floats(scored, column)).ToArray());
    }

    private static float[] Floats(IDataView data, string name) => data.Schema[name].Type switch
    {
        VectorDataViewType => ColumnValues.Flat(data, name),
        BooleanDataViewType => [.. ColumnValues.Scalars<bool>(data, name).Select(label => label ? 1f : 0)],
        _ => ColumnValues.Scalars<float>(data, name),
    };
}

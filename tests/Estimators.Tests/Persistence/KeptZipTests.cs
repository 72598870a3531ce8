using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Saving;
using MLNet.Vae.Tests.Support;
using static MLNet.Vae.Tests.Support.Closeness;

namespace MLNet.Vae.Tests.Persistence;

/// <summary>
/// Pipelines that earlier versions saved load for good and give what they gave: each .zip of Persistence/Kept with the .json beside it.
/// A pipeline is never saved over another: KEEP_FILES=NAME and the explicit test below add one.
/// </summary>
public sealed class KeptZipTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Persistence/Kept");

    public static TheoryData<string> Files => [.. Directory
        .EnumerateFiles(Folder, "*.zip")
        .Select(file => Path.GetFileNameWithoutExtension(file)!).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public void Pipeline_LoadsAndGivesWhatItGave(string name)
    {
        var model = new MLContext().Model.Load(Path.Combine(Folder, name + ".zip"), out _);
        var expected = JsonSerializer.Deserialize<Dictionary<string, byte[]>>(File.ReadAllText(Path.Combine(Folder, name + ".json")))!;
        var found = Values(model, expected.Keys);

        foreach (var (column, values) in expected)
            AssertClose([.. MemoryMarshal.Cast<byte, float>(values)], [.. MemoryMarshal.Cast<byte, float>(found[column])]);
        Assert.Equal(expected["PredictedLabel"], found["PredictedLabel"]);
    }

    [Fact]
    public void EveryVersionOfTheColumns_IsKept()
    {
        var kept = Files.SelectMany(name => ColumnsVersions(Path.Combine(Folder, name.Data + ".zip"))).Distinct().Order();

        Assert.Equal(Enumerable.Range((int)SavedColumns.FirstVersion, (int)(SavedColumns.Version - SavedColumns.FirstVersion) + 1), kept);
    }

    [Fact(Explicit = true)]
    public void Keep_WhatThisVersionSaves()
    {
        string name = Environment.GetEnvironmentVariable("KEEP_FILES")!;
        var context = new MLContext(seed: 1);
        var data = new VectorTable("Features", Samples.Rows(200), slotNames: Samples.SlotNames);
        var encoded = context.Transforms.NormalizeMinMax("Features")
            .Append(context.Transforms.Concatenate("Context", "Id")).Append(context.Transforms.VaeEncode("Embedding", "Features")).Fit(data);
        var chain = encoded.Append(context.Transforms.VaeDecode(encoded.LastTransformer.Model, "Back", "Embedding").Fit(encoded.Transform(data)))
            .Append(context.AnomalyDetection.Trainers.Vae(new VaeEstimator.Options
            {
                ReconstructionColumnName = "Expected",
                ImputedColumnName = "Filled",
                ReorderSlots = true,
                ContextColumnName = "Context",
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

    // Behind the signature in each transformer's header.
    private static IEnumerable<int> ColumnsVersions(string file)
    {
        using var zip = ZipFile.OpenRead(file);
        foreach (var entry in zip.Entries.Where(entry => entry.Name == "Model.key"))
        {
            using var stream = entry.Open();
            using var header = new MemoryStream();
            stream.CopyTo(header);
            byte[] bytes = header.ToArray(), signature = Encoding.ASCII.GetBytes(TransformerKind.Vae.ModelSignature);
            if (bytes.AsSpan().IndexOf(signature) is >= 0 and var at)
                yield return BitConverter.ToInt32(bytes, at + signature.Length);
        }
    }

    private static float[] Floats(IDataView data, string name) => data.Schema[name].Type switch
    {
        VectorDataViewType => ColumnValues.Flat(data, name),
        BooleanDataViewType => [.. ColumnValues.Scalars<bool>(data, name).Select(label => label ? 1f : 0)],
        _ => ColumnValues.Scalars<float>(data, name),
    };
}

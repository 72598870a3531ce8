using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using MLNet.Vae.Examples.SyntheticData;

namespace MLNet.Vae.Benchmarks.Synthetic;

/// <summary>
/// Synthetic rows in the place of a table's: trained on train.csv.gz, numbers by bins and text columns one-hot encoded, as many rows are drawn and
/// written with the same columns. What they are worth another program says, which trains on them and tests on the rows of test.csv.gz.
/// </summary>
internal static class SyntheticCommand
{
    private const string Training = "train.csv.gz";

    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = $"Holds {Training}, with a header; an empty cell is missing." };
        var output = new Argument<FileInfo>("OUT.csv") { Description = "The file to write." };
        var seed = new Option<int>("--seed") { Description = "Seed of the training and of the draws.", DefaultValueFactory = _ => 1 };
        folder.Validators.Add(result =>
        {
            if (!File.Exists(Path.Combine(result.GetRequiredValue(folder).FullName, Training)))
                result.AddError($"There is no {Training} in '{result.GetRequiredValue(folder)}'.");
        });
        var command = new Command("synthetic", "As many drawn rows as a table has.") { folder, output, seed };
        command.SetAction(parsed =>
            Write(Path.Combine(parsed.GetRequiredValue(folder).FullName, Training), parsed.GetRequiredValue(output), parsed.GetValue(seed)));
        return command;
    }

    private static void Write(string path, FileInfo output, int seed)
    {
        using var table = MixedTable.Open(path);
        var context = new MLContext(seed);
        long start = Stopwatch.GetTimestamp();
        var model = table.Features(context)
            .Append(context.Transforms.VaeEncode(SynthesisOptions.Create(table.RowCount, table.Numbers, seed)))
            .Fit(table.Read(context));
        double training = Stopwatch.GetElapsedTime(start).TotalSeconds;
        using var writer = new StreamWriter(output.FullName);
        table.Write(model.LastTransformer.Generate(table.RowCount, seed, sampleLikelihood: true), writer);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{table.RowCount:N0} rows; {model.LastTransformer.Model.FeatureCount} slots, {model.LastTransformer.Model.CategoricalBlocks.Count} " +
            $"categories; trained in {training:f1} s; {model.LastTransformer.Model.NumberOfActiveUnits} of " +
            $"{model.LastTransformer.Model.LatentDimension} latent dimensions active."));
    }
}

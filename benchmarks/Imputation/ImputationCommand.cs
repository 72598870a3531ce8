using System.CommandLine;
using System.Globalization;
using MLNet.Vae.Benchmarks.Quality;

namespace MLNet.Vae.Benchmarks.Imputation;

/// <summary>
/// How well missing values are filled: a fifth of the cells of each data set is removed, what is left is trained on, and its gaps are filled.
/// </summary>
internal static class ImputationCommand
{
    public static Command Create()
    {
        var folder = DataSetFolder.Create();
        var seeds = CountOption.Create("--seeds", "Seeds to take the mean over.", byDefault: 1);
        var command = new Command("imputation", "Error of filled gaps.") { folder, seeds };
        command.SetAction(parsed => Print(DataSetFolder.Files(parsed.GetRequiredValue(folder)), (uint)parsed.GetValue(seeds)!.Value));
        return command;
    }

    // A line for each data set, name and root mean square error in deviations, then one that begins with MEAN.
    private static void Print(FileInfo[] files, uint seeds)
    {
        var errors = new List<double>();
        foreach (var file in files)
        {
            float[][] rows = LabeledRows.Read(file.FullName).Features;
            double sum = 0;
            for (uint seed = 1; seed <= seeds; seed++)
                sum += Error(Table.Create(rows, seed), (int)seed);
            errors.Add(sum / seeds);
            Write(DataSetFolder.NameOf(file), errors[^1]);
        }

        Write("MEAN", errors.Average());
    }

    private static void Write(string name, double error) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {error:f4}"));

    private static double Error(Table table, int seed)
    {
        var options = VaeOptions.ForImputation();
        options.Seed = seed;
        float[] filled = new float[table.Whole.Length];
        VaeModel.Fit(table.Gaps, table.FeatureCount, options).Impute(table.Gaps, filled);
        return table.Error(filled);
    }
}

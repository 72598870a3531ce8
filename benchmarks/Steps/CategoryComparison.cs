using System.Globalization;
using MLNet.Vae.Training;

namespace MLNet.Vae.Benchmarks.Steps;

/// <summary>
/// Training steps and scores of rows whose slots are blocks of categories, in turn with the same rows slot by slot. Runs in the repository's
/// root.
/// </summary>
internal static class CategoryComparison
{
    private const string Results = "benchmarks/results/categories.md";

    private const int BatchSize = 256, RowCount = 8 * BatchSize;

    public static void Run(int rounds, int steps)
    {
        var lines = new List<string>
        {
            $"{Machine.Description}; one thread, {rounds} runs of each, in turn",
            "",
            "| slots | network | Binary, ms a step | Categorical | ratio | Binary, µs to score a row | Categorical | ratio |",
            "|---|---|---|---|---|---|---|---|",
        };
        foreach (var (blocks, size, hidden) in new[] { (50, 2, 64), (20, 5, 64), (12, 8, 64), (1, 100, 64), (1, 1000, 64), (20, 5, 256) })
        {
            float[] rows = Rows(blocks, size);
            VaeOptions binary = Options(hidden, []), categorical = Options(hidden, [.. Enumerable.Range(0, blocks).Select(b => (b * size)..((b + 1) * size))]);
            var times = new[] { new List<double>(), [], [], [] };
            for (int round = 0; round < rounds; round++)
            {
                times[0].Add(StepTimer.Step(Plan(rows, blocks * size, binary), steps));
                times[1].Add(StepTimer.Step(Plan(rows, blocks * size, categorical), steps));
                times[2].Add(StepTimer.Score(VaeModel.Fit(rows, blocks * size, binary), rows, steps));
                times[3].Add(StepTimer.Score(VaeModel.Fit(rows, blocks * size, categorical), rows, steps));
            }

            lines.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"| {blocks} × {size} | [{hidden}, 32] | {Compared(times[0], times[1])} | {Compared(times[2], times[3])} |"));
            Console.WriteLine(lines[^1]);
        }

        File.WriteAllText(Results, string.Join('\n', lines) + '\n');
    }

    private static string Compared(List<double> one, List<double> other)
    {
        double[] ratios = [.. one.Zip(other, (a, b) => b / a).Order()];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Median.Of(one):g3} | {Median.Of(other):g3} | {Median.Of(ratios):f2} ({ratios[0]:f2} to {ratios[^1]:f2})");
    }

    private static TrainingPlan Plan(float[] rows, int features, VaeOptions options) => new(new RowsInMemory(rows, features), options);

    private static VaeOptions Options(int hidden, Range[] blocks) => new()
    {
        HiddenLayers = [hidden, 32],
        BatchSize = BatchSize,
        CategoricalBlocks = blocks,
        NumberOfEpochs = 8,
        NumberOfThreads = 1,
    };

    private static float[] Rows(int blocks, int size)
    {
        var random = new System.Random(1);
        float[] rows = new float[RowCount * blocks * size];
        for (int block = 0; block < RowCount * blocks; block++)
            rows[block * size + random.Next(size)] = 1;
        return rows;
    }
}

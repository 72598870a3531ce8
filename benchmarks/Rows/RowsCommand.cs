using System.CommandLine;
using BenchmarkDotNet.Diagnosers;

namespace MLNet.Vae.Benchmarks.Rows;

/// <summary>
/// Time and memory of a row: in ML.NET's cursor and PredictionEngine, beside the same without a model, and in VaeModel; and how the cost of
/// a row depends on the number of rows.
/// </summary>
internal static class RowsCommand
{
    private static readonly int[] UsualCounts = [10_000, 100_000, 1_000_000, 3_000_000];

    public static Command Create()
    {
        var counts = new Argument<int[]>("COUNT")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "Numbers of rows.",
            DefaultValueFactory = _ => UsualCounts,
        };
        var sizes = new Command("sizes", "How the cost of a row depends on the number of rows.") { counts };
        sizes.SetAction(parsed => Sizes.Print(parsed.GetRequiredValue(counts)));
        var command = ShortRun.Create(
            "rows",
            "A row in ML.NET and in the engine; with BenchmarkDotNet's arguments, --filter '*' for all.",
            [typeof(CursorRows), typeof(EngineRows), typeof(ModelRows)],
            MemoryDiagnoser.Default);
        command.Subcommands.Add(sizes);
        var model = new Command("model", "A row of the engine, the least of many short runs.");
        model.SetAction(_ => ModelTimes.Print());
        command.Subcommands.Add(model);
        return command;
    }
}

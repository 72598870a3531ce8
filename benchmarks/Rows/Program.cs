// Time and memory of a row: in ML.NET's cursor and PredictionEngine, beside the same without a model, and in VaeModel. --filter '*' for all;
// "sizes" prints how the cost of a row depends on the number of rows.
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using MLNet.Vae.Benchmarks.Rows;

if (args is ["sizes", .. var counts])
{
    Sizes.Print(counts.Length > 0 ? [.. counts.Select(int.Parse)] : [10_000, 100_000, 1_000_000, 3_000_000]);
    return;
}

// In this process, because a project that BenchmarkDotNet makes would not know where the packages come from.
var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
var config = DefaultConfig.Instance.AddJob(job).AddDiagnoser(MemoryDiagnoser.Default);
BenchmarkSwitcher.FromTypes([typeof(CursorRows), typeof(EngineRows), typeof(ModelRows)]).Run(args, config);

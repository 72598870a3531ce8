using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace MLNet.Vae.Benchmarks;

/// <summary>Commands that BenchmarkDotNet measures, and whose arguments are BenchmarkDotNet's: <c>--filter '*'</c> for all.</summary>
internal static class ShortRun
{
    public static Command Create(string name, string description, Type[] types, params IDiagnoser[] diagnosers)
    {
        var command = new Command(name, description) { TreatUnmatchedTokensAsErrors = false };
        command.SetAction(parsed =>
        {
            // In this process, because a project that BenchmarkDotNet makes would not know where the packages come from.
            var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
            var config = DefaultConfig.Instance.AddJob(job).AddDiagnoser(diagnosers);
            BenchmarkSwitcher.FromTypes(types).Run([.. parsed.UnmatchedTokens], config);
        });
        return command;
    }
}

// Nanoseconds of each kernel on every width of vector: --filter '*' for all.
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using MLNet.Vae.Benchmarks.Kernels;

// In this process, because a project that BenchmarkDotNet makes would not know where the packages come from.
var config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromTypes([typeof(KernelTimes)]).Run(args, config);

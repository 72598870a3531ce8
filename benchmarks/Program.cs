using System.CommandLine;
using MLNet.Vae.Benchmarks.Imputation;
using MLNet.Vae.Benchmarks.Kernels;
using MLNet.Vae.Benchmarks.Memory;
using MLNet.Vae.Benchmarks.MlNetTest;
using MLNet.Vae.Benchmarks.Quality;
using MLNet.Vae.Benchmarks.Rows;
using MLNet.Vae.Benchmarks.Start;
using MLNet.Vae.Benchmarks.Steps;
using MLNet.Vae.Benchmarks.Synthetic;
using MLNet.Vae.Benchmarks.Text;

return new RootCommand("Measures MLNet.Vae: './build.sh benchmark NAME ...' starts it.")
{
    QualityCommand.Create(),
    AlarmsCommand.Create(),
    MlNetTestCommand.Create(),
    SyntheticCommand.Create(),
    ImputationCommand.Create(),
    SpeedCommand.Create(),
    RowsCommand.Create(),
    KernelsCommand.Create(),
    StartCommand.Create(),
    MemoryCommand.Create(),
    TextCommand.Create(),
}.Parse(args).Invoke();

// Time of a training step in both backends and in PyTorch, each in a process of its own, in turn, several rounds: a shared machine is
// noisy, and only figures of the same minutes compare.
using System.CommandLine;
using System.Globalization;
using MLNet.Vae;
using MLNet.Vae.Benchmarks;
using MLNet.Vae.Benchmarks.Backends;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return new RootCommand("Training steps, managed against TorchSharp: './build.sh benchmark backends ...' starts it.")
{
    TableCommand(),
    StepCommand(),
    PeerCommand(),
    MemoryCommand(),
    ConvolutionCommand.Create(),
    ConvolutionStepCommand(),
}.Parse(args).Invoke();

static Command TableCommand()
{
    var rounds = new Argument<int>("ROUNDS") { Description = "Runs of each.", DefaultValueFactory = _ => 5 };
    var python = new Argument<string>("PYTHON") { Description = "A Python with PyTorch.", DefaultValueFactory = _ => "/usr/bin/python3" };
    var command = new Command("table", "Writes the table, and what the engine chooses a backend by.") { rounds, python };
    command.SetAction(parsed => Table.Print(parsed.GetValue(rounds), parsed.GetRequiredValue(python)));
    return command;
}

static Command StepCommand()
{
    var backend = new Argument<string>("BACKEND").AcceptOnlyFromAmong("managed", "torchsharp");
    var number = new Argument<int>("CASE");
    var threads = new Argument<int>("THREADS");
    var steps = new Argument<int>("STEPS");
    var command = new Command("step", "Milliseconds of a step of one case: what the table runs.") { backend, number, threads, steps };
    command.SetAction(parsed => Console.WriteLine(StepTime.Milliseconds(
        Case.All[parsed.GetValue(number)],
        Table.Backend(parsed.GetRequiredValue(backend)),
        parsed.GetValue(threads),
        parsed.GetValue(steps))));
    return command;
}

static Command ConvolutionStepCommand()
{
    var threads = new Argument<int>("THREADS");
    var steps = new Argument<int>("STEPS");
    var command = new Command("convolution-step", "Milliseconds of a step of the convolutional network: what 'convolution' runs.") { threads, steps };
    command.SetAction(parsed => Console.WriteLine(
        StepTime.Milliseconds(Case.Convolution, TorchSharpBackend.Cpu, parsed.GetValue(threads), parsed.GetValue(steps))));
    return command;
}

static Command PeerCommand()
{
    var threads = CountOption.Create("--threads", "Number of threads.", byDefault: 1);
    var command = new Command("peer", "For 'benchmark speed --peer': TorchSharp's steps of the cases of that command.") { threads };
    command.SetAction(parsed => SpeedPeer.Print(parsed.GetValue(threads)!.Value));
    return command;
}

static Command MemoryCommand()
{
    var command = new Command("memory", "Resident size over 20,000 steps with TorchSharp.");
    command.SetAction(_ => StepTime.PrintResident(Case.All[3], steps: 20_000));
    return command;
}

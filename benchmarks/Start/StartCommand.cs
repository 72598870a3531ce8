using System.CommandLine;

namespace MLNet.Vae.Benchmarks.Start;

/// <summary>From the start of a process to its first score, however the program is compiled.</summary>
internal static class StartCommand
{
    public static Command Create()
    {
        var rounds = CountOption.Create("--rounds", "Runs of each program.", byDefault: 20);
        var command = new Command("start", "From the start of a process to its first score.") { rounds };
        command.SetAction(parsed => StartTimes.Run(parsed.GetValue(rounds)!.Value));
        return command;
    }
}

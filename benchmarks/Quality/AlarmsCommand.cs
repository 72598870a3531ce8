using System.CommandLine;

namespace MLNet.Vae.Benchmarks.Quality;

/// <summary>Whether thresholds keep what they promise, on a folder of data sets: see <see cref="AlarmsReport"/>.</summary>
internal static class AlarmsCommand
{
    public static Command Create()
    {
        var folder = DataSetFolder.Create();
        var rate = ShareOption.Create("--rate", "The option FalseAlarmRate.", byDefault: 0.05);
        var seeds = CountOption.Create("--seeds", "Seeds to take the mean over.", byDefault: 3);
        var missing = ShareOption.Create("--missing", "Share of the values that are missing in the rows that are scored.", byDefault: 0);
        var command = new Command("alarms", "Share of fresh normal rows above the threshold.") { folder, rate, seeds, missing };
        command.SetAction(parsed => new AlarmsReport(parsed.GetValue(rate), parsed.GetValue(seeds)!.Value, parsed.GetValue(missing))
            .Print(DataSetFolder.Files(parsed.GetRequiredValue(folder))));
        return command;
    }
}

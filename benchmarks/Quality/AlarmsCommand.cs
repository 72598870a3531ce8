using System.CommandLine;

namespace MLNet.Vae.Benchmarks.Quality;

/// <summary>Whether thresholds keep what they promise, on a folder of data sets: see <see cref="AlarmsReport"/>.</summary>
internal static class AlarmsCommand
{
    public static Command Create()
    {
        var folder = DataSetFolder.Create();
        var rates = new Option<double[]>("--rate")
        {
            Description = "The option FalseAlarmRate; several are taken of one model.",
            HelpName = "RATE",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [0.05],
        };
        rates.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double[]>()?.All(rate => rate is > 0 and <= 0.5) != true)
                result.AddError("--rate: expected numbers above 0, at most 0.5.");
        });
        var seeds = CountOption.Create("--seeds", "Seeds to take the mean over.", byDefault: 3);
        var missing = ShareOption.Create("--missing", "Share of the values that are missing in the rows that are scored.", byDefault: 0);
        var command = new Command("alarms", "Share of fresh normal rows above the threshold.") { folder, rates, seeds, missing };
        command.SetAction(parsed => new AlarmsReport(parsed.GetValue(rates)!, parsed.GetValue(seeds)!.Value, parsed.GetValue(missing))
            .Print(DataSetFolder.Files(parsed.GetRequiredValue(folder))));
        return command;
    }
}

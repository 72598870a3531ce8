using System.CommandLine;

namespace MLNet.Vae.Benchmarks.Quality;

/// <summary>
/// Detection quality on a folder of data sets: a line for each with the area under the ROC curve and the average precision, means over the
/// seeds, then the means over all. Options of the detectors are left at their defaults.
/// </summary>
internal static class QualityCommand
{
    private const string Pattern = "*.csv.gz";

    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("DIR") { Description = $"Holds {Pattern}; the last column is 1 for an anomaly." };
        var protocol = Choice("--protocol", "What is trained on: half of the normal rows or most of all.", Protocols.ByName, "semi");
        var detector = Choice("--detector", "What finds the anomalies.", Detectors.ByName, "vae");
        var seeds = CountOption.Create("--seeds", "Seeds to take the mean over.", byDefault: 3);
        var alarms = new Option<bool>("--alarms")
        {
            Description = "Adds the number of training rows, and the share of the normal rows not trained on that are above the threshold.",
        };
        var contamination = new Option<double>("--contamination")
        {
            Description = "The VAE's option of that name: the share of anomalies among the training rows.",
            HelpName = "C",
        };
        contamination.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0 and <= 0.5))
                result.AddError("--contamination: expected 0 to 0.5.");
        });
        folder.Validators.Add(result =>
        {
            var given = result.GetRequiredValue(folder);
            if (!given.Exists)
                result.AddError($"There is no folder '{given}'.");
            else if (given.GetFiles(Pattern).Length == 0)
                result.AddError($"'{given}' holds no {Pattern}; expected data sets whose last column is 1 for an anomaly.");
        });

        var command = new Command("quality", "Area under the ROC curve, average precision.")
        {
            folder, protocol, detector, seeds, alarms, contamination,
        };
        command.SetAction(parsed =>
        {
            FileInfo[] files = [.. parsed.GetRequiredValue(folder).GetFiles(Pattern).OrderBy(file => file.Name, StringComparer.Ordinal)];
            var trains = Protocols.ByName[parsed.GetRequiredValue(protocol)];
            var report = new QualityReport(
                files, trains, parsed.GetValue(seeds)!.Value, parsed.GetValue(alarms), parsed.GetValue(contamination));
            report.Print(Detectors.ByName[parsed.GetRequiredValue(detector)]);
        });
        return command;
    }

    private static Option<string> Choice<T>(string name, string description, IReadOnlyDictionary<string, T> choices, string byDefault) =>
        new Option<string>(name) { Description = description, DefaultValueFactory = _ => byDefault }.AcceptOnlyFromAmong([.. choices.Keys]);
}

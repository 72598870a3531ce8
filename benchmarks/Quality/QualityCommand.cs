using System.CommandLine;

namespace MLNet.Vae.Benchmarks.Quality;

/// <summary>
/// Detection quality on a folder of data sets: a line for each with the area under the ROC curve and the average precision, means over the
/// seeds, then the means over all. Options of the detectors are left at their defaults.
/// </summary>
internal static class QualityCommand
{
    public static Command Create()
    {
        var folder = DataSetFolder.Create();
        var protocol = Choice("--protocol", "What is trained on: half of the normal rows or most of all.", Protocols.ByName, "semi");
        var detector = Choice("--detector", "What finds the anomalies.", Detectors.ByName, "vae");
        var seeds = CountOption.Create("--seeds", "Seeds to take the mean over.", byDefault: 3);
        var alarms = new Option<bool>("--alarms")
        {
            Description = "Adds the number of training rows, and the share of the normal rows not trained on that are above the threshold.",
        };
        var contamination = ShareOption.Create("--contamination", "The share of anomalies among the training rows that a VAE is told of.", byDefault: 0);

        var command = new Command("quality", "Area under the ROC curve, average precision.")
        {
            folder, protocol, detector, seeds, alarms, contamination,
        };
        command.SetAction(parsed =>
        {
            FileInfo[] files = DataSetFolder.Files(parsed.GetRequiredValue(folder));
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

using MLNet.Vae;
using MLNet.Vae.Examples.AnomalyDetection;
using MLNet.Vae.Examples.AnomalyDetection.Report;
using MLNet.Vae.Examples.Common;
using MLNet.Vae.Examples.Common.Pages;

// Learns what normal rows look like from half of them, and looks for odd rows among the others.
//
//     AnomalyDetection [FILE.csv] [--label NAME] [--report FILE.html]
//
// FILE.csv holds numbers under a header; the label is 0 for a normal row and 1 for an anomaly. Without --label it is a column of 0 and 1, one
// named label, target, class, anomaly or outlier before others. Without a file it is the breast cancer data.
const int Seeds = 5;

return ExampleProgram.Run(() =>
{
    var arguments = Arguments.Parse(args, "--label", "--report");
    string file = arguments.Path ?? Path.Combine(AppContext.BaseDirectory, "breast-cancer.csv");
    string report = arguments["--report"] ?? "anomaly-report.html";
    HtmlPage.CheckPath(report); // Now, not after minutes of training.
    if (Path.GetFullPath(report) == Path.GetFullPath(file))
        throw new InputException($"'{report}' is the file to read; the report needs another name.");
    var data = LabeledData.Load(file, arguments["--label"]);
    ConsoleReport.WriteData(data);

    var history = new List<VaeTrainingProgress>();
    var detection = TrainingBar.Show(bar => Detection.Run(data, seed: 1, new Recorder(history, bar)));
    ConsoleReport.WriteDetection(detection, data.FeatureNames);

    double[] areas = [detection.AreaUnderRocCurve, .. Enumerable.Range(2, Seeds - 1).Select(seed => Detection.Run(data, seed).AreaUnderRocCurve)];
    ConsoleReport.WriteSeeds(areas);

    AnomalyPage.Create(data, detection, history, areas).Save(report);
    ConsoleReport.WriteReport(report);
});

using MLNet.Vae;
using MLNet.Vae.Examples.AnomalyDetection;
using MLNet.Vae.Examples.AnomalyDetection.Report;
using MLNet.Vae.Examples.Common;

// Learns what normal rows look like from half of them, and looks for odd rows among the others.
//
//     AnomalyDetection [FILE.csv] [--label NAME] [--report FILE.html]
//
// FILE.csv holds numbers under a header; the label is 0 for a normal row and 1 for an anomaly. Without a file it is the breast cancer data.
const int Seeds = 5;

return ExampleProgram.Run(() =>
{
    var arguments = Arguments.Parse(args, "--label", "--report");
    string report = arguments["--report"] ?? "anomaly-report.html";
    var data = LabeledData.Load(arguments.Path ?? Path.Combine(AppContext.BaseDirectory, "breast-cancer.csv"), arguments["--label"]);
    ConsoleReport.WriteData(data);

    var history = new List<VaeTrainingProgress>();
    var detection = TrainingBar.Show(bar => Detection.Run(data, seed: 1, new Recorder(history, bar)));
    ConsoleReport.WriteDetection(detection, data.FeatureNames);

    double[] areas = [detection.AreaUnderRocCurve, .. Enumerable.Range(2, Seeds - 1).Select(seed => Detection.Run(data, seed).AreaUnderRocCurve)];
    ConsoleReport.WriteSeeds(areas);

    AnomalyPage.Create(data, detection, history, areas).Save(report);
    ConsoleReport.WriteReport(report);
});

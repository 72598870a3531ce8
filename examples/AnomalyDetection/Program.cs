using MLNet.Vae;
using MLNet.Vae.Examples.AnomalyDetection;
using MLNet.Vae.Examples.Common;

// Learns what normal rows look like from half of them, and looks for anomalous rows among the others.
//
//     AnomalyDetection [FILE.csv] [--label NAME] [--anomaly VALUE] [--decimal-comma] [--report FILE.html]
//
// FILE.csv holds numbers, dates and texts under a header; the label is 0 for a normal row and 1 for an anomaly, or no and yes, or VALUE for an
// anomaly and anything else for a normal row. Without --label it is a column of such two values, one named label, target, class, anomaly or
// outlier before others. Without a file it is the breast cancer data.
const int Seeds = 5;

return ExampleProgram.Run(() =>
{
    var arguments = Arguments.Parse(args, "--label", "--anomaly", "--report");
    string file = arguments.Path ?? Path.Combine(AppContext.BaseDirectory, "breast-cancer.csv");
    string report = arguments["--report"] ?? "anomaly-report.html";
    OutputFile.Check(report); // Now, not after minutes of training.
    if (Path.GetFullPath(report) == Path.GetFullPath(file))
        throw new InputException($"'{report}' is the file to read; the report needs another name.");
    var data = LabeledData.Load(file, arguments["--label"], arguments["--anomaly"], arguments.Csv);
    ConsoleReport.WriteData(data);

    VaeTrainingHistory? history = null;
    var detection = TrainingBar.Show(bar => Detection.Run(data, seed: 1, history = new VaeTrainingHistory(bar)));
    ConsoleReport.WriteDetection(detection, data.FeatureNames);

    double[] areas = [detection.AreaUnderRocCurve, .. Enumerable.Range(2, Seeds - 1).Select(seed => Detection.Run(data, seed).AreaUnderRocCurve)];
    ConsoleReport.WriteSeeds(areas);

    detection.WriteReport(report, data, history);
    ConsoleReport.WriteReport(report);
});

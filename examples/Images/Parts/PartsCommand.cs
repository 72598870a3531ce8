using MLNet.Vae.Examples.Common;

namespace MLNet.Vae.Examples.Images.Parts;

/// <summary>
/// Looks for defective parts: pictures of normal ones are learned by a pipeline of ML.NET that loads, resizes and extracts pixels, others are
/// scored by it. The pictures are made here, and stay in a folder to look at.
/// </summary>
internal static class PartsCommand
{
    private const int TrainingSeed = 1, OtherSeed = 2;

    private static readonly PartKind[] DefectKinds = [.. Enum.GetValues<PartKind>().Where(kind => kind != PartKind.Normal)];

    public static void Run(string[] args)
    {
        var arguments = Arguments.Parse(args, "", ["--folder", "--page", "--training", "--each", "--epochs"], ["--convolutional"]);
        string folder = arguments["--folder"] ?? "parts", page = arguments["--page"] ?? "parts.html";
        OutputFile.Check(page); // now, not after minutes of training
        int training = arguments.Number("--training", 800, min: 10), epochs = arguments.Number("--epochs", 200, min: 1);
        int each = arguments.Number("--each", 50, min: 2), normalOnes = DefectKinds.Length * each; // as many as defective ones

        var normal = PartFile.Write(folder, PartKind.Normal, training, TrainingSeed, "training");
        PartFile[] others =
        [
            .. PartFile.Write(folder, PartKind.Normal, normalOnes, OtherSeed, "normal"),
            .. DefectKinds.SelectMany(kind => PartFile.Write(folder, kind, each, OtherSeed + (int)kind, $"{kind}".ToLowerInvariant())),
        ];
        Console.WriteLine(
            $"{Path.GetFullPath(folder)}: {normal.Length:N0} pictures of normal parts to learn from, {normalOnes:N0} others, and {others.Length - normalOnes:N0} of defective ones");
        var inspection = TrainingBar.Show(bar => PartInspection.Run(folder, normal, others, new VaeEstimator.Options
        {
            NumberOfEpochs = epochs,
            Architecture = arguments.Has("--convolutional")
                ? VaeArchitecture.Convolutional(PartInspection.Side, PartInspection.Side)
                : VaeArchitecture.FullyConnected,
            Progress = bar,
            Seed = 1,
        }));

        Console.WriteLine($"Area under the ROC curve {inspection.AreaUnderRocCurve:f3}. Above the threshold:");
        foreach (var kind in inspection.Parts.GroupBy(part => part.Kind))
            Console.WriteLine($"  {kind.Count(part => part.PredictedLabel),3} of {kind.Count(),3}  {kind.Key}");
        PartsPage.Create(inspection).Save(page);
        Console.WriteLine($"Pictures: {Path.GetFullPath(page)}");
    }
}

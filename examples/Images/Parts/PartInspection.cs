using Microsoft.ML;
using Microsoft.ML.Transforms.Image;

namespace MLNet.Vae.Examples.Images.Parts;

/// <summary>What a pipeline from the names of picture files to scores, fitted on normal parts alone, says of others.</summary>
/// <param name="Parts">Those that it has not seen, with their scores.</param>
/// <param name="AreaUnderRocCurve">How well scores tell defective from normal parts.</param>
internal sealed record PartInspection(IReadOnlyList<ScoredPart> Parts, double AreaUnderRocCurve)
{
    /// <summary>Pixels of a line that the model sees.</summary>
    public const int Side = 48;

    /// <summary>Trains and scores.</summary>
    /// <param name="folder">Where the pictures are.</param>
    /// <param name="normal">Pictures of normal parts, to learn from.</param>
    /// <param name="others">Pictures to look for defects in.</param>
    /// <param name="options">How to train; names of columns are set here.</param>
    public static PartInspection Run(string folder, PartFile[] normal, PartFile[] others, VaeEstimator.Options options)
    {
        var mlContext = new MLContext(seed: 1);
        options.FeatureColumnName = nameof(ScoredPart.Pixels);
        options.ReconstructionColumnName = nameof(ScoredPart.Expected);
        var pipeline = mlContext.Transforms.LoadImages("Image", folder, nameof(PartFile.ImagePath))
            .Append(mlContext.Transforms.ResizeImages("Image", Side, Side))
            .Append(mlContext.Transforms.ExtractPixels(
                nameof(ScoredPart.Pixels), "Image", ImagePixelExtractingEstimator.ColorBits.Red, scaleImage: 1 / 255f)) // gray: one color says all
            .Append(mlContext.AnomalyDetection.Trainers.Vae(options));
        var model = pipeline.Fit(mlContext.Data.LoadFromEnumerable(normal));
        var scored = model.Transform(mlContext.Data.LoadFromEnumerable(others));
        return new PartInspection(
            [.. mlContext.Data.CreateEnumerable<ScoredPart>(scored, reuseRowObject: false)],
            mlContext.AnomalyDetection.Evaluate(scored).AreaUnderRocCurve);
    }
}

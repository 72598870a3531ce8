using System.Diagnostics;
using System.Globalization;
using MLNet.Vae.Model;
using MLNet.Vae.Parts.Activations;
using MLNet.Vae.Parts.Likelihoods;

namespace MLNet.Vae.Onnx.Files;

/// <summary>What a file says about its model beside the graph. <see cref="MetadataReader"/> reads it back.</summary>
internal static class ModelMetadata
{
    public const int FormatVersion = 6;

    /// <summary>All entries but the checksum.</summary>
    public static IEnumerable<(string Key, string Value)> Create(
        FittedModel fitted, VaeOnnxGraph graph, IReadOnlyList<string>? featureNames)
    {
        var (weights, calibration) = fitted;
        var architecture = weights.Architecture;
        yield return (MetadataKeys.Format, Text(FormatVersion));
        yield return (MetadataKeys.Graph, graph.ToString());
        yield return (MetadataKeys.FeatureCount, Text(architecture.FeatureCount));
        yield return (MetadataKeys.LatentDimension, Text(architecture.LatentDimension));
        if (architecture.ContextCount > 0)
            yield return (MetadataKeys.ContextCount, Text(architecture.ContextCount));
        for (int d = 0; d < featureNames?.Count; d++)
            yield return (MetadataKeys.FeatureName + Text(d), featureNames[d]);
        if (graph != VaeOnnxGraph.Scorer)
            yield break;
        if (architecture.Kind is ConvolutionalArchitecture convolutional)
        {
            yield return (MetadataKeys.Image, Text([convolutional.Height, convolutional.Width, convolutional.Channels]));
            yield return (MetadataKeys.ImageLayout, convolutional.Layout.ToString());
            yield return (MetadataKeys.Filters, Text(convolutional.Filters));
            yield return (MetadataKeys.KernelSize, Text(convolutional.KernelSize));
            yield return (MetadataKeys.Stride, Text(convolutional.Stride));
        }

        yield return (MetadataKeys.HiddenLayers, Text(architecture.HiddenLayers));
        yield return (MetadataKeys.Activation, Activations.Get(architecture.Activation).Name);
        yield return (MetadataKeys.Likelihoods, string.Concat(weights.Features.Likelihoods.Select(kind => Likelihoods.Get(kind).Letter)));
        if (weights.Features.Blocks.Count > 0)
            yield return (MetadataKeys.Blocks, string.Join(',', weights.Features.Blocks.Select(block => Text(block.Count))));
        if (weights.Features.Bins.Count > 0)
            yield return (MetadataKeys.Bins, Text(weights.Features.Bins));
        yield return (MetadataKeys.EncoderLimit, Text(weights.Features.EncoderLimit));
        if (weights.Features.Missing.Values is { Count: > 0 } codes)
            yield return (MetadataKeys.MissingValues, string.Join(',', codes.Select(Text)));
        if (weights.Gaps.Iterations > 0)
            yield return (MetadataKeys.GapIterations, Text(weights.Gaps.Iterations));
        foreach (var entry in GenerationMetadata.Create(weights.Generation, architecture.LatentDimension))
            yield return entry;
        yield return (MetadataKeys.ScoreBound, weights.ScoreBound.ToString());
        yield return (MetadataKeys.Deterministic, weights.Deterministic.ToString());
        yield return calibration.Scores switch
        {
            CalibrationScores scores => (MetadataKeys.CalibrationCount, Text(scores.Count)),
            ScoreQuantiles quantiles => (MetadataKeys.SmallestShare, Text(quantiles.SmallestShare)),
            _ => throw new UnreachableException(),
        };
        yield return (MetadataKeys.KlPerLatentDimension, string.Join(',', calibration.KlPerLatentDimension.Select(Text)));
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(IEnumerable<int> values) => string.Join(',', values.Select(Text));

    // The shortest text that reads back as the same bits.
    public static string Text(float value) => value.ToString("R", CultureInfo.InvariantCulture);
}

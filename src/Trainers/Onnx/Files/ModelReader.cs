using System.Security.Cryptography;
using MLNet.Vae.Model;
using MLNet.Vae.Onnx.Graph;

namespace MLNet.Vae.Onnx.Files;

/// <summary>
/// From a file back to the model, whatever version of the format wrote it. The file may come from anyone: the model is read from
/// initializers and metadata alone, each checked, and nothing is allocated that the file does not hold. The graph is not looked at, and
/// nothing of it is run.
/// </summary>
internal static class ModelReader
{
    private const int MaximumWidth = 65_536, MaximumLatentDimension = 4096; // of VaeOptions

    /// <exception cref="VaeModelFormatException">
    /// The file is not what <see cref="ModelFile"/> writes for <see cref="VaeOnnxGraph.Scorer"/>.
    /// </exception>
    public static FittedModel Read(byte[] file)
    {
        RequireNoZip(file);
        var outline = ModelOutline.Parse(file);
        var metadata = new MetadataReader(outline.Metadata);
        RequireOurs(metadata);
        RequireChecksum(file, metadata, outline);
        var initializers = new InitializerReader(outline.Initializers);
        var weights = Weights(metadata, initializers, file.Length);
        return new FittedModel(weights, Calibration(metadata, initializers, weights.Architecture.LatentDimension));
    }

    private static void RequireNoZip(byte[] file)
    {
        if (file.AsSpan().StartsWith("PK\u0003\u0004"u8))
        {
            throw new VaeModelFormatException(
                "Byte 0", "it is a zip. What ML.NET saved, mlContext.Model.Load loads; FindVae().Model is the VaeModel in it.");
        }
    }

    private static void RequireOurs(MetadataReader metadata)
    {
        if (!metadata.Has(MetadataKeys.Format))
        {
            throw new VaeModelFormatException(
                $"Metadata {MetadataKeys.Format}", "it is missing. The file is no ONNX file, or not one that MLNet.Vae made.");
        }

        int version = metadata.Whole(MetadataKeys.Format, int.MaxValue);
        if (version > ModelMetadata.FormatVersion)
        {
            throw new VaeModelFormatException(
                $"Metadata {MetadataKeys.Format}",
                $"found version {version}; this MLNet.Vae reads up to {ModelMetadata.FormatVersion}. A newer one made the file.");
        }

        var graph = metadata.Choice<VaeOnnxGraph>(MetadataKeys.Graph);
        if (graph != VaeOnnxGraph.Scorer)
        {
            throw MetadataReader.Unexpected(
                MetadataKeys.Graph, graph.ToString(), $"{VaeOnnxGraph.Scorer}: the others hold a part of the model only");
        }
    }

    // The checksum is the last thing in the file, so that it covers all the rest.
    private static void RequireChecksum(byte[] file, MetadataReader metadata, ModelOutline outline)
    {
        string found = metadata.Text(MetadataKeys.Checksum);
        string expected = Convert.ToHexStringLower(SHA256.HashData(file.AsSpan(0, outline.LastMetadataStart)));
        if (found != expected)
            throw MetadataReader.Unexpected(MetadataKeys.Checksum, found, $"{expected}: the file was altered after it was written");
        if (outline.LastMetadataKey != MetadataKeys.Checksum || outline.LastMetadataEnd != file.Length)
            throw new VaeModelFormatException($"Metadata {MetadataKeys.Checksum}", "it is not the last entry of the file.");
    }

    private static FittedWeights Weights(MetadataReader metadata, InitializerReader initializers, long fileLength)
    {
        var architecture = Architecture(metadata, fileLength);
        int features = architecture.FeatureCount, latent = architecture.LatentDimension;
        var likelihoods = metadata.Likelihoods(features);
        int[] bins = metadata.Bins(likelihoods);
        architecture = WithBins(architecture, bins.Sum(), fileLength);
        var map = new FeatureMap(
            likelihoods,
            initializers.Read(InitializerNames.FeatureMean, features),
            initializers.Read(InitializerNames.FeatureScale, features),
            EncoderLimit(metadata),
            metadata.MissingCodes(),
            metadata.Blocks(likelihoods),
            bins);
        bool deterministic = metadata.Flag(MetadataKeys.Deterministic);
        return new FittedWeights
        {
            Architecture = architecture,
            Features = map,
            Context = Context(initializers, architecture.ContextCount),
            Parameters = Parameters(architecture, map, initializers),
            ScoringNoise = deterministic ? new float[latent] : Noise(initializers, latent),
            ScoreBound = metadata.Choice<VaeScoreBound>(MetadataKeys.ScoreBound),
            Deterministic = deterministic,
            Gaps = Gaps(metadata, initializers, features),
            Generation = GenerationMetadata.Read(metadata, latent, features),
        };
    }

    private static ContextMap Context(InitializerReader initializers, int count) => count == 0
        ? ContextMap.None
        : new ContextMap(initializers.Read(InitializerNames.ContextMean, count), initializers.Read(InitializerNames.ContextScale, count));

    private static GapFilling Gaps(MetadataReader metadata, InitializerReader initializers, int features)
    {
        if (metadata.Whole(MetadataKeys.Format, ModelMetadata.FormatVersion) < 3)
            return GapFilling.None(features);
        int iterations = metadata.Has(MetadataKeys.GapIterations)
            ? metadata.Whole(MetadataKeys.GapIterations, GapFilling.MaxIterations)
            : 0;
        return new GapFilling(iterations, initializers.Read(InitializerNames.MissingScores, features));
    }

    private static float EncoderLimit(MetadataReader metadata)
    {
        if (metadata.Whole(MetadataKeys.Format, ModelMetadata.FormatVersion) == 1)
            return FeatureMap.Limit;
        float limit = metadata.Number(MetadataKeys.EncoderLimit);
        return limit is > 0 and <= FeatureMap.Limit
            ? limit
            : throw MetadataReader.Unexpected(MetadataKeys.EncoderLimit, metadata.Text(MetadataKeys.EncoderLimit), "above 0, at most 1,000,000");
    }

    private static Calibration Calibration(MetadataReader metadata, InitializerReader initializers, int latent) => new(
        metadata.Has(MetadataKeys.CalibrationCount) ? Scores(metadata, initializers) : Quantiles(metadata, initializers),
        initializers.Read(InitializerNames.Threshold, 1)[0],
        metadata.Numbers(MetadataKeys.KlPerLatentDimension, latent));

    private static NetworkArchitecture Architecture(MetadataReader metadata, long fileLength)
    {
        int features = metadata.Whole(MetadataKeys.FeatureCount, int.MaxValue);
        var architecture = new NetworkArchitecture(
            features,
            metadata.Whole(MetadataKeys.LatentDimension, MaximumLatentDimension),
            metadata.WholeNumbers(MetadataKeys.HiddenLayers, MaximumWidth),
            metadata.Activation())
        {
            Kind = Kind(metadata, features),
            ContextCount = metadata.Has(MetadataKeys.ContextCount) ? metadata.Whole(MetadataKeys.ContextCount, int.MaxValue - Math.Max(features, MaximumLatentDimension)) : 0,
        };
        RequireFitting(architecture, fileLength);
        return architecture;
    }

    private static NetworkArchitecture WithBins(NetworkArchitecture architecture, int bins, long fileLength)
    {
        if (bins == 0)
            return architecture;
        if (architecture.Kind is ConvolutionalArchitecture)
            throw new VaeModelFormatException($"Metadata {MetadataKeys.Bins}", "a convolutional network has no outputs for bins.");
        architecture = architecture with { BinCount = bins };
        RequireFitting(architecture, fileLength);
        return architecture;
    }

    private static void RequireFitting(NetworkArchitecture architecture, long fileLength)
    {
        long values = 0;
        foreach (var layer in architecture.EncoderLayers.Concat(architecture.DecoderLayers))
        {
            values += layer.NumberOfParameters;
            if (values > fileLength / sizeof(float))
            {
                throw new VaeModelFormatException(
                    $"Metadata {MetadataKeys.FeatureCount}, {MetadataKeys.LatentDimension} and {MetadataKeys.HiddenLayers}",
                    $"a network of these sizes does not fit into the {fileLength} bytes of the file.");
            }
        }
    }

    private static VaeArchitecture Kind(MetadataReader metadata, int features)
    {
        if (!metadata.Has(MetadataKeys.Image))
            return VaeArchitecture.FullyConnected;
        int[] image = metadata.WholeNumbers(MetadataKeys.Image, MaximumWidth);
        if (image.Length != 3)
            throw MetadataReader.Unexpected(MetadataKeys.Image, metadata.Text(MetadataKeys.Image), "height, width and channels");
        try
        {
            var kind = VaeArchitecture.Convolutional(
                image[0],
                image[1],
                image[2],
                metadata.Choice<ImageLayout>(MetadataKeys.ImageLayout),
                metadata.WholeNumbers(MetadataKeys.Filters, MaximumWidth),
                metadata.Whole(MetadataKeys.KernelSize, MaximumWidth),
                metadata.Whole(MetadataKeys.Stride, MaximumWidth));
            bool hasContext = metadata.Has(MetadataKeys.ContextCount);
            return kind.WhyUnfit(features, hasContext ? 1 : 0) is { } why
                ? throw new VaeModelFormatException($"Metadata {MetadataKeys.Image}", $"the network is {kind}, {why}")
                : kind;
        }
        catch (ArgumentException refused)
        {
            throw new VaeModelFormatException($"Metadata {MetadataKeys.Image} and those of the layers", refused.Message, refused);
        }
    }

    private static float[] Parameters(NetworkArchitecture architecture, FeatureMap features, InitializerReader initializers)
    {
        var layout = new ParameterLayout(architecture, features.Groups, new VaeOptions());
        float[] parameters = new float[layout.Length];
        foreach (var tensor in layout.Tensors)
            initializers.Read(tensor.Name, parameters.AsSpan(tensor.Offset, tensor.Length));
        return parameters;
    }

    private static float[] Noise(InitializerReader initializers, int latent)
    {
        const string name = InitializerNames.ScoringNoise;
        int count = initializers.Count(name);
        return count % latent == 0
            ? initializers.Read(name, count)
            : throw InitializerReader.Unexpected(name, $"it holds {count} values; expected a multiple of the latent dimension, {latent}.");
    }

    private static ScoreQuantiles Quantiles(MetadataReader metadata, InitializerReader initializers)
    {
        const string name = InitializerNames.ScoreQuantiles;
        float[] table = initializers.Read(name, initializers.Count(name));
        RequireAscending(name, table);
        return new ScoreQuantiles(table, metadata.Number(MetadataKeys.SmallestShare));
    }

    private static CalibrationScores Scores(MetadataReader metadata, InitializerReader initializers)
    {
        const string name = InitializerNames.CalibrationScores;
        int count = metadata.Whole(MetadataKeys.CalibrationCount, CalibrationScores.MaxCount);
        var (blocks, size) = CalibrationGraph.Shape(count);
        float[] padded = initializers.Read(name, blocks * size);
        RequireAscending(name, padded);
        return new CalibrationScores(padded[..count]);
    }

    private static void RequireAscending(string name, float[] values)
    {
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] < values[i - 1])
                throw InitializerReader.Unexpected(name, $"value {i} is less than the one before; expected ascending values.");
        }
    }
}

namespace MLNet.Vae.Onnx.Files;

/// <summary>The entries of a file's metadata_props.</summary>
internal static class MetadataKeys
{
    private const string Prefix = "mlnet.vae.";

    /// <summary>The version of all that a file holds, graph included: it goes up when what is written changes.</summary>
    public const string Format = Prefix + "format";

    /// <summary>A <see cref="VaeOnnxGraph"/>.</summary>
    public const string Graph = Prefix + "graph";

    public const string FeatureCount = Prefix + "feature_count", LatentDimension = Prefix + "latent_dimension";

    /// <summary>Number of values of a row's context; only where there are some, from version 4 on.</summary>
    public const string ContextCount = Prefix + "context_count";

    /// <summary>Widths with commas between.</summary>
    public const string HiddenLayers = Prefix + "hidden_layers";

    /// <summary>
    /// Height, width and channels of the images that a convolutional network takes, with commas between; of such a network alone, from version 5
    /// on, and so the four below.
    /// </summary>
    public const string Image = Prefix + "image";

    /// <summary>An <see cref="MLNet.Vae.ImageLayout"/>.</summary>
    public const string ImageLayout = Prefix + "image_layout";

    /// <summary>Of each convolution of the encoder, with commas between.</summary>
    public const string Filters = Prefix + "filters";

    public const string KernelSize = Prefix + "kernel_size", Stride = Prefix + "stride";

    public const string Activation = Prefix + "activation";

    /// <summary>The letter of each feature's likelihood.</summary>
    public const string Likelihoods = Prefix + "likelihoods";

    /// <summary>
    /// How many slots each block has that a likelihood takes together, in their order, with commas between; only where there are some.
    /// </summary>
    public const string Blocks = Prefix + "blocks";

    /// <summary>
    /// How many bins each feature has whose likelihood takes bins, in their order, with commas between; only where there are some, from version 6 on.
    /// </summary>
    public const string Bins = Prefix + "bins";

    /// <summary>The encoder sees a standardized value within ±this; not in files of version 1, where there is no such limit.</summary>
    public const string EncoderLimit = Prefix + "encoder_limit";

    /// <summary>The values that are missing beside NaN, with commas between; there where there are any, from version 3 on.</summary>
    public const string MissingValues = Prefix + "missing_values";

    /// <summary>How often gaps are filled; not in files of versions 1 and 2, nor where it is 0.</summary>
    public const string GapIterations = Prefix + "gap_iterations";

    /// <summary>
    /// For each latent dimension 1 where the prior of generated rows is a mixture of Gaussians over it, or 0; not in files of versions 1 to 3,
    /// nor where that prior is N(0, I).
    /// </summary>
    public const string PriorDimensions = Prefix + "prior_dimensions";

    /// <summary>Of each component weight, mean and Cholesky factor, as float32 in base 64; there where the dimensions are.</summary>
    public const string PriorComponents = Prefix + "prior_components";

    /// <summary>
    /// For each feature the decimals that its generated values keep to, r where they have more, or - where values are left as they are
    /// drawn; not in files of versions 1 to 3, nor where none has a marginal distribution.
    /// </summary>
    public const string MarginalDecimals = Prefix + "marginal_decimals";

    /// <summary>Of each feature that is not -, quantiles of draws and of training rows, as many, as float32 in base 64.</summary>
    public const string Marginals = Prefix + "marginals";

    public const string ScoreBound = Prefix + "score_bound", Deterministic = Prefix + "deterministic";

    /// <summary>
    /// The number of calibration scores; not in files of versions 1 and 2, which have <see cref="SmallestShare"/>, nor of a model that was
    /// loaded from one.
    /// </summary>
    public const string CalibrationCount = Prefix + "calibration_count";

    /// <summary>The share of the training rows that the largest training score stands for.</summary>
    public const string SmallestShare = Prefix + "smallest_share";

    /// <summary>Numbers with commas between.</summary>
    public const string KlPerLatentDimension = Prefix + "kl_per_latent_dimension";

    /// <summary>Followed by the number of the feature; there for all features or for none.</summary>
    public const string FeatureName = Prefix + "feature_name.";

    /// <summary>SHA-256 of every byte of the file before this entry, which is the last.</summary>
    public const string Checksum = Prefix + "sha256";
}

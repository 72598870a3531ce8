using MLNet.Vae.Numerics;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>A likelihood's part of a row's score, with the features as lanes. May be used by any number of threads at once.</summary>
internal interface IRowTerm
{
    /// <summary>The mean over some outputs of −log p(x | z), slot by slot: what a block costs may stand at one of its slots.</summary>
    /// <param name="row">x in the model's units, [width]; what is given for NaN means nothing.</param>
    /// <param name="outputs">What the decoder gives, [samples, width].</param>
    /// <param name="samples">Number of outputs.</param>
    /// <param name="scores">Receives the scores of the likelihood's features, in nats; the others stay as they are. [width].</param>
    void Evaluate(ReadOnlySpan<float> row, ReadOnlySpan<float> outputs, int samples, Span<float> scores);
}

/// <summary>What a row term computes on.</summary>
internal sealed class RowTermShape
{
    private readonly Func<ParameterSpec, float[]> _parameter;

    /// <param name="columns">The likelihood's blocks.</param>
    /// <param name="featureCount">All features.</param>
    /// <param name="outputCount">All outputs of the decoder.</param>
    /// <param name="parameter">A parameter's values within its bounds, [outputs].</param>
    public RowTermShape(LikelihoodColumns columns, int featureCount, int outputCount, Func<ParameterSpec, float[]> parameter)
    {
        Blocks = columns.Blocks;
        Outputs = columns.Outputs;
        Features = columns.Features;
        FeatureCount = featureCount;
        Width = Padding.Padded(outputCount);
        IsAlone = Features.Length == featureCount;
        _parameter = parameter;
        Lanes = new AlignedBuffer(Width);
        foreach (int feature in Features)
            Lanes.Span[feature] = BitConverter.Int32BitsToSingle(-1);
    }

    /// <summary>The likelihood's blocks of slots, ascending.</summary>
    public IReadOnlyList<SlotBlock> Blocks { get; }

    /// <summary>What the decoder gives of each of them.</summary>
    public IReadOnlyList<SlotBlock> Outputs { get; }

    /// <summary>The likelihood's features: the slots of all its blocks.</summary>
    public int[] Features { get; }

    /// <summary>All features.</summary>
    public int FeatureCount { get; }

    /// <summary>All outputs of the decoder, padded; those of bins lie behind those of the features.</summary>
    public int Width { get; }

    /// <summary>Whether every feature has this likelihood, so that no lane need be left as it is.</summary>
    public bool IsAlone { get; }

    /// <summary>Every bit set for a feature of this likelihood, none for the others, [width].</summary>
    public AlignedBuffer Lanes { get; }

    /// <summary>Whether spans are as long as <see cref="IRowTerm.Evaluate"/> takes them.</summary>
    public bool Fits(ReadOnlySpan<float> row, ReadOnlySpan<float> outputs, int samples, ReadOnlySpan<float> scores) =>
        row.Length == Width && outputs.Length >= samples * Width && scores.Length >= Width;

    /// <summary>A parameter's values within its bounds, [outputs].</summary>
    public float[] Parameter(ParameterSpec spec) => _parameter(spec);
}

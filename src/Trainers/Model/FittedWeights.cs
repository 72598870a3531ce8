using MLNet.Vae.Parts;

namespace MLNet.Vae.Model;

/// <summary>What a training leaves, and all that encoding, decoding and scoring need.</summary>
internal sealed record FittedWeights
{
    // Names and bounds of a likelihood's parameters are the same whatever a model was trained with.
    private static readonly VaeOptions Defaults = new();

    public required NetworkArchitecture Architecture { get; init; }

    public required FeatureMap Features { get; init; }

    /// <summary>How a row's context is taken; <see cref="ContextMap.None"/> for a model without.</summary>
    public ContextMap Context { get; init; } = ContextMap.None;

    /// <summary>The flat parameters as <see cref="ParameterLayout"/> lays them out.</summary>
    public required ReadOnlyMemory<float> Parameters { get; init; }

    /// <summary>The noise vectors a row is scored with, [samples, latent]; one of zeros for a deterministic model.</summary>
    public required ReadOnlyMemory<float> ScoringNoise { get; init; }

    public required VaeScoreBound ScoreBound { get; init; }

    /// <summary>A deterministic model has no posterior: its score leaves the KL divergence out.</summary>
    public required bool Deterministic { get; init; }

    /// <summary>What is done about missing values.</summary>
    public GapFilling Gaps
    {
        get => field ??= GapFilling.None(Features.Count);
        init;
    }

    /// <summary>What makes generated rows look like the training rows.</summary>
    public Generation Generation { get; init; } = Generation.Plain;

    /// <summary>Where each tensor lies in the parameters.</summary>
    public ParameterLayout Layout =>
        field ??= new ParameterLayout(Architecture, Features.Groups, Defaults);

    /// <summary>The features whose places the encoder is to find 0 in; none where its first layer has weights of their own, which are 0 then.</summary>
    public IReadOnlyList<int> HiddenInputs => field ??= Architecture.Kind.SharesWeights ? Features.HiddenFromEncoder : [];

    /// <summary>A likelihood's parameter, within its bounds, [outputs].</summary>
    public float[] Part(ParameterSpec spec) => Layout.Parts.Single(part => part.Spec.Name == spec.Name).Of(Parameters.Span);

    public int NumberOfScoringSamples => ScoringNoise.Length / Architecture.LatentDimension;
}

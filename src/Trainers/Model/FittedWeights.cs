namespace MLNet.Vae.Model;

/// <summary>What a training leaves, and all that encoding, decoding and scoring need.</summary>
internal sealed record FittedWeights
{
    public required VaeArchitecture Architecture { get; init; }

    public required FeatureMap Features { get; init; }

    /// <summary>The flat parameters as <see cref="ParameterLayout"/> lays them out.</summary>
    public required ReadOnlyMemory<float> Parameters { get; init; }

    /// <summary>The noise vectors a row is scored with, [samples, latent]; one of zeros for a deterministic model.</summary>
    public required ReadOnlyMemory<float> ScoringNoise { get; init; }

    public required VaeScoreBound ScoreBound { get; init; }

    /// <summary>A deterministic model has no posterior: its score leaves the KL divergence out.</summary>
    public required bool Deterministic { get; init; }

    /// <summary>The clamped log deviation of each feature in standardized units, [features].</summary>
    public float[] LogSigma =>
    [
        .. ParameterLayout.Of(Architecture).LogSigma.Of(Parameters.Span).ToArray()
            .Select(logSigma => Math.Clamp(logSigma, VaeArchitecture.MinimumLogSigma, VaeArchitecture.MaximumLogSigma)),
    ];

    public int NumberOfScoringSamples => ScoringNoise.Length / Architecture.LatentDimension;
}

namespace MLNet.Vae;

/// <summary>Something about the training rows or the training that its user should know. It never changes.</summary>
public sealed class VaeDiagnostic
{
    internal VaeDiagnostic(int? featureIndex, string message) => (FeatureIndex, Message) = (featureIndex, message);

    /// <summary>The number of the feature that it is about, from 0; null where it is about all.</summary>
    public int? FeatureIndex { get; }

    /// <summary>What was found, and what to do.</summary>
    public string Message { get; }

    /// <inheritdoc/>
    public override string ToString() => FeatureIndex is { } index ? $"Feature {index}: {Message}" : Message;
}

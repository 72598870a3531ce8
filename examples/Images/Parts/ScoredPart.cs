namespace MLNet.Vae.Examples.Images.Parts;

/// <summary>What comes out of the pipeline for a picture.</summary>
internal sealed class ScoredPart
{
    public string Kind { get; set; } = "";

    public float Label { get; set; }

    /// <summary>What the model saw, from 0 (black) to 1, [side, side].</summary>
    public float[] Pixels { get; set; } = [];

    /// <summary>What it makes of that, [side, side].</summary>
    public float[] Expected { get; set; } = [];

    /// <summary>−ELBO in nats.</summary>
    public float Score { get; set; }

    public float PValue { get; set; }

    /// <summary>Whether the score is above the threshold.</summary>
    public bool PredictedLabel { get; set; }

    /// <summary>The squared error of the reconstruction, [side, side].</summary>
    public float[] Errors => [.. Pixels.Zip(Expected, (seen, expected) => (seen - expected) * (seen - expected))];
}

namespace MLNet.Vae.Tests.Contract;

/// <summary>The columns that the estimators under test add.</summary>
internal sealed class EngineOutput
{
    public float[]? Embedding { get; set; }

    public float Score { get; set; }

    public bool PredictedLabel { get; set; }

    public float PValue { get; set; }

    public float[]? FeatureScores { get; set; }

    public float[]? Reconstruction { get; set; }

    public float[]? Imputed { get; set; }

    public float[]? Decoded { get; set; }

    public object[] Values(string[] names) => [.. names.Select(name => typeof(EngineOutput).GetProperty(name)!.GetValue(this)!)];
}

using System.Security.Cryptography;
using MLNet.Vae.Model;
using MLNet.Vae.Onnx.Files;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Onnx;

/// <summary>A file of one format version is known to the byte, so the version may not stay when a byte changes.</summary>
public class FormatVersionTests
{
    [Theory]
    [InlineData(false, VaeScoreBound.Elbo, "de90f63818c72264")]
    [InlineData(false, VaeScoreBound.ImportanceWeighted, "220cec6dcfe7d2a0")]
    [InlineData(true, VaeScoreBound.Elbo, "eccac0a5e03baff8")]
    public void Save_FixedModel_SameBytesAsEver(bool deterministic, VaeScoreBound bound, string sha256)
    {
        byte[] file = new VaeModel(Fitted(deterministic, bound)).Saved();
        string found = Convert.ToHexStringLower(SHA256.HashData(file));
        Assert.True(
            found.StartsWith(sha256, StringComparison.Ordinal),
            $"A model saved now is {found}. It is not what format version {ModelMetadata.FormatVersion} has " +
            "been: raise ModelMetadata.FormatVersion, keep what reads the version before, and keep files of the new one (KeptFilesTests).");
    }

    // From whole numbers and powers of two alone, so that it is the same on every machine.
    private static FittedModel Fitted(bool deterministic, VaeScoreBound bound)
    {
        var architecture = new NetworkArchitecture(3, 2, [4, 5], VaeActivation.Silu);
        var weights = new FittedWeights
        {
            Architecture = architecture,
            Features = new FeatureMap(
                [VaeLikelihood.Gaussian, VaeLikelihood.Bernoulli, VaeLikelihood.Gaussian], [1, 0, -2.5f], [0.5f, 1, 4]),
            Parameters = Numbers(ParameterLayout.Of(architecture).Length),
            ScoringNoise = deterministic ? new float[2] : Numbers(8),
            ScoreBound = bound,
            Deterministic = deterministic,
        };
        return new FittedModel(weights, new Calibration(new CalibrationScores([-1, 0, 0.5f, 8]), 2.5f, [0.125f, 3]));
    }

    private static float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(i => (i * 7 % 31 - 15) / 16f)];
}

using MLNet.Vae.Onnx.Files;
using MLNet.Vae.Tests.Onnx;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests;

/// <summary>A code for a missing value is NaN, everywhere.</summary>
public class MissingCodeTests
{
    private const int Features = 5;

    private static readonly float[] Codes = [-9999, 999, float.PositiveInfinity];

    private static readonly Lazy<VaeModel> Trained = new(() => Fit.Model(WithCodes(Gaps(1)), Features, Options()));

    public static TheoryData<string, Action<VaeOptions>> Kinds => new()
    {
        { "as it comes", _ => { } },
        { "input noise", options => options.InputNoise = 0.3 },
        { "Student-t", options => options.Likelihood = VaeLikelihood.StudentT },
        { "deterministic", options => (options.Deterministic, options.Beta) = (true, 0) },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Fit_Codes_TheModelOfNaN(string kind, Action<VaeOptions> change)
    {
        var (coded, plain) = (Options(), Options());
        change(coded);
        change(plain);
        plain.MissingValues = [];
        float[] gaps = Gaps(1), codes = WithCodes(gaps);
        codes[2] = gaps[2] = 4000; // a wrong cell besides
        var expected = Fit.Model(gaps, Features, plain);
        var found = Fit.Model(codes, Features, coded);
        Assert.Equal(expected.Likelihoods, found.Likelihoods);
        Assert.True(expected.Fitted.Weights.Parameters.Span.SequenceEqual(found.Fitted.Weights.Parameters.Span), kind);
        Assert.Equal(expected.Threshold, found.Threshold);
        Assert.Equal(expected.Diagnostics.Select(each => each.Message), found.Diagnostics.Select(each => each.Message));
        Assert.Contains(found.Diagnostics, each => each.FeatureIndex == 2);
    }

    [Fact]
    public void EveryMethod_Codes_GiveWhatNaNGives()
    {
        float[] gaps = Gaps(2), codes = WithCodes(gaps);
        var (scores, split) = Trained.Value.ScoresByFeature(gaps);
        var (foundScores, foundSplit) = Trained.Value.ScoresByFeature(codes);
        Close.ToTheBit(scores, foundScores);
        Close.ToTheBit(split, foundSplit);
        Close.ToTheBit(Trained.Value.Posterior(gaps).Mean, Trained.Value.Posterior(codes).Mean);
        Close.ToTheBit(Trained.Value.Posterior(gaps).LogVariance, Trained.Value.Posterior(codes).LogVariance);
        Close.ToTheBit(Trained.Value.Reconstruction(gaps), Trained.Value.Reconstruction(codes));
        Assert.All(Trained.Value.Reconstruction(codes), value => Assert.InRange(value, -100, 100)); // far from every code
    }

    [Fact]
    public void Score_WhatIsNoCode_Counts()
    {
        float[] row = Gaps(3)[..Features], near = [.. row];
        row[1] = -9999;
        near[1] = MathF.BitIncrement(-9999);
        Assert.True(Trained.Value.Scores(near)[0] > Trained.Value.Scores(row)[0] + 100);
        row[1] = float.PositiveInfinity;
        near[1] = float.NegativeInfinity;
        Assert.True(Trained.Value.Scores(near)[0] > Trained.Value.Scores(row)[0] + 100);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(ModelFile.OperatorSet)]
    public void Run_Codes_AgreesWithModel(int operatorSet)
    {
        using var stream = new MemoryStream();
        ModelFile.Create(Trained.Value.Fitted, VaeOnnxGraph.Scorer, operatorSet: operatorSet).WriteTo(stream);
        using var session = new OnnxSession(stream.ToArray());
        float[] gaps = Gaps(4), codes = WithCodes(gaps);
        Agreement.Scorer(Trained.Value, codes, session.Run("features", codes, Features));
        Agreement.Scorer(Trained.Value, gaps, session.Run("features", codes, Features));
    }

    [Fact]
    public void Load_SavedModel_HasTheCodes()
    {
        byte[] file = Trained.Value.Saved();
        var loaded = VaeModel.Load(new MemoryStream(file));
        Assert.Equal(Codes, loaded.MissingValues);
        Assert.Equal(file, loaded.Saved());
        float[] rows = WithCodes(Gaps(5));
        Close.ToTheBit(Trained.Value.Scores(rows), loaded.Scores(rows));
    }

    [Theory]
    [InlineData("")]
    [InlineData("NaN")]
    [InlineData("1,,2")]
    [InlineData("1,2,1")]
    [InlineData("-9999;999")]
    public void Load_CodesThatAreNone_SaysSo(string text)
    {
        byte[] forged = Forgery.Metadata(Trained.Value.Saved(), "mlnet.vae.missing_values", text);
        var error = Assert.Throws<VaeModelFormatException>(() => VaeModel.Load(new MemoryStream(forged)));
        Assert.Equal("Metadata mlnet.vae.missing_values", error.Where);
        Assert.Contains($"found '{text}'; expected numbers or infinities, each once", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Diagnostics_OneWrongValue_NameTheOption()
    {
        float[] rows = Samples.Factors(400, Features, 2, 0.5, seed: 1);
        rows[1] = rows[101] = -9999;
        string message = Assert.Single(Fit.Model(rows, Features, Fit.Small(2)).Diagnostics).Message;
        Assert.EndsWith("If -9999 stands for a missing value, set MissingValues = [-9999] in the options.", message, StringComparison.Ordinal);

        var options = Fit.Small(2);
        options.MissingValues = [-9999];
        Assert.Empty(Fit.Model(rows, Features, options).Diagnostics);

        rows[201] = 8888;
        message = Assert.Single(Fit.Model(rows, Features, Fit.Small(2)).Diagnostics).Message;
        Assert.EndsWith("Where they stand for missing values, replace them by NaN.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_NothingButCodes_IsAFeatureWithoutAValue()
    {
        float[] rows = Samples.Factors(100, Features, 2, 0.5, seed: 1);
        for (int row = 0; row < 100; row++)
            rows[row * Features] = Codes[row % Codes.Length];
        Assert.Contains("No training row has a value", Assert.Single(Fit.Model(rows, Features, Options()).Diagnostics).Message, StringComparison.Ordinal);
    }

    private static VaeOptions Options()
    {
        var options = Fit.Small(20);
        options.MissingValues = Codes;
        return options;
    }

    // [400, 5]: real features and two of bits.
    private static float[] Gaps(int seed) => new Numbers(seed).WithMissing(Samples.Mixed(400, 3, 2, seed), 0.2);

    private static float[] WithCodes(float[] gaps)
    {
        int next = 0; // every fourth stays NaN
        return [.. gaps.Select(value => !float.IsNaN(value) || next++ % 4 == 3 ? value : Codes[next % Codes.Length])];
    }
}

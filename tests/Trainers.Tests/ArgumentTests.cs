using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests;

/// <summary>Spans that do not fit: five features, two latent dimensions.</summary>
public class ArgumentTests
{
    public static TheoryData<string, string, string> Calls => new()
    {
        { "Encode", "features", "The span holds 9 values; expected whole rows of 5." },
        { "Encode mean", "mean", "The span holds 5 values; expected 2 rows of 2." },
        { "Encode log variance", "logVariance", "The span holds 3 values; expected 2 rows of 2." },
        { "Decode", "latent", "The span holds 3 values; expected whole rows of 2." },
        { "Decode features", "features", "The span holds 5 values; expected 2 rows of 5." },
        { "Reconstruct", "features", "The span holds 9 values; expected whole rows of 5." },
        { "Reconstruct into", "reconstruction", "The span holds 9 values; expected 2 rows of 5." },
        { "Score", "features", "The span holds 9 values; expected whole rows of 5." },
        { "Score scores", "scores", "The span holds 3 values; expected 2 rows of 1." },
        { "Score feature scores", "featureScores", "The span holds 5 values; expected 2 rows of 5." },
        { "Score empty feature scores", "featureScores", "The span holds 0 values; expected 2 rows of 5." },
        { "Generate", "rows", "The span holds 9 values; expected whole rows of 5." },
        { "Interpolate from", "from", "The span holds 4 values; expected 1 row of 5." },
        { "Interpolate to", "to", "The span holds 6 values; expected 1 row of 5." },
        { "Interpolate path", "path", "The span holds 9 values; expected whole rows of 5." },
        { "Interpolate short path", "path", "at least 2 rows; the span holds 1." },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public void Call_SpansDoNotFit_SaysWhatIsFoundAndExpected(string call, string parameter, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => Make(call, Trained.Real));
        Assert.Equal(parameter, error.ParamName);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Generate_NegativeFirstRow_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Trained.Real.Generate(new float[5], 1, firstRow: -1));

    [Fact]
    public void Calls_NoRows_DoNothing()
    {
        var model = Trained.Real;
        model.Encode([], []);
        model.Decode([], []);
        model.Reconstruct([], []);
        model.Score([], [], []);
        model.Generate([], 1);
    }

    private static void Make(string call, VaeModel model)
    {
        float[] rows = new float[10], cut = new float[9];
        switch (call)
        {
            case "Encode": model.Encode(cut, new float[4]); break;
            case "Encode mean": model.Encode(rows, new float[5]); break;
            case "Encode log variance": model.Encode(rows, new float[4], new float[3]); break;
            case "Decode": model.Decode(new float[3], rows); break;
            case "Decode features": model.Decode(new float[4], new float[5]); break;
            case "Reconstruct": model.Reconstruct(cut, rows); break;
            case "Reconstruct into": model.Reconstruct(rows, cut); break;
            case "Score": model.Score(cut, new float[2]); break;
            case "Score scores": model.Score(rows, new float[3]); break;
            case "Score feature scores": model.Score(rows, new float[2], new float[5]); break;
            case "Score empty feature scores": model.Score(rows, new float[2], []); break;
            case "Generate": model.Generate(cut, 1); break;
            case "Interpolate from": model.Interpolate(new float[4], new float[5], rows); break;
            case "Interpolate to": model.Interpolate(new float[5], new float[6], rows); break;
            case "Interpolate path": model.Interpolate(new float[5], new float[5], cut); break;
            case "Interpolate short path": model.Interpolate(new float[5], new float[5], new float[5]); break;
            default: throw new ArgumentOutOfRangeException(nameof(call), call, null);
        }
    }
}

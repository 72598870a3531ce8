using MLNet.Vae.Model;
using MLNet.Vae.Onnx.Graph;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Onnx;

public class CalibrationGraphTests
{
    // One block, full blocks and a last one that is not, up to the most that there are.
    [Theory]
    [InlineData(1)]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(199)]
    [InlineData(200)]
    [InlineData(1234)]
    [InlineData(CalibrationScores.MaxCount)]
    public void PValue_AnyNumberOfScores_IsExact(int count)
    {
        float[] sorted = [.. new Numbers(count).Normals(count).Select(score => MathF.Round(score, 3))]; // many are equal
        Array.Sort(sorted);
        var scores = new CalibrationScores(sorted);
        float[] sought = [.. new Numbers(7).Normals(500), .. sorted, -1e30f, 1e30f, float.MinValue, float.MaxValue];
        Assert.Equal(sought.Select(scores.PValue), PartSession.Run(sought, 1, 1, score => PValueGraph.Create(scores, score)));
    }
}

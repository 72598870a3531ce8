using MLNet.Vae.Parts.Likelihoods;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests;

/// <summary>What a user takes the Student-t likelihood for.</summary>
public class StudentTTests
{
    private const int Rows = 600, Features = 4;

    private static readonly float[] Heavy = HeavyTails();

    [Fact]
    public void Fit_HeavyTails_ExplainsTheRowsBetterThanAGaussian()
    {
        double gaussian = Fitted(VaeLikelihood.Gaussian).Scores(Heavy).Average(), t = Fitted(VaeLikelihood.StudentT).Scores(Heavy).Average();
        Assert.True(t < gaussian - 0.5, $"{t} nats a row, {gaussian} with a Gaussian");
    }

    [Fact]
    public void Fit_HeavyTails_LearnsFewDegreesOfFreedom()
    {
        var model = Fitted(VaeLikelihood.StudentT);
        float[] degrees = [.. model.Fitted.Weights.Part(StudentT.LogDegrees).Select(MathF.Exp)];
        Assert.All(degrees, value => Assert.InRange(value, 1, 4)); // the rows have 2
    }

    [Fact]
    public void Fit_FixedDegrees_KeepsThem()
    {
        var options = Fit.Small(5);
        (options.Likelihood, options.DegreesOfFreedom) = (VaeLikelihood.StudentT, 3);
        var model = Fit.Model(Heavy, Features, options);
        Assert.All(model.Fitted.Weights.Part(StudentT.LogDegrees), value => Close.To(Math.Log(3), value, 1e-6));
    }

    private static VaeModel Fitted(VaeLikelihood likelihood)
    {
        var options = Fit.Small(100);
        options.Likelihood = likelihood;
        return Fit.Model(Heavy, Features, options);
    }

    // Independent features with two degrees of freedom.
    private static float[] HeavyTails()
    {
        var numbers = new Numbers(77);
        var rows = new float[Rows * Features];
        for (int i = 0; i < rows.Length; i++)
        {
            double first = numbers.Normal(), second = numbers.Normal();
            rows[i] = (float)(numbers.Normal() / Math.Sqrt((first * first + second * second) / 2));
        }

        return rows;
    }
}

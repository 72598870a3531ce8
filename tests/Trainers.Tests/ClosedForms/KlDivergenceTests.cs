using MLNet.Vae.Parts.Priors;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.ClosedForms;

public class KlDivergenceTests
{
    // Simpson's rule over ± 12 deviations in 4,000 steps.
    private const double IntegrationError = 1e-9;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1.5, 0)]
    [InlineData(0, -4)]
    [InlineData(-0.3, 1.2)]
    [InlineData(3, -12)]
    [InlineData(-2, 6)]
    public void Of_MeanAndLogVariance_IsTheIntegral(float mean, float logVariance)
    {
        const int steps = 4000;
        double sigma = Math.Exp(0.5 * logVariance), width = 24 * sigma / steps, integral = 0;
        for (int i = 0; i <= steps; i++)
        {
            double z = mean - 12 * sigma + i * width;
            double q = Formulas.LogNormal(z, mean, sigma), p = Formulas.LogNormal(z, 0, 1);
            integral += Math.Exp(q) * (q - p) * width / 3 * (i is 0 or steps ? 1 : i % 2 == 1 ? 4 : 2);
        }

        Close.To(integral, Divergence.Of(mean, logVariance), IntegrationError);
    }
}

using MLNet.Vae.Parts.Likelihoods;

namespace MLNet.Vae.Tests.Parts.Likelihoods;

public class HistogramBinTests
{
    [Fact]
    public void Learn_ManyDistinctValues_BinsOfEqualCountsWithoutGaps()
    {
        float[] values = [.. Enumerable.Range(0, 6400).Select(i => i * 0.01f * (i + 1))];
        var bins = HistogramBin.Learn(values);
        Assert.Equal(Histogram.MaxBins, bins.Length);
        Assert.All(bins, bin => Assert.Equal(1.0 / Histogram.MaxBins, bin.Share, 1e-12));
        for (int k = 0; k < bins.Length; k++)
        {
            float[] inside = [.. values.Where(value => value >= bins[k].Lower && value < bins[k].Upper)];
            Assert.Equal(200, inside.Length);
            Assert.Equal(inside.Average(), bins[k].Mean, 1e-3f * bins[k].Mean);
            if (k > 0)
                Assert.Equal(bins[k - 1].Upper, bins[k].Lower);
        }
    }

    // Of every hundred rows ninety are 0, and five have one of two other values that come up again and again.
    [Fact]
    public void Learn_ASpikeAndWhatIsRareBesideIt_BothHaveBins()
    {
        float[] values = [.. Enumerable.Range(0, 10_000).Select(i => i % 100 < 90 ? 0 : i % 100 < 93 ? 7688 : i % 100 < 95 ? 15_024 : 100f + i).Order()];
        var bins = HistogramBin.Learn(values);
        foreach (var (value, share) in new[] { (0f, 0.9), (7688, 0.03), (15_024, 0.02) })
        {
            var bin = Assert.Single(bins, bin => bin.Lower <= value && value < bin.Upper);
            Assert.Equal((value, share), (bin.Mean, bin.Share));
        }

        Assert.InRange(bins.Length, 20, Histogram.MaxBins);
        Assert.Equal(1, bins.Sum(bin => bin.Share), 1e-12);
    }

    // 2 n^⅓ of so many values: few rows do not bear many bins.
    [Theory]
    [InlineData(8, 4)]
    [InlineData(1000, 20)]
    [InlineData(100_000, Histogram.MaxBins)]
    public void Learn_AnyNumberOfValues_AtMostSoManyBins(int count, int max)
    {
        var numbers = new System.Random(count);
        float[] values = [.. Enumerable.Range(0, count).Select(_ => MathF.Round(numbers.NextSingle() * numbers.NextSingle() * 60)).Order()];
        Assert.InRange(HistogramBin.Learn(values).Length, 1, max);
    }

    [Fact]
    public void Learn_FewValues_EachIsABinAndEdgesAreHalfway()
    {
        var bins = HistogramBin.Learn([.. Enumerable.Repeat(1f, 30), .. Enumerable.Repeat(2f, 5), .. Enumerable.Repeat(4f, 65)]);
        Assert.Equal([(0.5f, 1.5f, 1f, 0.3), (1.5f, 3, 2, 0.05), (3, 5, 4, 0.65)], bins.Select(bin => (bin.Lower, bin.Upper, bin.Mean, bin.Share)));
    }

    [Theory]
    [InlineData]
    [InlineData(3f)]
    [InlineData(3f, 3f, 3f)]
    public void Learn_NoValueOrOne_ABinOfWidthOne(params float[] values)
    {
        var bin = Assert.Single(HistogramBin.Learn(values));
        Assert.Equal(values.FirstOrDefault(), bin.Mean);
        Assert.Equal((bin.Mean - 0.5f, bin.Mean + 0.5f, 1.0), (bin.Lower, bin.Upper, bin.Share));
    }

    [Fact]
    public void Learn_NeighborsInFloat32_AreInBinsOfTheirOwn()
    {
        float a = 1, b = MathF.BitIncrement(1);
        var bins = HistogramBin.Learn([.. Enumerable.Repeat(a, 50), .. Enumerable.Repeat(b, 50)]);
        Assert.Equal([0, 1], new[] { a, b }.Select(value => Histogram.Find(value, [.. bins.Select(bin => bin.Lower)])));
    }
}

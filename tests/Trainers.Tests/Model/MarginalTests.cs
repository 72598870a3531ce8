using MLNet.Vae.Model;

namespace MLNet.Vae.Tests.Model;

public class MarginalTests
{
    [Theory]
    [InlineData(-5, 10)] // below every draw
    [InlineData(0, 10)]
    [InlineData(0.25, 12.5)]
    [InlineData(1.5, 30)]
    [InlineData(2, 40)]
    [InlineData(9, 40)] // above every draw
    public void Map_NoValueShared_IsTheValueOfTheSameRank(float drawn, float expected) =>
        Assert.Equal(expected, new Marginal([0, 1, 2], [10, 20, 40], Decimals: null).Map(drawn));

    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(2.4, 0)] // between the spike and the rest: one or the other
    [InlineData(2.6, 100)]
    [InlineData(3.5, 150)]
    public void Map_ASpike_IsAValueOfTheRows(float drawn, float expected) =>
        Assert.Equal(expected, new Marginal([0, 1, 2, 3, 4], [0, 0, 0, 100, 200], Decimals: null).Map(drawn));

    [Theory]
    [InlineData(0, 13)]
    [InlineData(1, 13.3)]
    [InlineData(null, 13.34)]
    public void Map_RowsOfFewDecimals_KeepsToThem(int? decimals, double expected) =>
        Assert.Equal(expected, new Marginal([0, 1], [10, 20], decimals).Map(0.334f), 1e-5);
}

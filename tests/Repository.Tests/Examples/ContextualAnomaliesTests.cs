using MLNet.Vae.Examples.ContextualAnomalies;

namespace MLNet.Vae.Tests.Repository.Examples;

public sealed class ContextualAnomaliesTests
{
    // What the context has to be worth on the example's data.
    private const double MinGain = 0.2;

    [Fact]
    public void Detection_WithTheHourAsContext_FindsWhatItCannotSeeWithout()
    {
        Reading[] training = DayProfile.Make(days: 60, seed: 1), others = DayProfile.MakeWithAnomalies(days: 60, share: 0.05, seed: 1001);
        double with = Detection.Run(training, others, withHour: true).AreaUnderRocCurve;
        double without = Detection.Run(training, others, withHour: false).AreaUnderRocCurve;
        Assert.True(with >= without + MinGain, $"the area is {with:0.000} with the context, {without:0.000} without");
    }

    [Fact]
    public void MakeWithAnomalies_AnAnomaly_IsAReadingOfTheSameDayAtAnotherHour()
    {
        Reading[] normal = DayProfile.Make(days: 10, seed: 3), mixed = DayProfile.MakeWithAnomalies(days: 10, share: 0.3, seed: 3);
        for (int i = 0; i < mixed.Length; i++)
        {
            Assert.Equal(i % 24, mixed[i].Hour);
            var sameDay = normal[(i / 24 * 24)..(i / 24 * 24 + 24)];
            var from = Assert.Single(sameDay, reading => (reading.Power, reading.Water) == (mixed[i].Power, mixed[i].Water));
            Assert.Equal(mixed[i].Label == 1, from.Hour != mixed[i].Hour);
        }
    }
}

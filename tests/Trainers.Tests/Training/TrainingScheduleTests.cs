using MLNet.Vae.Tests.Golden;
using MLNet.Vae.Training;

namespace MLNet.Vae.Tests.Training;

public class TrainingScheduleTests
{
    // The same formula in double on both sides.
    private const double DoubleRounding = 1e-12;

    [Fact]
    public void LearningRate_EveryStep_IsThatOfOneCycleLR()
    {
        foreach (var cycle in GoldenFile.Read().OneCycles)
        {
            var options = new VaeOptions { BatchSize = 10, NumberOfEpochs = cycle.Steps, LearningRate = cycle.Peak };
            var schedule = new TrainingSchedule(options, rows: 10);
            Assert.Equal(cycle.Steps, schedule.NumberOfSteps);
            for (int step = 0; step < cycle.Steps; step++)
                Assert.Equal(cycle.Rates[step] / cycle.Peak, schedule.LearningRate(step) / cycle.Peak, DoubleRounding);
        }
    }

    [Theory]
    [InlineData(0.3, 0, 0)]
    [InlineData(0.3, 15, 2)]
    [InlineData(0.3, 30, 4)]
    [InlineData(0.3, 99, 4)]
    [InlineData(0, 0, 4)]
    [InlineData(1, 50, 2)]
    public void KlWeight_WarmingUp_GrowsInAStraightLine(double warmUp, int step, double weight)
    {
        var schedule = new TrainingSchedule(new VaeOptions { Beta = 4, KlWarmUp = warmUp, BatchSize = 10, NumberOfEpochs = 100 }, rows: 10);
        Assert.Equal(weight, schedule.KlWeight(step), DoubleRounding);
    }

    // As many epochs as make about 4,000 steps, at least 1; every batch is full.
    [Theory]
    [InlineData(1, 1, 4000, 4000)]
    [InlineData(256, 256, 4000, 4000)]
    [InlineData(1000, 256, 1024, 4000)]
    [InlineData(2048, 256, 500, 4000)]
    [InlineData(2560, 256, 400, 4000)]
    [InlineData(300_000, 256, 3, 3516)]
    [InlineData(1_000_000, 256, 1, 3907)]
    [InlineData(3_000_000, 256, 1, 11_719)]
    public void Length_Defaults_AboutFourThousandStepsOrOneEpoch(int rows, int batch, int epochs, int steps)
    {
        var schedule = new TrainingSchedule(new VaeOptions(), rows);
        Assert.Equal((batch, epochs, steps), (schedule.BatchSize, schedule.NumberOfEpochs, schedule.NumberOfSteps));
    }

    [Theory]
    [InlineData(100, 64, 3, 5)]
    [InlineData(128, 64, 3, 6)]
    public void Length_EpochsGiven_StepsCoverThemAll(int rows, int batch, int epochs, int steps) =>
        Assert.Equal(steps, new TrainingSchedule(new VaeOptions { BatchSize = batch, NumberOfEpochs = epochs }, rows).NumberOfSteps);
}

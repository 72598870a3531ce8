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

    // ½ (1 + cos(π t / T)) of the peak at steps 0, 1, T/2 and T − 1 of T.
    [Theory]
    [InlineData(VaeLearningRateSchedule.Constant, new double[] { 1, 1, 1, 1 })]
    [InlineData(VaeLearningRateSchedule.Cosine, new[] { 1, 0.97552825814757682, 0.5, 0.024471741852423179 })]
    public void LearningRate_FirstSecondMiddleAndLastOfTenSteps_IsTheFormulas(VaeLearningRateSchedule shape, double[] shares)
    {
        const double Peak = 0.003;
        var options = new VaeOptions { BatchSize = 10, NumberOfEpochs = 10, LearningRate = Peak, LearningRateSchedule = shape };
        var schedule = new TrainingSchedule(options, rows: 10);
        int[] steps = [0, 1, 5, 9];
        Assert.All(steps.Zip(shares), pair => Assert.Equal(pair.Second, schedule.LearningRate(pair.First) / Peak, DoubleRounding));
    }

    // Nothing but the length of a training depends on where it ends.
    [Fact]
    public void LearningRate_Constant_IsThatOfALongerTraining()
    {
        var options = new VaeOptions { BatchSize = 10, LearningRateSchedule = VaeLearningRateSchedule.Constant, NumberOfEpochs = 1 };
        var (one, many) = (new TrainingSchedule(options, rows: 10), new TrainingSchedule(options, rows: 1000));
        Assert.Equal(one.LearningRate(0), many.LearningRate(many.NumberOfSteps - 1));
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

    // As many epochs as make about 3,000 steps, at least 1; every batch is full.
    [Theory]
    [InlineData(1, 1, 3000, 3000)]
    [InlineData(256, 256, 3000, 3000)]
    [InlineData(1000, 256, 768, 3000)]
    [InlineData(2048, 256, 375, 3000)]
    [InlineData(2560, 256, 300, 3000)]
    [InlineData(300_000, 256, 3, 3516)]
    [InlineData(1_000_000, 256, 1, 3907)]
    [InlineData(3_000_000, 256, 1, 11_719)]
    [InlineData(50_000_000, 256, 1, 195_313)]
    public void Length_Defaults_AboutThreeThousandStepsOrOneEpoch(int rows, int batch, int epochs, int steps)
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

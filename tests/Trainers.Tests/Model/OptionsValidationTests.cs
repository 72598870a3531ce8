using MLNet.Vae.Model;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Model;

public class OptionsValidationTests
{
    [Fact]
    public void Validate_Defaults_Pass() => OptionsValidation.Validate(new VaeOptions());

    [Fact]
    public void Validate_BothEndsOfEveryRange_Pass()
    {
        OptionsValidation.Validate(new VaeOptions
        {
            LatentDimension = 1,
            HiddenLayers = [],
            FixedVariance = 0.0025,
            Beta = 0,
            KlWarmUp = 0,
            NumberOfMonteCarloSamples = 1,
            InputNoise = 0,
            InputMasking = 0,
            BatchSize = 1,
            NumberOfEpochs = 1,
            EarlyStoppingPatience = 1,
            ValidationFraction = 0,
            LearningRate = double.Epsilon,
            MaximumGradientNorm = double.Epsilon,
            NumberOfScoringSamples = 1,
            FalseAlarmRate = double.Epsilon,
            Contamination = 0,
            NumberOfThreads = 1,
        });
        OptionsValidation.Validate(new VaeOptions
        {
            LatentDimension = 4096,
            HiddenLayers = [1, 65_536],
            MissingValues = [float.NegativeInfinity, float.MinValue, 0, float.MaxValue, float.PositiveInfinity],
            FixedVariance = 50,
            Beta = 1000,
            KlWarmUp = 1,
            NumberOfMonteCarloSamples = 64,
            InputNoise = 10,
            InputMasking = 0.9,
            BatchSize = 65_536,
            NumberOfEpochs = 1_000_000,
            EarlyStoppingPatience = 100,
            ValidationFraction = 0.5,
            LearningRate = 1,
            MaximumGradientNorm = double.PositiveInfinity,
            NumberOfScoringSamples = 1024,
            FalseAlarmRate = 0.5,
            Contamination = 0.5,
            NumberOfThreads = 1024,
        });
    }

    [Fact]
    public void Validate_EverythingWrong_OneMessageNamesAllOfItWithFoundAndExpected()
    {
        var options = new VaeOptions
        {
            LatentDimension = 0,
            HiddenLayers = [64, 0],
            MissingValues = [0, 999, float.NaN, 999, -0f],
            Activation = (VaeActivation)9,
            Likelihood = (VaeLikelihood)99,
            FixedVariance = 0.001,
            Beta = -1,
            KlWarmUp = 1.5,
            NumberOfMonteCarloSamples = 65,
            InputNoise = double.NaN,
            InputMasking = 1,
            BatchSize = 65_537,
            NumberOfEpochs = -3,
            EarlyStoppingPatience = 101,
            ValidationFraction = 0.51,
            LearningRate = 0,
            LearningRateSchedule = (VaeLearningRateSchedule)3,
            MaximumGradientNorm = double.NaN,
            NumberOfScoringSamples = 1025,
            ScoreBound = (VaeScoreBound)7,
            FalseAlarmRate = 0,
            Contamination = 0.6,
            NumberOfThreads = 0,
        };
        var error = Assert.Throws<ArgumentException>(() => Fit.Model(new float[8], 2, options));
        string[] expected =
        [
            "25 option(s)",
            "LatentDimension is 0, expected 1 to 4,096",
            "HiddenLayers[1] is 0, expected 1 to 65,536",
            "Activation is 9, expected one of Silu, Relu, Tanh, Gelu",
            "Likelihood is 99, expected one of Auto, Gaussian, Bernoulli, StudentT",
            "MissingValues[2] is NaN, which is missing by itself; expected a number or an infinity",
            "MissingValues[3] is 999, as one before; expected each once",
            "MissingValues[4] is -0, as one before",
            "FixedVariance is 0.001, expected 0.0025 to 50",
            "Beta is -1, expected 0 to 1000",
            "KlWarmUp is 1.5, expected 0 to 1",
            "NumberOfMonteCarloSamples is 65, expected 1 to 64",
            "InputNoise is NaN, expected 0 to 10",
            "InputMasking is 1, expected 0 to 0.9",
            "BatchSize is 65537, expected 1 to 65,536",
            "NumberOfEpochs is -3, expected 1 to 1,000,000",
            "EarlyStoppingPatience is 101, expected 1 to 100",
            "ValidationFraction is 0.51, expected 0 to 0.5",
            "LearningRate is 0, expected above 0 and at most 1",
            "LearningRateSchedule is 3, expected one of OneCycle, Constant, Cosine",
            "MaximumGradientNorm is NaN, expected above 0",
            "NumberOfScoringSamples is 1025, expected 1 to 1,024",
            "ScoreBound is 7, expected one of Elbo, ImportanceWeighted",
            "FalseAlarmRate is 0, expected above 0 and at most 0.5",
            "Contamination is 0.6, expected 0 to 0.5",
            "NumberOfThreads is 0, expected 1 to 1,024",
        ];
        Assert.All(expected, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
        Assert.Equal("options", error.ParamName);
    }

    [Fact]
    public void Validate_NoList_SaysSo()
    {
        var options = new VaeOptions { MissingValues = null! };
        var error = Assert.Throws<ArgumentException>(() => OptionsValidation.Validate(options));
        Assert.Contains("MissingValues is null", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_CategoricalBlocks_EachIsHeldToSlotsCountedFromTheStartInOrder()
    {
        OptionsValidation.Validate(new VaeOptions { CategoricalBlocks = [] });
        OptionsValidation.Validate(new VaeOptions { CategoricalBlocks = [0..2, 2..9, 12..14] });
        var exception = Assert.Throws<ArgumentException>(() => OptionsValidation.Validate(new VaeOptions
        {
            CategoricalBlocks = [1..3, 2..5, 6..7, 9..8, 10.., ^3..12],
            Likelihood = VaeLikelihood.Categorical,
        }));
        Assert.Contains("6 option(s) out of range", exception.Message);
        Assert.Contains("Likelihood is Categorical, which CategoricalBlocks ask for; expected another kind", exception.Message);
        Assert.Contains("CategoricalBlocks[1] is 2..5, expected slots behind those of the block before, from 3 on", exception.Message);
        Assert.Contains("CategoricalBlocks[2] is 6..7, expected at least two slots", exception.Message);
        Assert.Contains("CategoricalBlocks[3] is 9..8, expected at least two slots", exception.Message);
        Assert.Contains("CategoricalBlocks[4] is 10..^0, expected slots that are counted from the start", exception.Message);
    }
}

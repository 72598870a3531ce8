using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests;

/// <summary>What a model is trained with is settled when its training begins.</summary>
public class OptionsCopyTests
{
    [Fact]
    public void Fit_OptionsChangedDuringIt_TheModelOfTheOptionsAsTheyWere()
    {
        var layers = new List<int> { 16 };
        var codes = new List<float> { -9999 };
        var likelihoods = new Dictionary<string, VaeLikelihood>();
        var options = Fit.Small(20);
        options.HiddenLayers = layers;
        options.MissingValues = codes;
        options.Likelihoods = likelihoods;
        float[] expected = Fit.Model(Trained.MixedRows, 5, options).Scores(Trained.MixedRows);
        var progress = new Reports(_ =>
        {
            layers.Add(9);
            codes.Add(0);
            likelihoods["0"] = VaeLikelihood.StudentT;
            options.NumberOfScoringSamples = 1;
            options.ScoreBound = VaeScoreBound.ImportanceWeighted;
            options.Deterministic = true;
            options.FalseAlarmRate = options.Contamination = 0.5;
        });
        var model = Fit.Model(Trained.MixedRows, 5, options, progress);
        Assert.Equal([-9999], model.MissingValues);
        Close.ToTheBit(expected, model.Scores(Trained.MixedRows));
        Assert.Equal(Fit.Model(Trained.MixedRows, 5, Fit.Small(20)).Threshold, model.Threshold);
    }
}

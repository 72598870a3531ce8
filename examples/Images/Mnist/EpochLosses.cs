using System.Diagnostics;

namespace MLNet.Vae.Examples.Images.Mnist;

/// <summary>Looks at a training from epoch to epoch: of its reports, the first one behind an epoch's end is when the test images are tried.</summary>
/// <param name="test">The test images.</param>
/// <param name="tell">Told of each epoch.</param>
internal sealed class EpochLosses(DigitImages test, Action<EpochLoss> tell) : IProgress<VaeTrainingProgress>
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly List<EpochLoss> _all = [];
    private int _step; // of the last report
    private double _sum; // of the losses since the last epoch's end
    private int _steps;

    public IReadOnlyList<EpochLoss> All => _all;

    public void Report(VaeTrainingProgress value)
    {
        _sum += (value.Reconstruction + value.Kl) * (value.Step - _step); // not the loss, in which the divergence may weigh less
        _steps += value.Step - _step;
        _step = value.Step;
        int done = (int)((long)value.Step * value.NumberOfEpochs / value.NumberOfSteps);
        if (done == (_all.Count > 0 ? _all[^1].Epoch : 0) || value.CreateModel() is not { } model)
            return;
        double tested = -LogLikelihoods.Estimate(model, test, samples: 1).Average();
        var loss = new EpochLoss(done, _sum / _steps, tested, _clock.Elapsed.TotalSeconds);
        (_sum, _steps) = (0, 0);
        _all.Add(loss);
        tell(loss);
    }
}

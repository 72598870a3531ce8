using MLNet.Vae.Tests.Support;
using MLNet.Vae.Training;

namespace MLNet.Vae.Tests.Training;

/// <summary>Which backend the options mean. These tests do not have the package of the other one.</summary>
public sealed class BackendChoiceTests
{
    // Slower than anything that is measured, and faster.
    private const double Slow = 1e3, Fast = 1e-3;

    [Fact]
    public void NoneAskedFor_TheManagedOneIsAllThereIs()
    {
        var choice = BackendChoice.For(new VaeOptions(), 30, 1000);
        Assert.Same(VaeBackend.Managed, choice.Backend);
        Assert.Equal("Training with the managed backend: by measurements the fastest for a network of this size.", choice.ToString());
    }

    [Fact]
    public void AskedFor_IsTaken()
    {
        var backend = new ScriptedBackend((_, _) => { }) { Milliseconds = Slow };
        var choice = BackendChoice.For(new VaeOptions { Backend = backend }, 30, 1000);
        Assert.Same(backend, choice.Backend);
        Assert.Equal("Training with a scripted backend: Backend asks for it.", choice.ToString());
    }

    [Fact]
    public void AskedForAndNotThere_IsOneClearErrorBeforeAnyWork()
    {
        var options = new VaeOptions { Backend = new ScriptedBackend((_, _) => { }) { Unavailable = "its library is missing" } };
        var error = Assert.Throws<InvalidOperationException>(() => Fit.Model([float.PositiveInfinity, 1], 1, options));
        Assert.Equal(
            "Backend is a scripted backend, but its library is missing. Leave Backend at null to train with what there is.", error.Message);
    }

    [Fact]
    public void SlowerOne_IsNotTaken() => Assert.Same(
        VaeBackend.Managed,
        BackendChoice.Fastest(new ScriptedBackend((_, _) => { }) { Milliseconds = Slow }, new VaeOptions(), 30, 1000).Backend);

    // What the estimates are off by decides nothing: a seed keeps its model to the bit when a package is added.
    [Fact]
    public void OneThatIsHardlyFaster_IsNotTaken() => Assert.Same(
        VaeBackend.Managed, BackendChoice.Fastest(new ScriptedBackend((_, _) => { }), new VaeOptions(), 30, 1000).Backend);

    [Fact]
    public void FasterOne_IsTaken()
    {
        var backend = new ScriptedBackend((_, _) => { }) { Milliseconds = Fast };
        var choice = BackendChoice.Fastest(backend, new VaeOptions(), 30, 1000);
        Assert.Same(backend, choice.Backend);
        Assert.Matches(
            @"^Training with a scripted backend: by measurements about [\d.]+ times as fast as the managed backend for a network of " +
            @"this size\.$",
            choice.ToString());
    }

    // Many times as many outputs as features.
    [Fact]
    public void HistogramFeatures_AreEstimatedWithTheirBins()
    {
        var plain = new VaeOptions();
        var architecture = MLNet.Vae.Model.NetworkArchitecture.From(plain, 30, 1000);
        double milliseconds = VaeBackend.Managed.Speed(plain.EffectiveThreads).StepMilliseconds(architecture, plain.BatchSize, 1);
        var backend = new ScriptedBackend((_, _) => { }) { Milliseconds = milliseconds };
        Assert.Same(VaeBackend.Managed, BackendChoice.Fastest(backend, plain, 30, 1000).Backend);
        Assert.Same(backend, BackendChoice.Fastest(backend, new VaeOptions { Likelihood = VaeLikelihood.Histogram }, 30, 1000).Backend);
    }

    [Fact]
    public void FasterOneThatIsNotThere_IsNotMentioned()
    {
        var backend = new ScriptedBackend((_, _) => { }) { Milliseconds = Fast, Unavailable = "its library is missing" };
        var choice = BackendChoice.Fastest(backend, new VaeOptions(), 30, 1000);
        Assert.Same(VaeBackend.Managed, choice.Backend);
        Assert.Equal(
            "Training with the managed backend: by measurements the fastest of those that there are for a network of this size.",
            choice.ToString());
    }

    [Fact]
    public void SeveralThreads_AreEstimatedBySeveralThreadsFigures()
    {
        var architecture = MLNet.Vae.Model.NetworkArchitecture.From(new VaeOptions(), 30, 100);
        double one = VaeBackend.Managed.Speed(1).StepMilliseconds(architecture, 256, 1);
        double two = VaeBackend.Managed.Speed(2).StepMilliseconds(architecture, 256, 1);
        Assert.True(two < one, $"{two} ms with two threads, {one} ms with one");
        Assert.Equal(two, VaeBackend.Managed.Speed(16).StepMilliseconds(architecture, 256, 1));
    }

    [Fact]
    public void OptionOutOfRange_IsNamedBeforeTheBackend()
    {
        var options = new VaeOptions { BatchSize = 0, Backend = new ScriptedBackend((_, _) => { }) { Unavailable = "it is missing" } };
        Assert.Contains("BatchSize", Assert.Throws<ArgumentException>(() => BackendChoice.For(options, 30, 1000)).Message);
    }
}

using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Transformers;

public sealed class FindVaeTests
{
    private readonly MLContext _context = new(seed: 1);

    private ITransformer Copy => _context.Transforms.CopyColumns("Copy", "Id").Fit(Trained.Data);

    [Fact]
    public void TransformerItself_IsFound() => Assert.Same(Trained.Detector, Trained.Detector.FindVae());

    [Fact]
    public void TransformerInNestedChains_IsFound()
    {
        var inner = new TransformerChain<ITransformer>(Trained.Detector, Copy);
        var outer = new TransformerChain<ITransformer>(Copy, new TransformerChain<ITransformer>(inner, Copy));

        Assert.Same(Trained.Detector, outer.FindVae());
    }

    [Fact]
    public void TransformerInAFittedChain_IsFound()
    {
        var chain = _context.Transforms.CopyColumns("Copy", "Id")
            .Append(_context.Transforms.VaeEncode("Embedding", "Features", numberOfEpochs: 1))
            .Fit(Trained.Data);

        Assert.Same(chain.LastTransformer, chain.FindVae());
    }

    [Fact]
    public void None_IsAnErrorThatSaysWhatThereIs()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => new TransformerChain<ITransformer>(Copy, Copy).FindVae());

        Assert.Contains("holds 0", exception.Message, StringComparison.Ordinal);
        Assert.Contains(Copy.GetType().Name, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EmptyChain_IsAnErrorThatSaysSo()
    {
        var exception = Assert.Throws<InvalidOperationException>(() => new TransformerChain<ITransformer>().FindVae());

        Assert.Contains("an empty chain", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_AreAnErrorThatNamesThem()
    {
        var inner = new TransformerChain<ITransformer>(Trained.Detector.AsFeaturizer("E"));
        var outer = new TransformerChain<ITransformer>(inner, Trained.Detector);
        var exception = Assert.Throws<InvalidOperationException>(() => outer.FindVae());

        Assert.Contains("holds 2", exception.Message, StringComparison.Ordinal);
        Assert.Contains("VaeTransformer (featurizer, adds 'E', reads 'Features')", exception.Message, StringComparison.Ordinal);
        Assert.Contains("VaeTransformer (anomaly scorer, reads 'Features')", exception.Message, StringComparison.Ordinal);
    }
}

using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Transformers;

public sealed class ChangeVaeThresholdTests
{
    private readonly MLContext _context = new(seed: 1);

    [Fact]
    public void LoneTransformer_IsChangedAndTheOldOneLeftAlone()
    {
        float before = Trained.Detector.Model.Threshold;
        VaeTransformer changed = _context.AnomalyDetection.ChangeVaeThreshold(Trained.Detector, 5);

        Assert.Equal(5, changed.Model.Threshold);
        Assert.Equal(before, Trained.Detector.Model.Threshold);
    }

    [Fact]
    public void MlNetsName_DoesTheSame()
    {
        VaeTransformer changed = _context.AnomalyDetection.ChangeModelThreshold(Trained.Detector, 5);
        var chain = _context.AnomalyDetection.ChangeModelThreshold(new TransformerChain<ITransformer>(Trained.Detector), 6);

        Assert.Equal(5, changed.Model.Threshold);
        Assert.Equal(6, chain.FindVae().Model.Threshold);
    }

    [Fact]
    public void Chain_KeepsItsTypeItsScopesAndItsOtherTransformers()
    {
        var chain = _context.Transforms.CopyColumns("TrainingOnly", "Id")
            .Append(_context.Transforms.CopyColumns("Everywhere", "Id"))
            .Append(_context.AnomalyDetection.Trainers.Vae(numberOfEpochs: 1));
        var scoped = new EstimatorChain<ITransformer>()
            .Append(_context.Transforms.CopyColumns("TrainingOnly", "Id"), TransformerScope.TrainTest)
            .Append(chain.LastEstimator)
            .Append(_context.Transforms.CopyColumns("Odd", "PredictedLabel"), TransformerScope.Scoring)
            .Fit(Trained.Data);
        var changed = _context.AnomalyDetection.ChangeVaeThreshold(scoped, 5);

        Assert.Equal(5, changed.FindVae().Model.Threshold);
        Assert.Same(scoped.LastTransformer, changed.LastTransformer);
        Assert.Equal(scoped.First(), changed.First());
        foreach (var scope in new[] { TransformerScope.Training, TransformerScope.Testing, TransformerScope.Scoring })
        {
            Assert.Equal(
                scoped.GetOutputSchema(Trained.Data.Schema, scope).Select(column => column.Name),
                changed.GetOutputSchema(Trained.Data.Schema, scope).Select(column => column.Name));
        }

        Assert.DoesNotContain("TrainingOnly", changed.Transform(Trained.Data).Schema.Select(column => column.Name));
    }

    [Fact]
    public void NestedChain_IsRebuiltAllTheWay()
    {
        var copy = _context.Transforms.CopyColumns("Copy", "Id").Fit(Trained.Data);
        var inner = new TransformerChain<VaeTransformer>(
            [copy, Trained.Detector], [TransformerScope.Training, TransformerScope.Everything]);
        var outer = new TransformerChain<ITransformer>([inner, copy], [TransformerScope.Everything, TransformerScope.Scoring]);
        var changed = _context.AnomalyDetection.ChangeVaeThreshold((ITransformer)outer, 5);

        var changedInner = Assert.IsType<TransformerChain<VaeTransformer>>(Assert.IsType<TransformerChain<ITransformer>>(changed).First());
        Assert.Equal(5, changedInner.LastTransformer.Model.Threshold);
        Assert.Single(changedInner.GetModelFor(TransformerScope.Scoring));
        float[] scores = ColumnValues.Scalars<float>(changed.Transform(Trained.Data), "Score");
        Assert.Equal(scores.Select(score => score > 5), ColumnValues.Scalars<bool>(changed.Transform(Trained.Data), "PredictedLabel"));
    }

    [Fact]
    public void FeaturizerBesideTheScorer_IsNoHindrance()
    {
        var chain = new TransformerChain<ITransformer>(Trained.Detector.AsFeaturizer("E"), Trained.Detector);
        var changed = _context.AnomalyDetection.ChangeVaeThreshold(chain, 5);

        Assert.Same(chain.First(), changed.First());
        Assert.Equal(5, Assert.IsType<VaeTransformer>(changed.LastTransformer).Model.Threshold);
    }

    [Fact]
    public void NoScorer_IsAnErrorThatSaysWhatThereIs()
    {
        var exception = Assert.Throws<InvalidOperationException>(
            () => _context.AnomalyDetection.ChangeVaeThreshold(Trained.Detector.AsFeaturizer("E"), 5));

        Assert.Contains("anomaly scorer; it holds 0", exception.Message, StringComparison.Ordinal);
        Assert.Contains("featurizer, adds 'E'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ThresholdThatIsNotFinite_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => _context.AnomalyDetection.ChangeVaeThreshold(Trained.Detector, float.PositiveInfinity));
}

namespace Microsoft.ML.Data;

public sealed class EstimatorChain<TLastTransformer> : IEstimator<TransformerChain<TLastTransformer>>
    where TLastTransformer : class, ITransformer
{
    private readonly EstimatorLink[] _links;
    public readonly IEstimator<TLastTransformer> LastEstimator;

    public EstimatorChain() => _links = [];

    internal EstimatorChain(EstimatorLink[] links)
    {
        _links = links;
        LastEstimator = links[^1].Estimator as IEstimator<TLastTransformer>;
    }

    public TransformerChain<TLastTransformer> Fit(IDataView input)
    {
        GetOutputSchema(SchemaShape.Create(input.Schema)); // so that a wrong schema is told before anything is trained
        var transformers = new List<ITransformer>();
        foreach (var link in _links)
        {
            transformers.Add(link.Estimator.Fit(input));
            input = transformers[^1].Transform(input);
            if (link.CacheAfter)
                input = new CachedView(input);
        }
        return new TransformerChain<TLastTransformer>(transformers, _links.Select(l => l.Scope));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        _links.Aggregate(inputSchema, (shape, link) => link.Estimator.GetOutputSchema(shape));

    public EstimatorChain<TNewTrans> Append<TNewTrans>(
        IEstimator<TNewTrans> estimator, TransformerScope scope = TransformerScope.Everything)
        where TNewTrans : class, ITransformer => new([.. _links, new EstimatorLink(estimator, scope, CacheAfter: false)]);

    public EstimatorChain<TLastTransformer> AppendCacheCheckpoint(IHostEnvironment env) =>
        new([.. _links[..^1], _links[^1] with { CacheAfter = true }]);
}

internal sealed record EstimatorLink(IEstimator<ITransformer> Estimator, TransformerScope Scope, bool CacheAfter);

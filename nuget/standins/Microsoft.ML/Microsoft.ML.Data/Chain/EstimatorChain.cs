namespace Microsoft.ML.Data;

public sealed class EstimatorChain<TLastTransformer> : IEstimator<TransformerChain<TLastTransformer>>
    where TLastTransformer : class, ITransformer
{
    private readonly Link[] _links;
    public readonly IEstimator<TLastTransformer> LastEstimator;

    public EstimatorChain() => _links = [];

    private EstimatorChain(Link[] links)
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
            if (link.CacheAfter && transformers.Count < _links.Length)
                input = new CachedView(input, []);
        }
        return new TransformerChain<TLastTransformer>(transformers, _links.Select(l => l.Scope));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        _links.Aggregate(inputSchema, (shape, link) => link.Estimator.GetOutputSchema(shape));

    public EstimatorChain<TNewTrans> Append<TNewTrans>(IEstimator<TNewTrans> estimator, TransformerScope scope = TransformerScope.Everything)
        where TNewTrans : class, ITransformer
    {
        Check.NotNull(estimator, nameof(estimator));
        return new EstimatorChain<TNewTrans>([.. _links.Select(l => new EstimatorChain<TNewTrans>.Link(l.Estimator, l.Scope, l.CacheAfter)), new(estimator, scope, false)]);
    }

    public EstimatorChain<TLastTransformer> AppendCacheCheckpoint(Runtime.IHostEnvironment env)
    {
        Check.NotNull(env, nameof(env));
        Check.That(_links.Length > 0, "There is nothing yet to cache.");
        return new EstimatorChain<TLastTransformer>([.. _links[..^1], _links[^1] with { CacheAfter = true }]);
    }

    private sealed record Link(IEstimator<ITransformer> Estimator, TransformerScope Scope, bool CacheAfter);
}

using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.MlNet;

/// <summary>Takes chains of transformers apart and puts them together again.</summary>
internal static class TransformerChains
{
    /// <summary>The same model with every transformer that is not a chain replaced; each chain keeps its type and its scopes.</summary>
    public static TModel Rebuild<TModel>(TModel model, Func<ITransformer, ITransformer> replace)
        where TModel : class, ITransformer =>
        MlNetInternals.Use("to rebuild a chain", () => RebuildParts(model, replace));

    /// <summary>The transformers that a model consists of, chains opened.</summary>
    public static IEnumerable<ITransformer> Parts(ITransformer model) =>
        model is IEnumerable<ITransformer> chain ? chain.SelectMany(Parts) : [model];

    /// <summary>The same model with every transformer that is not a chain replaced by one of any type; each chain keeps its scopes.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputSchema">The schema of the rows that it is to transform.</param>
    /// <param name="convert">Gives the replacement of a transformer, which is handed the schema of the rows that reach it.</param>
    public static ITransformer Convert(
        ITransformer model, DataViewSchema inputSchema, Func<ITransformer, DataViewSchema, ITransformer> convert) =>
        MlNetInternals.Use("to rebuild a chain", () => ConvertParts(model, inputSchema, convert));

    private static ITransformer ConvertParts(
        ITransformer model, DataViewSchema schema, Func<ITransformer, DataViewSchema, ITransformer> convert)
    {
        if (model is not ITransformerChainAccessor chain)
            return convert(model, schema);

        var parts = new List<ITransformer>();
        foreach (var part in chain.Transformers)
        {
            parts.Add(ConvertParts(part, schema, convert));
            schema = part.GetOutputSchema(schema);
        }

        return new TransformerChain<ITransformer>(parts, chain.Scopes);
    }

    private static TModel RebuildParts<TModel>(TModel model, Func<ITransformer, ITransformer> replace)
        where TModel : class, ITransformer
    {
        if (model is not ITransformerChainAccessor chain)
            return (TModel)replace(model);

        var parts = chain.Transformers.Select(part => RebuildParts(part, replace));
        // The type of a chain names that of its last transformer, which is known at run time only.
        return (TModel)Activator.CreateInstance(model.GetType(), parts, chain.Scopes)!;
    }
}

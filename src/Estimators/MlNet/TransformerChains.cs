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

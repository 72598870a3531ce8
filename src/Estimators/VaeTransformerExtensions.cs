using MLNet.Vae;
using MLNet.Vae.MlNet;

namespace Microsoft.ML;

/// <summary>Finds the variational autoencoder in a fitted model.</summary>
public static class VaeTransformerExtensions
{
    /// <summary>The one VAE in a fitted model, which may be the transformer itself or a chain that holds it, however deep.</summary>
    /// <param name="model">The fitted model.</param>
    /// <exception cref="InvalidOperationException">There is no VAE in the model, or more than one; the message says what there
    /// is.</exception>
    public static VaeTransformer FindVae(this ITransformer model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Single(model, "a VAE", _ => true);
    }

    internal static VaeTransformer Single(ITransformer model, string wanted, Func<VaeTransformer, bool> predicate)
    {
        var parts = TransformerChains.Parts(model).ToList();
        var matches = parts.OfType<VaeTransformer>().Where(predicate).ToList();
        if (matches is [var only])
            return only;

        string found = parts.Count == 0 ? "an empty chain" : string.Join(", ", parts.Select(Describe));
        throw new InvalidOperationException(
            $"The model must hold exactly one transformer that is {wanted}; it holds {matches.Count}. Found: {found}.");
    }

    private static string Describe(ITransformer part) => part is VaeTransformerBase ? part.ToString()! : part.GetType().Name;
}

using MLNet.Vae;
using MLNet.Vae.MlNet;
using MLNet.Vae.Views;

namespace Microsoft.ML;

/// <summary>Adds the variational autoencoder to <see cref="MLContext.Transforms"/>, as an encoder and as a decoder.</summary>
public static class VaeTransformsCatalog
{
    /// <summary>
    /// Trains a variational autoencoder whose transformer adds the posterior mean of each row, an embedding with slot names z0, z1, …
    /// </summary>
    /// <param name="catalog">The catalog of transforms.</param>
    /// <param name="outputColumnName">Name of the column of embeddings to add, a Vector&lt;Single, L&gt;.</param>
    /// <param name="inputColumnName">Name of the column to read, a Vector&lt;Single&gt; of known size; null for
    /// <paramref name="outputColumnName"/>.</param>
    /// <param name="latentDimension">Size L of the embedding, 1 to 4096; null as in <see cref="VaeOptions.LatentDimension"/>.</param>
    /// <param name="numberOfEpochs">Passes over the training rows; null as in <see cref="VaeOptions.NumberOfEpochs"/>.</param>
    /// <param name="beta">Weight of the KL divergence in the training loss, 0 to 1000.</param>
    public static VaeEstimator VaeEncode(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        int? latentDimension = null,
        int? numberOfEpochs = null,
        double beta = 1) =>
        catalog.VaeEncode(new VaeEstimator.Options
        {
            OutputColumnName = outputColumnName,
            InputColumnName = inputColumnName ?? outputColumnName,
            LatentDimension = latentDimension,
            NumberOfEpochs = numberOfEpochs,
            Beta = beta,
        });

    /// <summary>
    /// Trains a variational autoencoder whose transformer adds the posterior mean of each row, an embedding with slot names z0, z1, …
    /// </summary>
    /// <param name="catalog">The catalog of transforms.</param>
    /// <param name="options">Options of the columns, the model and its training.</param>
    public static VaeEstimator VaeEncode(this TransformsCatalog catalog, VaeEstimator.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new VaeEstimator(CatalogEnvironment.From(catalog), options, new FeaturizerView(options.OutputColumnName));
    }

    /// <summary>Maps latent vectors back to features with the decoder of a fitted model.</summary>
    /// <param name="catalog">The catalog of transforms.</param>
    /// <param name="model">The fitted model, as <see cref="VaeTransformerBase.Model"/> has it.</param>
    /// <param name="outputColumnName">Name of the column of features to add, a Vector&lt;Single, D&gt; in the units of the training
    /// data.</param>
    /// <param name="inputColumnName">Name of the column of latent vectors, Vector&lt;Single, L&gt;; null for
    /// <paramref name="outputColumnName"/>.</param>
    public static VaeDecodingEstimator VaeDecode(
        this TransformsCatalog catalog,
        VaeModel model,
        string outputColumnName,
        string? inputColumnName = null) =>
        catalog.VaeDecode(model, new VaeDecodingEstimator.Options
        {
            OutputColumnName = outputColumnName,
            InputColumnName = inputColumnName ?? outputColumnName,
        });

    /// <summary>Maps latent vectors back to features with the decoder of a fitted model.</summary>
    /// <param name="catalog">The catalog of transforms.</param>
    /// <param name="model">The fitted model, as <see cref="VaeTransformerBase.Model"/> has it.</param>
    /// <param name="options">Options of the columns.</param>
    public static VaeDecodingEstimator VaeDecode(this TransformsCatalog catalog, VaeModel model, VaeDecodingEstimator.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        return new VaeDecodingEstimator(model, options);
    }
}

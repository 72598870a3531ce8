using MLNet.Vae;
using MLNet.Vae.Data;
using MLNet.Vae.MlNet;
using MLNet.Vae.Views;

namespace Microsoft.ML;

/// <summary>
/// Adds the variational autoencoder to <see cref="MLContext.Transforms"/>: as an encoder, as what reconstructs rows and fills in their missing
/// values, and as a decoder.
/// </summary>
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
    /// <param name="seed">Seed of every random number; null as in <see cref="VaeOptions.Seed"/>.</param>
    /// <param name="contextColumnName">Name of the column of contexts; null for none, as in
    /// <see cref="VaeEstimator.Options.ContextColumnName"/>.</param>
    /// <exception cref="ArgumentException">A name is empty, or a number out of range.</exception>
    public static VaeEstimator VaeEncode(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        int? latentDimension = null,
        int? numberOfEpochs = null,
        double beta = 1,
        int? seed = null,
        string? contextColumnName = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ColumnNames.RequireNullOrName(inputColumnName);
        ColumnNames.RequireNullOrName(contextColumnName);
        var options = Options(inputColumnName ?? outputColumnName, latentDimension, numberOfEpochs, seed);
        options.Beta = beta;
        options.ContextColumnName = contextColumnName;
        return Create(catalog, options, CallerParameters.OfTheSameNames, embedding: outputColumnName);
    }

    /// <summary>
    /// Trains a variational autoencoder whose transformer adds the posterior mean of each row, an embedding with slot names z0, z1, …, and
    /// the other columns that the options name.
    /// </summary>
    /// <param name="catalog">The catalog of transforms.</param>
    /// <param name="options">Options of the columns, the model and its training.</param>
    /// <exception cref="ArgumentException">One or more options are out of range.</exception>
    public static VaeEstimator VaeEncode(this TransformsCatalog catalog, VaeEstimator.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Create(catalog, options, _ => nameof(options), embedding: "Embedding");
    }

    /// <summary>
    /// Trains a variational autoencoder whose transformer adds what the model expects in place of each row: the decoder's mean at the row's
    /// posterior mean, in the input's units and with its slot names. Missing values (NaN) are filled in.
    /// </summary>
    /// <param name="catalog">The catalog of transforms.</param>
    /// <param name="outputColumnName">Name of the column of reconstructions to add, a Vector&lt;Single, D&gt;.</param>
    /// <param name="inputColumnName">Name of the column to read, a Vector&lt;Single&gt; of known size; null for
    /// <paramref name="outputColumnName"/>.</param>
    /// <param name="latentDimension">Size of the latent vector, 1 to 4096; null as in <see cref="VaeOptions.LatentDimension"/>.</param>
    /// <param name="numberOfEpochs">Passes over the training rows; null as in <see cref="VaeOptions.NumberOfEpochs"/>.</param>
    /// <param name="seed">Seed of every random number; null as in <see cref="VaeOptions.Seed"/>.</param>
    /// <exception cref="ArgumentException">A name is empty, or a number out of range.</exception>
    public static VaeEstimator VaeReconstruct(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        int? latentDimension = null,
        int? numberOfEpochs = null,
        int? seed = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ColumnNames.RequireNullOrName(inputColumnName);
        var options = Options(inputColumnName ?? outputColumnName, latentDimension, numberOfEpochs, seed);
        return Create(catalog, options, CallerParameters.OfTheSameNames, reconstruction: outputColumnName);
    }

    /// <summary>
    /// Trains a variational autoencoder whose transformer adds what the model expects in place of each row, and the other columns that the
    /// options name.
    /// </summary>
    /// <param name="catalog">The catalog of transforms.</param>
    /// <param name="options">Options of the columns, the model and its training.</param>
    /// <exception cref="ArgumentException">One or more options are out of range.</exception>
    public static VaeEstimator VaeReconstruct(this TransformsCatalog catalog, VaeEstimator.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Create(catalog, options, _ => nameof(options), reconstruction: "Reconstruction");
    }

    /// <summary>
    /// Trains a variational autoencoder whose transformer adds each row with its missing values (NaN) filled in by the reconstruction. The
    /// values that are there stay as they are. The model is one that fills well: <see cref="VaeEstimator.Options.ForImputation()"/>.
    /// </summary>
    /// <param name="catalog">The catalog of transforms.</param>
    /// <param name="outputColumnName">Name of the column of rows without gaps to add, a Vector&lt;Single, D&gt;.</param>
    /// <param name="inputColumnName">Name of the column to read, a Vector&lt;Single&gt; of known size; null for
    /// <paramref name="outputColumnName"/>.</param>
    /// <param name="latentDimension">Size of the latent vector, 1 to 4096; null for that of these options.</param>
    /// <param name="numberOfEpochs">Passes over the training rows; null as in <see cref="VaeOptions.NumberOfEpochs"/>.</param>
    /// <param name="seed">Seed of every random number; null as in <see cref="VaeOptions.Seed"/>.</param>
    /// <exception cref="ArgumentException">A name is empty, or a number out of range.</exception>
    public static VaeEstimator VaeImpute(
        this TransformsCatalog catalog,
        string outputColumnName,
        string? inputColumnName = null,
        int? latentDimension = null,
        int? numberOfEpochs = null,
        int? seed = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ColumnNames.RequireNullOrName(inputColumnName);
        var options = VaeEstimator.Options.ForImputation();
        options.FeatureColumnName = inputColumnName ?? outputColumnName;
        options.LatentDimension = latentDimension ?? options.LatentDimension;
        options.NumberOfEpochs = numberOfEpochs;
        options.Seed = seed;
        return Create(catalog, options, CallerParameters.OfTheSameNames, imputed: outputColumnName);
    }

    /// <summary>
    /// Trains a variational autoencoder whose transformer adds each row with its missing values (NaN) filled in, and the other columns that
    /// the options name.
    /// </summary>
    /// <param name="catalog">The catalog of transforms.</param>
    /// <param name="options">Options of the columns, the model and its training. Those of a model that fills well are
    /// <see cref="VaeEstimator.Options.ForImputation()"/>, and not the default ones.</param>
    /// <exception cref="ArgumentException">One or more options are out of range.</exception>
    public static VaeEstimator VaeImpute(this TransformsCatalog catalog, VaeEstimator.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Create(catalog, options, _ => nameof(options), imputed: "Imputed");
    }

    /// <summary>Maps latent vectors back to features with the decoder of a fitted model.</summary>
    /// <param name="catalog">The catalog of transforms.</param>
    /// <param name="model">The fitted model, as <see cref="VaeTransformerBase.Model"/> has it.</param>
    /// <param name="outputColumnName">Name of the column of features to add, a Vector&lt;Single, D&gt; in the units of the training
    /// data.</param>
    /// <param name="inputColumnName">Name of the column of latent vectors, Vector&lt;Single, L&gt;; null for
    /// <paramref name="outputColumnName"/>.</param>
    /// <param name="contextColumnName">Name of the column of contexts of a model that was trained with one; null otherwise.</param>
    /// <exception cref="ArgumentException">A name is empty, or is given for a model without context or not for one with.</exception>
    public static VaeDecodingEstimator VaeDecode(
        this TransformsCatalog catalog,
        VaeModel model,
        string outputColumnName,
        string? inputColumnName = null,
        string? contextColumnName = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ColumnNames.RequireNullOrName(inputColumnName);
        ColumnNames.RequireNullOrName(contextColumnName);
        return catalog.VaeDecode(model, new VaeDecodingEstimator.Options
        {
            OutputColumnName = outputColumnName,
            InputColumnName = inputColumnName ?? outputColumnName,
            ContextColumnName = contextColumnName,
        });
    }

    /// <summary>Maps latent vectors back to features with the decoder of a fitted model.</summary>
    /// <param name="catalog">The catalog of transforms.</param>
    /// <param name="model">The fitted model, as <see cref="VaeTransformerBase.Model"/> has it.</param>
    /// <param name="options">Options of the columns.</param>
    /// <exception cref="ArgumentException">A name is empty, there are not as many slot names as the model has features, or a column of
    /// contexts is named for a model without or not for one with.</exception>
    public static VaeDecodingEstimator VaeDecode(this TransformsCatalog catalog, VaeModel model, VaeDecodingEstimator.Options options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        return new VaeDecodingEstimator(model, options);
    }

    private static VaeEstimator.Options Options(string input, int? latentDimension, int? numberOfEpochs, int? seed) => new()
    {
        FeatureColumnName = input,
        LatentDimension = latentDimension,
        NumberOfEpochs = numberOfEpochs,
        Seed = seed,
    };

    // The names given here are those of the columns that are added even where the options do not name them.
    private static VaeEstimator Create(
        TransformsCatalog catalog,
        VaeEstimator.Options options,
        Func<string, string> parameterOf,
        string? embedding = null,
        string? reconstruction = null,
        string? imputed = null)
    {
        var views = VaeViews.Create(
            options.EmbeddingColumnName ?? embedding,
            options.ReconstructionColumnName ?? reconstruction,
            options.ImputedColumnName ?? imputed,
            options.ImputationDrawSeed);
        return new VaeEstimator(CatalogEnvironment.From(catalog), options, views, parameterOf);
    }
}

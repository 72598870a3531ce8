using Microsoft.ML.Data;
using MLNet.Vae;
using MLNet.Vae.Data;
using MLNet.Vae.MlNet;
using MLNet.Vae.Views;

namespace Microsoft.ML;

/// <summary>Adds the variational autoencoder to <see cref="MLContext.AnomalyDetection"/>.</summary>
public static class VaeAnomalyDetectionCatalog
{
    /// <summary>
    /// Trains a variational autoencoder whose transformer adds the columns Score, PredictedLabel, PValue and FeatureScores.
    /// </summary>
    /// <param name="catalog">The catalog of anomaly detection trainers.</param>
    /// <param name="featureColumnName">Name of the column to read, a Vector&lt;Single&gt; of known size.</param>
    /// <param name="latentDimension">Size of the latent vector, 1 to 4096; null as in <see cref="VaeOptions.LatentDimension"/>.</param>
    /// <param name="falseAlarmRate">Share of fresh normal rows that may raise an alarm, above 0 and at most 0.5; it sets the threshold.</param>
    /// <param name="contamination">Share of anomalies among the training rows, 0 to 0.5.</param>
    /// <param name="numberOfEpochs">Passes over the training rows; null as in <see cref="VaeOptions.NumberOfEpochs"/>.</param>
    /// <param name="seed">Seed of every random number; null as in <see cref="VaeOptions.Seed"/>.</param>
    /// <param name="contextColumnName">Name of the column of contexts; null for none, as in
    /// <see cref="VaeEstimator.Options.ContextColumnName"/>.</param>
    /// <exception cref="ArgumentException">A name is empty, or a number out of range.</exception>
    public static VaeEstimator Vae(
        this AnomalyDetectionCatalog.AnomalyDetectionTrainers catalog,
        string featureColumnName = "Features",
        int? latentDimension = null,
        double falseAlarmRate = 0.05,
        double contamination = 0,
        int? numberOfEpochs = null,
        int? seed = null,
        string? contextColumnName = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(featureColumnName);
        ColumnNames.RequireNullOrName(contextColumnName);
        var options = new VaeEstimator.Options
        {
            FeatureColumnName = featureColumnName,
            ContextColumnName = contextColumnName,
            LatentDimension = latentDimension,
            FalseAlarmRate = falseAlarmRate,
            Contamination = contamination,
            NumberOfEpochs = numberOfEpochs,
            Seed = seed,
        };
        return Create(catalog, options, CallerParameters.OfTheSameNames);
    }

    /// <summary>
    /// Trains a variational autoencoder whose transformer adds the columns Score, PredictedLabel, PValue and FeatureScores, and those that
    /// the options name.
    /// </summary>
    /// <param name="catalog">The catalog of anomaly detection trainers.</param>
    /// <param name="options">Options of the column, the model and its training.</param>
    /// <exception cref="ArgumentException">One or more options are out of range.</exception>
    public static VaeEstimator Vae(this AnomalyDetectionCatalog.AnomalyDetectionTrainers catalog, VaeEstimator.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Create(catalog, options, _ => nameof(options));
    }

    /// <summary>
    /// The same model with another threshold. It may be the transformer itself or a chain that holds it, however deep; the chain keeps its
    /// other transformers, its scopes and its type.
    /// </summary>
    /// <typeparam name="TModel">Type of the model.</typeparam>
    /// <param name="catalog">The catalog of anomaly detection.</param>
    /// <param name="model">A fitted model with one VAE in it that is an anomaly scorer.</param>
    /// <param name="threshold">The score in nats above which a row counts as an anomaly. Any finite number.</param>
    /// <exception cref="InvalidOperationException">There is no VAE that is an anomaly scorer in the model, or more than one.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is not finite.</exception>
    public static TModel ChangeVaeThreshold<TModel>(this AnomalyDetectionCatalog catalog, TModel model, float threshold)
        where TModel : class, ITransformer
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        var old = VaeTransformerExtensions.Single(model, "an anomaly scorer", vae => vae.IsAnomalyScorer);
        var changed = old.WithThreshold(threshold);
        return TransformerChains.Rebuild(model, part => part == old ? changed : part);
    }

    /// <summary>
    /// <see cref="ChangeVaeThreshold"/> under the name that ML.NET has for its own anomaly detectors, whose
    /// <see cref="AnomalyDetectionCatalog.ChangeModelThreshold"/> takes nothing else.
    /// </summary>
    /// <inheritdoc cref="ChangeVaeThreshold"/>
    public static TModel ChangeModelThreshold<TModel>(this AnomalyDetectionCatalog catalog, TModel model, float threshold)
        where TModel : class, ITransformer =>
        catalog.ChangeVaeThreshold(model, threshold);

    /// <summary>
    /// The rows that are anomalies at a false discovery rate: of those that come out, no larger share is normal, in expectation. A threshold
    /// promises a share of the normal rows instead. Which rows come out depends on all that are given: the procedure of Benjamini and Hochberg
    /// on their p-values, as <see cref="FalseDiscoveryRate.Select"/> documents it.
    /// </summary>
    /// <param name="catalog">The catalog of anomaly detection.</param>
    /// <param name="scored">Rows that an anomaly scorer has transformed; their p-values are read at once.</param>
    /// <param name="falseDiscoveryRate">Above 0 and below 1.</param>
    /// <param name="pValueColumnName">Name of the column of p-values, Single.</param>
    /// <returns>The selected rows with all their columns, in their order; read anew from <paramref name="scored"/> each time.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The rate is out of range, or the column is not there or not Single.</exception>
    public static IDataView SelectAnomalies(
        this AnomalyDetectionCatalog catalog, IDataView scored, double falseDiscoveryRate, string pValueColumnName = "PValue")
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(scored);
        ArgumentException.ThrowIfNullOrEmpty(pValueColumnName);
        if (!(falseDiscoveryRate > 0 && falseDiscoveryRate < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(falseDiscoveryRate), falseDiscoveryRate, "A false discovery rate is above 0 and below 1.");
        }

        if (scored.Schema.GetColumnOrNull(pValueColumnName) is not { } column)
        {
            throw new ArgumentOutOfRangeException(
                nameof(pValueColumnName), pValueColumnName, $"There is no column '{pValueColumnName}' of p-values. An anomaly scorer adds PValue.");
        }

        if (column.Type != NumberDataViewType.Single)
        {
            throw new ArgumentOutOfRangeException(
                nameof(pValueColumnName), pValueColumnName, $"The column '{pValueColumnName}' is {column.Type}; expected p-values, Single.");
        }

        float[] pValues = [.. scored.GetColumn<float>(column)];
        double end = MathF.BitIncrement(FalseDiscoveryRate.LargestSelected(pValues, falseDiscoveryRate)); // the filter leaves its upper bound out
        return new MLContext().Data.FilterRowsByColumn(scored, pValueColumnName, upperBound: end);
    }

    private static VaeEstimator Create(
        AnomalyDetectionCatalog.AnomalyDetectionTrainers catalog, VaeEstimator.Options options, Func<string, string> parameterOf)
    {
        var besides = VaeViews.Create(options.EmbeddingColumnName, options.ReconstructionColumnName, options.ImputedColumnName, options.ImputationDrawSeed);
        return new VaeEstimator(CatalogEnvironment.From(catalog), options, besides.Prepend(new AnomalyScorerView()), parameterOf);
    }
}

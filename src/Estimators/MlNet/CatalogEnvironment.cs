using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MLNet.Vae.MlNet;

/// <summary>The environment behind a catalog of <see cref="MLContext"/>: its random numbers and its log.</summary>
internal static class CatalogEnvironment
{
    public static IHostEnvironment From(TransformsCatalog catalog) =>
        MlNetInternals.Use("to reach a catalog's environment", () => From((IInternalCatalog)catalog));

    public static IHostEnvironment From(AnomalyDetectionCatalog.AnomalyDetectionTrainers catalog) =>
        MlNetInternals.Use("to reach a catalog's environment", () => From((IInternalCatalog)catalog));

    private static IHostEnvironment From(IInternalCatalog? catalog)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return catalog.Environment;
    }
}

using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Views;

/// <summary>The annotations by which ML.NET knows the columns of an anomaly detector.</summary>
internal static class ScoreAnnotations
{
    public static DataViewSchema.Annotations Score { get; } = Of("Score");

    public static DataViewSchema.Annotations PredictedLabel { get; } = Of("PredictedLabel");

    private static DataViewSchema.Annotations Of(string valueKind)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.AddPrimitiveValue("ScoreColumnKind", TextDataViewType.Instance, "AnomalyDetection".AsMemory());
        builder.AddPrimitiveValue("ScoreValueKind", TextDataViewType.Instance, valueKind.AsMemory());
        return builder.ToAnnotations();
    }
}

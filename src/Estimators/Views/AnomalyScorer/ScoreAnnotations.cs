using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Views;

/// <summary>The annotations by which ML.NET knows the columns of an anomaly detector.</summary>
internal static class ScoreAnnotations
{
    /// <param name="valueKind">What the column is among them: "Score" or "PredictedLabel".</param>
    public static DataViewSchema.Annotations Create(string valueKind)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.AddPrimitiveValue("ScoreColumnKind", TextDataViewType.Instance, "AnomalyDetection".AsMemory());
        builder.AddPrimitiveValue("ScoreValueKind", TextDataViewType.Instance, valueKind.AsMemory());
        return builder.ToAnnotations();
    }
}

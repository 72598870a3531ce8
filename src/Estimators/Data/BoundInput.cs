using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Data;

/// <summary>The column that a transformer reads, in data of one schema.</summary>
/// <param name="Column">The column, a vector of numbers of known size.</param>
/// <param name="SlotNames">Names of the model's slots, [slots]; null where neither training nor data has any.</param>
/// <param name="SlotOrder">The column's slot for each slot of the model, [slots]; null where they are the same.</param>
internal sealed record BoundInput(DataViewSchema.Column Column, IReadOnlyList<string>? SlotNames, int[]? SlotOrder)
{
    public VectorDataViewType Type => (VectorDataViewType)Column.Type;
}

using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Data;

/// <summary>The column of features, or of contexts, as a model was trained on it.</summary>
/// <param name="Column">The column.</param>
/// <param name="SlotNames">Names of its slots, [features]; null where it had none.</param>
/// <param name="Dimensions">Sizes of the dimensions of a vector that has several, such as an image; null for one.</param>
/// <param name="ReorderSlots">Whether slots in another order are put in order by their names; otherwise they are an error.</param>
internal sealed record FeatureInput(
    InputColumn Column, IReadOnlyList<string>? SlotNames, IReadOnlyList<int>? Dimensions, bool ReorderSlots)
{
    /// <summary>A column that is trained on.</summary>
    public static FeatureInput Create(InputColumn input, DataViewSchema.Column column, bool reorderSlots)
    {
        var type = (VectorDataViewType)column.Type;
        return new(input, SlotNameAnnotation.Read(column), type.Dimensions.Length > 1 ? type.Dimensions : null, reorderSlots);
    }

    /// <summary>The type of a column of so many features.</summary>
    public VectorDataViewType TypeOf(int featureCount) =>
        Dimensions is null ? VectorColumn.Type(featureCount) : new(NumberDataViewType.Single, Dimensions.ToArray());

    /// <summary>The column in data, held to what the model was trained on.</summary>
    /// <param name="schema">The schema of the data.</param>
    /// <param name="featureCount">Number of the model's features.</param>
    /// <param name="parameter">The caller's parameter that the data came with.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is missing, of another type, size or dimensions, or has slots of other names.</exception>
    public BoundInput Find(DataViewSchema schema, int featureCount, string parameter)
    {
        var column = Column.Find(schema, featureCount, parameter);
        RequireDimensions((VectorDataViewType)column.Type, featureCount, parameter);
        string[]? found = SlotNameAnnotation.Read(column);
        return new(column, SlotNames ?? found, SlotOrder.Find(SlotNames, found, ReorderSlots, Column.ToString(), parameter));
    }

    // Dimensions of 1 leave the values where they are, and a flat vector says nothing of their order.
    private void RequireDimensions(VectorDataViewType found, int featureCount, string parameter)
    {
        int[] expected = [.. (Dimensions ?? []).Where(size => size > 1)], there = [.. found.Dimensions.Where(size => size > 1)];
        if (expected.Length > 1 && there.Length > 1 && !expected.SequenceEqual(there))
        {
            throw Column.WrongType(
                TypeNames.Describe(TypeOf(featureCount)),
                TypeNames.Describe(found),
                " Its values are in another order: those of a transposed image, or of one whose channels stand elsewhere (ExtractPixels' interleavePixelColors).",
                parameter);
        }
    }
}

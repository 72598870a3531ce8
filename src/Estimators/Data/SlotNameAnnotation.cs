using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Data;

/// <summary>The annotation that names the slots of a vector column.</summary>
internal static class SlotNameAnnotation
{
    private const string Kind = "SlotNames";

    /// <summary>The names of a column's slots, [slots]; null where it has none.</summary>
    public static string[]? Read(DataViewSchema.Column column) => Read(column.Annotations, (VectorDataViewType)column.Type);

    /// <summary>The names in the annotations of a column of this type, [slots]; null where it has none.</summary>
    public static string[]? Read(DataViewSchema.Annotations annotations, VectorDataViewType columnType)
    {
        var type = annotations.Schema.GetColumnOrNull(Kind)?.Type;
        if (type is not VectorDataViewType { ItemType: TextDataViewType } texts || texts.Size != columnType.Size)
            return null;

        VBuffer<ReadOnlyMemory<char>> names = default;
        annotations.GetValue(Kind, ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    /// <summary>Whether a promised column has names for its slots.</summary>
    public static bool IsIn(SchemaShape.Column column) => column.Annotations.Any(annotation => annotation.Name == Kind);

    /// <summary>The annotations of a column whose slots have these names; null where there are no names.</summary>
    public static DataViewSchema.Annotations? Create(IReadOnlyList<string>? names)
    {
        if (names is null)
            return null;

        ReadOnlyMemory<char>[] texts = [.. names.Select(name => name.AsMemory())];
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(
            Kind,
            new VectorDataViewType(TextDataViewType.Instance, texts.Length),
            (ref VBuffer<ReadOnlyMemory<char>> destination) =>
            {
                var editor = VBufferEditor.Create(ref destination, texts.Length);
                texts.CopyTo(editor.Values);
                destination = editor.Commit();
            });
        return builder.ToAnnotations();
    }
}

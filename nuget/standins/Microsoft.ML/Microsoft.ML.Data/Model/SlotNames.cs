namespace Microsoft.ML.Data;

internal static class SlotNames
{
    public static string[] Of(DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull(AnnotationKinds.SlotNames) == null)
            return null;
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.Annotations.GetValue(AnnotationKinds.SlotNames, ref names);
        return names.DenseValues().Select(name => name.ToString()).ToArray();
    }

    public static DataViewSchema.Annotations Annotate(string[] names)
    {
        var texts = names.Select(name => name.AsMemory()).ToArray();
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(AnnotationKinds.SlotNames, new VectorDataViewType(TextDataViewType.Instance, texts.Length),
            (ref VBuffer<ReadOnlyMemory<char>> dst) => VBufferEditor.Fill<ReadOnlyMemory<char>>(ref dst, texts));
        return builder.ToAnnotations();
    }
}

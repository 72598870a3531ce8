namespace Microsoft.ML.Transforms;

/// <summary>The stand-in scales columns of Single and leaves 0 where it is.</summary>
public sealed class NormalizingEstimator : IEstimator<NormalizingTransformer>
{
    private readonly string _output;
    private readonly string _input;
    private readonly Func<float[], double> _scale;

    internal NormalizingEstimator(string output, string input, Func<float[], double> scale)
    {
        Check.HasText(output, "name");
        _output = output;
        _input = input;
        _scale = scale;
    }

    public NormalizingTransformer Fit(IDataView input)
    {
        var source = Columns.Find(input.Schema, _input, "input");
        using var cursor = input.GetRowCursor([source]);
        var read = ColumnValues.SinglesReader(cursor, source);
        var rows = new List<float[]>();
        while (cursor.MoveNext())
            rows.Add(read());
        int slots = source.Type is VectorDataViewType ? Columns.CheckVector(source, "input") : 1;
        var scales = Enumerable.Range(0, slots).Select(slot => Scale(rows.Select(row => row[slot]).Where(float.IsFinite).ToArray()));
        return new NormalizingTransformer(_output, _input, source.Type, scales.ToArray());
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        var source = Columns.Find(inputSchema, _input, "input");
        if (source.Kind == SchemaShape.Column.VectorKind.VariableVector || source.ItemType != NumberDataViewType.Single)
            throw SchemaErrors.WrongType("input", source.Name, "Single or Vector<Single>", $"{source.Kind} of {source.ItemType}");
        var names = source.Annotations.Where(a => a.Name == AnnotationKinds.SlotNames);
        return inputSchema.With(new(_output, source.Kind, source.ItemType, false, new SchemaShape(names)));
    }

    /// <summary>As officially, a slot that never changes becomes 0.</summary>
    private float Scale(float[] values) => values.Length == 0 || values.Min() == values.Max() ? 0 : (float)_scale(values);
}

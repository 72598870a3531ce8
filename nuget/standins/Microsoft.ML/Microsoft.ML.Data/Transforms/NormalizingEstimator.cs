namespace Microsoft.ML.Transforms;

public sealed class NormalizingEstimator : IEstimator<NormalizingTransformer>
{
    private readonly IHost _host;
    private readonly NormalizingOptions _options;

    internal NormalizingEstimator(IHostEnvironment env, NormalizingOptions options)
    {
        Check.HasText(options.Output, "name");
        Check.Param(options.MaximumExampleCount > 1, "maximumExampleCount", "At least two examples are needed.");
        _host = env.Register(nameof(NormalizingEstimator));
        _options = options;
    }

    public NormalizingTransformer Fit(IDataView input)
    {
        Check.NotNull(input, nameof(input));
        var source = Columns.Find(input.Schema, _options.Input, "input", "data");
        using var cursor = input.GetRowCursor([source]);
        var statistics = new SlotStatistics(cursor, source, _options.MaximumExampleCount);
        while (cursor.MoveNext())
            statistics.Add();
        return new NormalizingTransformer(_host, [statistics.Result(_options, source.Type)]);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Check.NotNull(inputSchema, nameof(inputSchema));
        var source = Columns.Find(inputSchema, _options.Input, "input");
        if (source.Kind == SchemaShape.Column.VectorKind.VariableVector || source.ItemType != NumberDataViewType.Single)
            throw SchemaErrors.WrongType(nameof(inputSchema), "input", source.Name, "Single, scalar or vector of known size", source.GetTypeString());
        var annotations = new List<SchemaShape.Column> { Shapes.IsNormalized };
        if (source.Annotations.TryFindColumn(AnnotationKinds.SlotNames, out var names))
            annotations.Add(names);
        return inputSchema.With(new SchemaShape.Column(_options.Output, source.Kind, source.ItemType, source.IsKey, new SchemaShape(annotations)));
    }
}

internal sealed record NormalizingOptions(string Output, string Input, bool IsMinMax, long MaximumExampleCount, bool FixZero);

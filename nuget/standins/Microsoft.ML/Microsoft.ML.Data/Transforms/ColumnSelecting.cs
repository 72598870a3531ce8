[assembly: LoadableClass(typeof(ColumnSelectingTransformer), null, typeof(SignatureLoadModel), nameof(ColumnSelectingTransformer))]

namespace Microsoft.ML.Transforms;

public sealed class ColumnSelectingEstimator : TrivialEstimator<ColumnSelectingTransformer>
{
    internal ColumnSelectingEstimator(string[] dropped) : base(new(dropped)) { }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema) =>
        new(inputSchema.Where(c => !Transformer.Dropped.Contains(c.Name)));
}

/// <summary>The stand-in drops columns; it has no way to name those that are kept.</summary>
public sealed class ColumnSelectingTransformer : ITransformer
{
    internal readonly string[] Dropped;

    internal ColumnSelectingTransformer(string[] dropped) => Dropped = dropped;
    bool ITransformer.IsRowToRowMapper => true;
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;
    public IDataView Transform(IDataView input) => new MappedView(input, Bind(input.Schema));
    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema);

    private ColumnMapper Bind(DataViewSchema inputSchema)
    {
        foreach (string name in Dropped)
            Columns.Find(inputSchema, name, "input");
        return ColumnMapper.Dropping(inputSchema, Dropped);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(VersionInfo.Of(typeof(ColumnSelectingTransformer)));
        TypeCodec.Write(ctx.Writer, Dropped);
    }

    private static ColumnSelectingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(VersionInfo.Of(typeof(ColumnSelectingTransformer)));
        return new ColumnSelectingTransformer(TypeCodec.ReadStrings(ctx.Reader));
    }
}

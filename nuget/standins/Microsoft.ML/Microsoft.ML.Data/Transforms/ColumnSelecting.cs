[assembly: LoadableClass(typeof(ColumnSelectingTransformer), null,
    typeof(SignatureLoadModel), "", ColumnSelectingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

public sealed class ColumnSelectingEstimator : TrivialEstimator<ColumnSelectingTransformer>
{
    internal ColumnSelectingEstimator(IHostEnvironment env, string[] columns, bool keep, bool keepHidden)
        : base(env.Register(nameof(ColumnSelectingEstimator)), new ColumnSelectingTransformer(env, columns, keep, keepHidden)) { }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Check.NotNull(inputSchema, nameof(inputSchema));
        Transformer.CheckNames(inputSchema.Select(c => c.Name));
        return new SchemaShape(inputSchema.Where(c => Transformer.Keeps(c.Name)));
    }
}

public sealed class ColumnSelectingTransformer : ITransformer
{
    internal const string LoaderSignature = "SelectColumnsTransform";
    private readonly string[] _columns;
    private readonly bool _keep;
    private readonly bool _keepHidden;

    internal ColumnSelectingTransformer(IHostEnvironment env, string[] columns, bool keep, bool keepHidden)
    {
        env.Register(nameof(ColumnSelectingTransformer));
        Check.That(columns is { Length: > 0 }, "No columns are named.");
        _columns = columns;
        _keep = keep;
        _keepHidden = keepHidden;
    }

    private static VersionInfo Version => Versions.First("SELCOLST", typeof(ColumnSelectingTransformer), LoaderSignature);
    bool ITransformer.IsRowToRowMapper => true;
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema, nameof(inputSchema)).OutputSchema;
    public IDataView Transform(IDataView input) => new MappedView(input, Bind(input?.Schema, nameof(input)));
    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema, nameof(inputSchema));
    internal bool Keeps(string name) => _columns.Contains(name) == _keep;

    internal void CheckNames(IEnumerable<string> names)
    {
        var missing = _columns.Except(names).ToArray();
        if (missing.Length > 0)
            throw SchemaErrors.NoColumn("inputSchema", "input", string.Join(",", missing));
    }

    /// <summary>What is kept comes in the order it was named; what is left after dropping stays where it was, hidden columns too.</summary>
    private ColumnMapper Bind(DataViewSchema schema, string parameter)
    {
        Check.NotNull(schema, parameter);
        CheckNames(schema.Select(c => c.Name));
        var kept = _keep
            ? _columns.SelectMany(name => schema.Where(c => c.Name == name && (_keepHidden || !c.IsHidden)))
            : schema.Where(c => Keeps(c.Name));
        return ColumnMapper.Keeping(schema, kept.Select(c => c.Index));
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        ctx.Writer.Write(_keep);
        ctx.Writer.Write(_keepHidden);
        ctx.Writer.Write(_columns.Length);
        foreach (string column in _columns)
            ctx.SaveNonEmptyString(column);
    }

    private static ColumnSelectingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        bool keep = ctx.Reader.ReadBoolean();
        bool keepHidden = ctx.Reader.ReadBoolean();
        var columns = new string[ctx.Reader.ReadInt32()];
        for (int i = 0; i < columns.Length; i++)
            columns[i] = ctx.LoadNonEmptyString();
        return new ColumnSelectingTransformer(env, columns, keep, keepHidden);
    }
}

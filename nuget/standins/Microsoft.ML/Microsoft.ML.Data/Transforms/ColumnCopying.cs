[assembly: LoadableClass(typeof(ColumnCopyingTransformer), null, typeof(SignatureLoadModel), "", ColumnCopyingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

public sealed class ColumnCopyingEstimator : TrivialEstimator<ColumnCopyingTransformer>
{
    internal ColumnCopyingEstimator(IHostEnvironment env, string outputColumnName, string inputColumnName)
        : base(env.Register(nameof(ColumnCopyingEstimator)), new ColumnCopyingTransformer(env, (outputColumnName, inputColumnName))) { }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Check.NotNull(inputSchema, nameof(inputSchema));
        return inputSchema.With(Transformer.ColumnPairs.Select(p =>
        {
            var source = Columns.Find(inputSchema, p.inputColumnName, "input");
            return new SchemaShape.Column(p.outputColumnName, source.Kind, source.ItemType, source.IsKey, source.Annotations);
        }).ToArray());
    }
}

public sealed class ColumnCopyingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "CopyTransform";

    internal ColumnCopyingTransformer(IHostEnvironment env, params (string outputColumnName, string inputColumnName)[] columns)
        : base(env.Register(nameof(ColumnCopyingTransformer)), columns) { }

    private static VersionInfo Version => Versions.First("COPYCOLT", typeof(ColumnCopyingTransformer), LoaderSignature);
    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        SaveColumns(ctx);
    }

    private static ColumnCopyingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        return new ColumnCopyingTransformer(env, LoadColumns(ctx));
    }

    private sealed class Mapper : OneToOneMapper
    {
        public Mapper(ColumnCopyingTransformer parent, DataViewSchema schema) : base(parent, schema) =>
            Columns = parent.ColumnPairs.Select((p, i) => new DataViewSchema.DetachedColumn(p.outputColumnName, Inputs[i].Type, Inputs[i].Annotations)).ToArray();

        public override DataViewSchema.DetachedColumn[] Columns { get; }

        protected override Delegate MakeGetter(DataViewRow input, int added) =>
            Generic.Call<Delegate>(Getter<int>, Inputs[added].Type.RawType, input, Inputs[added].Index);

        private static Delegate Getter<T>(DataViewRow input, int column) => input.GetGetter<T>(input.Schema[column]);
    }
}

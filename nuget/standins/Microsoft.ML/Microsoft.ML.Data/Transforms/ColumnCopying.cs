[assembly: LoadableClass(typeof(ColumnCopyingTransformer), null, typeof(SignatureLoadModel), nameof(ColumnCopyingTransformer))]

namespace Microsoft.ML.Transforms;

public sealed class ColumnCopyingEstimator : TrivialEstimator<ColumnCopyingTransformer>
{
    internal ColumnCopyingEstimator(string outputColumnName, string inputColumnName) : base(new(outputColumnName, inputColumnName)) { }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        var source = Columns.Find(inputSchema, Transformer.Input, "input");
        return inputSchema.With(new(Transformer.Output, source.Kind, source.ItemType, source.IsKey, source.Annotations));
    }
}

public sealed class ColumnCopyingTransformer : RowToRowTransformerBase
{
    internal readonly string Output;
    internal readonly string Input;

    internal ColumnCopyingTransformer(string outputColumnName, string inputColumnName)
    {
        Check.HasText(outputColumnName, nameof(outputColumnName));
        Check.HasText(inputColumnName, nameof(inputColumnName));
        Output = outputColumnName;
        Input = inputColumnName;
    }

    internal static AddedColumn Copy(string name, DataViewSchema.Column source)
    {
        Delegate MakeGetter(DataViewRow row) => Generic.Call<Delegate>(Getter<int>, source.Type.RawType, row, source);
        return new(new(name, source.Type, source.Annotations), [source], MakeGetter);
    }

    private protected override AddedColumn Add(DataViewSchema inputSchema) => Copy(Output, Columns.Find(inputSchema, Input, "input"));

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SaveNonEmptyString(Output);
        ctx.SaveNonEmptyString(Input);
    }

    private static ColumnCopyingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(VersionInfo.Of(typeof(ColumnCopyingTransformer)));
        return new ColumnCopyingTransformer(ctx.LoadNonEmptyString(), ctx.LoadNonEmptyString());
    }

    private static ValueGetter<T> Getter<T>(DataViewRow row, DataViewSchema.Column source) => row.GetGetter<T>(source);
}

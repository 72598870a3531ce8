[assembly: LoadableClass(typeof(TypeConvertingTransformer), null,
    typeof(SignatureLoadModel), "", TypeConvertingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

public sealed class TypeConvertingEstimator : TrivialEstimator<TypeConvertingTransformer>
{
    internal TypeConvertingEstimator(IHostEnvironment env, string outputColumnName, string inputColumnName)
        : base(env.Register(nameof(TypeConvertingEstimator)), new TypeConvertingTransformer(env, (outputColumnName, inputColumnName))) { }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Check.NotNull(inputSchema, nameof(inputSchema));
        var (output, input) = Transformer.ColumnPairs[0];
        var source = Columns.Find(inputSchema, input, "input");
        TypeConvertingTransformer.CheckSource(input, source.IsKey ? null : source.ItemType);
        return inputSchema.With(new SchemaShape.Column(output, source.Kind, NumberDataViewType.Single, false, source.Annotations));
    }
}

/// <summary>Numbers and booleans to Single.</summary>
public sealed class TypeConvertingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "ConvertTransform";

    internal TypeConvertingTransformer(IHostEnvironment env, params (string outputColumnName, string inputColumnName)[] columns)
        : base(env.Register(nameof(TypeConvertingTransformer)), columns) { }

    private static VersionInfo Version => Versions.First("CONVERTF", typeof(TypeConvertingTransformer), LoaderSignature);

    internal static void CheckSource(string column, DataViewType item) => Check.Param(
        item is NumberDataViewType or BooleanDataViewType, "inputSchema", $"Column '{column}' holds neither numbers nor booleans.");

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        SaveColumns(ctx);
    }

    private static TypeConvertingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        return new TypeConvertingTransformer(env, LoadColumns(ctx));
    }

    private sealed class Mapper : OneToOneMapper
    {
        public Mapper(TypeConvertingTransformer parent, DataViewSchema schema) : base(parent, schema) =>
            Columns = parent.ColumnPairs.Select((p, i) => Output(p.outputColumnName, Inputs[i])).ToArray();

        public override DataViewSchema.DetachedColumn[] Columns { get; }

        protected override Delegate MakeGetter(DataViewRow input, int added)
        {
            var read = Numbers.Reader(input, Inputs[added]);
            return Inputs[added].Type is VectorDataViewType
                ? (ValueGetter<VBuffer<float>>)((ref VBuffer<float> dst) => Buffers.SetDense<float>(ref dst, read().Select(v => (float)v).ToArray()))
                : (ValueGetter<float>)((ref float dst) => dst = (float)read()[0]);
        }

        private static DataViewSchema.DetachedColumn Output(string name, DataViewSchema.Column source)
        {
            var vector = source.Type as VectorDataViewType;
            CheckSource(source.Name, vector?.ItemType ?? source.Type);
            var builder = new DataViewSchema.Annotations.Builder();
            builder.Add(source.Annotations, kind => kind == AnnotationKinds.SlotNames || kind == AnnotationKinds.IsNormalized);
            if (source.Type is BooleanDataViewType)
                builder.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
            DataViewType type = vector == null ? NumberDataViewType.Single : new VectorDataViewType(NumberDataViewType.Single, vector.Dimensions);
            return new(name, type, builder.ToAnnotations());
        }
    }
}

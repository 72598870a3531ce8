[assembly: LoadableClass(typeof(NormalizingTransformer), null, typeof(SignatureLoadModel), "", NormalizingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

/// <summary>(value − offset) · scale for each slot. The stand-in does so for Single only, the official package for Double too.</summary>
public sealed class NormalizingTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "Normalizer";

    private readonly Affine[] _columns;

    internal NormalizingTransformer(IHostEnvironment env, Affine[] columns)
        : base(env.Register(nameof(NormalizingTransformer)), columns.Select(c => (c.Output, c.Input)).ToArray()) => _columns = columns;

    private static VersionInfo Version => Versions.First("NORMALZR", typeof(NormalizingTransformer), LoaderSignature);

    internal static DataViewType CheckType(DataViewSchema.Column column) =>
        column.Type == NumberDataViewType.Single || column.Type is VectorDataViewType { IsKnownSize: true } vector && vector.ItemType == NumberDataViewType.Single
            ? column.Type
            : throw SchemaErrors.WrongType("inputSchema", "input", column.Name, "Single, scalar or vector of known size", column.Type.ToString());

    /// <summary>The values of the present row; a scalar is a vector of one.</summary>
    internal static Func<float[]> Reader(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is VectorDataViewType)
            return ColumnValues.Reader<float[]>(row, column);
        var read = ColumnValues.Reader<float>(row, column);
        return () => [read()];
    }

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        SaveColumns(ctx);
        foreach (var column in _columns)
        {
            TypeCodec.Write(ctx.Writer, column.Type);
            ctx.Writer.Write(column.Scale.Length);
            foreach (float value in column.Scale.Concat(column.Offset))
                ctx.Writer.Write(value);
        }
    }

    private static NormalizingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        return new NormalizingTransformer(env, LoadColumns(ctx).Select(pair =>
        {
            var type = TypeCodec.Read(ctx.Reader);
            int size = ctx.Reader.ReadInt32();
            float[] Values() => Enumerable.Range(0, size).Select(_ => ctx.Reader.ReadSingle()).ToArray();
            return new Affine(pair.outputColumnName, pair.inputColumnName, type, Values(), Values());
        }).ToArray());
    }

    internal sealed record Affine(string Output, string Input, DataViewType Type, float[] Scale, float[] Offset);

    private sealed class Mapper : OneToOneMapper
    {
        private readonly NormalizingTransformer _parent;

        public Mapper(NormalizingTransformer parent, DataViewSchema schema) : base(parent, schema)
        {
            _parent = parent;
            Columns = parent._columns.Select((c, i) => new DataViewSchema.DetachedColumn(c.Output, c.Type, Annotations(Inputs[i]))).ToArray();
        }

        public override DataViewSchema.DetachedColumn[] Columns { get; }

        protected override Delegate MakeGetter(DataViewRow input, int added)
        {
            var column = _parent._columns[added];
            var read = Reader(input, input.Schema[Inputs[added].Index]);
            float[] Next()
            {
                float[] row = read();
                Check.That(row.Length == column.Scale.Length, $"Column '{column.Input}' has {row.Length} slots instead of {column.Scale.Length}.");
                for (int i = 0; i < row.Length; i++)
                    row[i] = (row[i] - column.Offset[i]) * column.Scale[i];
                return row;
            }
            return column.Type is VectorDataViewType
                ? (ValueGetter<VBuffer<float>>)((ref VBuffer<float> dst) => Buffers.Set(ref dst, Next(), value => value == 0))
                : (ValueGetter<float>)((ref float dst) => dst = Next()[0]);
        }

        private static DataViewSchema.Annotations Annotations(DataViewSchema.Column source)
        {
            CheckType(source);
            var builder = new DataViewSchema.Annotations.Builder();
            builder.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
            builder.Add(source.Annotations, kind => kind == AnnotationKinds.SlotNames);
            return builder.ToAnnotations();
        }
    }
}

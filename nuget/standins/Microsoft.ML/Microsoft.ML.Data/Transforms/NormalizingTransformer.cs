[assembly: LoadableClass(typeof(NormalizingTransformer), null, typeof(SignatureLoadModel), nameof(NormalizingTransformer))]

namespace Microsoft.ML.Transforms;

public sealed class NormalizingTransformer : RowToRowTransformerBase
{
    private readonly string _output;
    private readonly string _input;
    private readonly DataViewType _type;
    private readonly float[] _scales;

    internal NormalizingTransformer(string output, string input, DataViewType type, float[] scales)
    {
        _output = output;
        _input = input;
        _type = type;
        _scales = scales;
    }

    private protected override AddedColumn Add(DataViewSchema inputSchema)
    {
        var source = Columns.Find(inputSchema, _input, "input");
        if (!source.Type.Equals(_type))
            throw SchemaErrors.WrongType("input", _input, _type.ToString(), source.Type.ToString());
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(source.Annotations, kind => kind == AnnotationKinds.SlotNames);
        return new(new(_output, _type, annotations.ToAnnotations()), [source], row => MakeGetter(row, source));
    }

    private Delegate MakeGetter(DataViewRow row, DataViewSchema.Column source)
    {
        var read = ColumnValues.SinglesReader(row, source);
        float[] Scaled() => read().Zip(_scales, (value, scale) => value * scale).ToArray();
        return _type is VectorDataViewType
            ? (ValueGetter<VBuffer<float>>)((ref VBuffer<float> dst) => VBufferEditor.Fill<float>(ref dst, Scaled()))
            : (ValueGetter<float>)((ref float dst) => dst = Scaled()[0]);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SaveNonEmptyString(_output);
        ctx.SaveNonEmptyString(_input);
        TypeCodec.Write(ctx.Writer, _type);
        TypeCodec.Write(ctx.Writer, _scales);
    }

    private static NormalizingTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(VersionInfo.Of(typeof(NormalizingTransformer)));
        return new(ctx.LoadNonEmptyString(), ctx.LoadNonEmptyString(), TypeCodec.Read(ctx.Reader), TypeCodec.ReadSingles(ctx.Reader));
    }
}

using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Transforms.Onnx;

[assembly: LoadableClass(typeof(OnnxTransformer), null, typeof(SignatureLoadModel), OnnxTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Runs a graph of tensors on one row at a time, as the official one does; of unknown dimensions each is 1.</summary>
public sealed class OnnxTransformer : ITransformer, IDisposable
{
    internal const string LoaderSignature = "OnnxTransform";
    private readonly string[] _inputs;
    private readonly InferenceSession _session;
    private readonly DataViewSchema.DetachedColumn[] _columns;

    internal OnnxTransformer(string[] inputs, string[] outputs, byte[] model)
    {
        _inputs = inputs;
        _session = new InferenceSession(model);
        _columns = outputs.Select(output => Column(model, output)).ToArray();
    }

    bool ITransformer.IsRowToRowMapper => true;
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;
    public IDataView Transform(IDataView input) => new MappedView(input, Bind(input.Schema));
    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema);
    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException("The stand-in loads models of this kind only.");
    public void Dispose() => _session.Dispose();

    private static OnnxTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(new VersionInfo("ONNXSCOR", 0x00010003, 0x00010003, 0x00010001, null));
        byte[] model = null;
        ctx.TryLoadBinaryStream("OnnxModel", reader => model = reader.ReadBytes(reader.ReadInt32()));
        string[] inputs = LoadNames(ctx), outputs = LoadNames(ctx);
        Check.Served(ctx.Reader.ReadInt32() == 0, "shapes");
        ctx.Reader.ReadInt32(); // how deep protobuf messages may nest
        return new OnnxTransformer(inputs, outputs, model);
    }

    private static string[] LoadNames(ModelLoadContext ctx) =>
        Enumerable.Range(0, ctx.Reader.ReadInt32()).Select(_ => ctx.LoadNonEmptyString()).ToArray();

    private DataViewSchema.DetachedColumn Column(byte[] model, string output)
    {
        var tensor = _session.OutputMetadata[output];
        var type = new VectorDataViewType(PrimitiveTypes.Of(tensor.ElementType), tensor.Dimensions.Select(d => Math.Max(d, 1)).ToArray());
        string[] names = GraphSlotNames.Of(model, output);
        return new(output, type, names.Length > 0 ? SlotNames.Annotate(names) : null);
    }

    private ColumnMapper Bind(DataViewSchema schema)
    {
        var inputs = _inputs.Select(name => Columns.Find(schema, name, "input")).ToArray();
        return ColumnMapper.Adding(schema, _columns.Select(c => new AddedColumn(c, inputs, Getter(c, inputs))).ToArray());
    }

    private Func<DataViewRow, Delegate> Getter(DataViewSchema.DetachedColumn column, DataViewSchema.Column[] inputs) =>
        row => column.Type.RawType == typeof(VBuffer<bool>) ? Getter<bool>(row, column.Name, inputs) : Getter<float>(row, column.Name, inputs);

    private ValueGetter<VBuffer<T>> Getter<T>(DataViewRow row, string output, DataViewSchema.Column[] inputs) where T : unmanaged
    {
        var getters = inputs.Select(row.GetGetter<VBuffer<float>>).ToArray();
        return (ref VBuffer<T> dst) =>
        {
            var values = getters.Zip(_inputs, Value).ToArray();
            using var options = new RunOptions();
            using var results = _session.Run(options, _inputs, values, [output]);
            var found = results[0].GetTensorDataAsSpan<T>();
            var editor = VBufferEditor.Create(ref dst, found.Length);
            found.CopyTo(editor.Values);
            dst = editor.Commit();
        };
    }

    private OrtValue Value(ValueGetter<VBuffer<float>> getter, string name)
    {
        VBuffer<float> vector = default;
        getter(ref vector);
        long[] shape = [.. _session.InputMetadata[name].Dimensions.Select(d => (long)Math.Max(d, 1))];
        return OrtValue.CreateTensorValueFromMemory(vector.DenseValues().ToArray(), shape);
    }
}

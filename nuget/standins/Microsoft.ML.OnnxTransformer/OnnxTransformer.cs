using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.Transforms.Onnx;

[assembly: LoadableClass(typeof(OnnxTransformer), null, typeof(SignatureLoadModel), "", OnnxTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms.Onnx;

/// <summary>Runs a graph of tensors on one row at a time, as the official one does; of unknown dimensions each is 1.</summary>
public sealed class OnnxTransformer : RowToRowTransformerBase, IDisposable
{
    internal const string LoaderSignature = "OnnxTransform";
    private readonly string[] _inputs;
    private readonly byte[] _model;
    private readonly InferenceSession _session;

    internal OnnxTransformer(IHostEnvironment env, string[] inputs, string[] outputs, byte[] model)
        : base(env.Register(nameof(OnnxTransformer)))
    {
        _inputs = inputs;
        _model = model;
        _session = new InferenceSession(model);
        OutputColumns = outputs.Select(Column).ToArray();
    }

    internal DataViewSchema.DetachedColumn[] OutputColumns { get; }
    private static VersionInfo Version => new("ONNXSCOR", 0x00010003, 0x00010003, 0x00010001, "Microsoft.ML.OnnxTransformer", LoaderSignature);
    public void Dispose() => _session.Dispose();
    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private DataViewSchema.DetachedColumn Column(string output)
    {
        var tensor = _session.OutputMetadata[output];
        var item = PrimitiveTypes.Of(tensor.ElementType);
        var annotations = new DataViewSchema.Annotations.Builder();
        var names = SlotNames.Of(_model, output);
        if (names.Length > 0)
            annotations.Add(AnnotationKinds.SlotNames, new VectorDataViewType(TextDataViewType.Instance, names.Length),
                (ref VBuffer<ReadOnlyMemory<char>> dst) => Buffers.SetDense<ReadOnlyMemory<char>>(ref dst, names));
        return new(output, new VectorDataViewType(item, tensor.Dimensions.Select(d => Math.Max(d, 1)).ToArray()), annotations.ToAnnotations());
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        ctx.SaveBinaryStream("OnnxModel", writer =>
        {
            writer.Write(_model.Length);
            writer.Write(_model);
        });
        SaveNames(ctx, _inputs);
        SaveNames(ctx, OutputColumns.Select(c => c.Name).ToArray());
        ctx.Writer.Write(0);
        ctx.Writer.Write(100);
    }

    private static OnnxTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        byte[] model = null;
        ctx.TryLoadBinaryStream("OnnxModel", reader => model = reader.ReadBytes(reader.ReadInt32()));
        string[] inputs = LoadNames(ctx), outputs = LoadNames(ctx);
        if (ctx.Reader.ReadInt32() != 0)
            throw new NotSupportedException("The stand-in takes the graph's shapes only.");
        ctx.Reader.ReadInt32();
        return new OnnxTransformer(env, inputs, outputs, model);
    }

    private static void SaveNames(ModelSaveContext ctx, string[] names)
    {
        ctx.Writer.Write(names.Length);
        foreach (string name in names)
            ctx.SaveNonEmptyString(name);
    }

    private static string[] LoadNames(ModelLoadContext ctx) =>
        Enumerable.Range(0, ctx.Reader.ReadInt32()).Select(_ => ctx.LoadNonEmptyString()).ToArray();

    private sealed class Mapper(OnnxTransformer parent, DataViewSchema schema) : RowMapper
    {
        private readonly DataViewSchema.Column[] _inputs = parent._inputs.Select(name => Data.Columns.Find(schema, name, "input")).ToArray();

        public override DataViewSchema.DetachedColumn[] Columns => parent.OutputColumns;
        public override IEnumerable<int> InputsOf(int added) => _inputs.Select(c => c.Index);
        protected override Delegate MakeGetter(DataViewRow input, int added) => throw new NotSupportedException();

        public override Delegate[] MakeGetters(DataViewRow input, Func<int, bool> active)
        {
            var getters = _inputs.Select(c => input.GetGetter<VBuffer<float>>(c)).ToArray();
            string[] outputs = Columns.Select(c => c.Name).Where((_, i) => active(i)).ToArray();
            Dictionary<string, OrtValue> row = null;
            long position = -1;
            return Columns.Select((c, i) => !active(i) ? null : c.Type.RawType == typeof(VBuffer<bool>) ? Getter<bool>(c.Name) : Getter<float>(c.Name)).ToArray();

            Delegate Getter<T>(string name) where T : unmanaged => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> dst) =>
            {
                if (position != input.Position || position < 0)
                    Run();
                Buffers.SetDense(ref dst, row[name].GetTensorDataAsSpan<T>());
            });

            void Run()
            {
                var values = getters.Select((getter, i) => Value(getter, _inputs[i].Name)).ToArray();
                using var options = new RunOptions();
                row = outputs.Zip(parent._session.Run(options, parent._inputs, values, outputs)).ToDictionary(p => p.First, p => p.Second);
                position = input.Position;
            }
        }

        private OrtValue Value(ValueGetter<VBuffer<float>> getter, string name)
        {
            VBuffer<float> vector = default;
            getter(ref vector);
            long[] shape = [.. parent._session.InputMetadata[name].Dimensions.Select(d => (long)Math.Max(d, 1))];
            return OrtValue.CreateTensorValueFromMemory(vector.DenseValues().ToArray(), shape);
        }
    }
}

[assembly: LoadableClass(typeof(PrincipalComponentAnalysisTransformer), null,
    typeof(SignatureLoadModel), "", PrincipalComponentAnalysisTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

public sealed class PrincipalComponentAnalyzer : IEstimator<PrincipalComponentAnalysisTransformer>
{
    private readonly IHost _host;
    private readonly (string Output, string Input) _pair;
    private readonly string _weight;
    private readonly PcaOptions _options;

    internal PrincipalComponentAnalyzer(IHostEnvironment env, (string Output, string Input) pair, string weight, PcaOptions options)
    {
        Check.Param(options.Rank > 0, "Rank", "It must be positive.");
        Check.Param(options.Oversampling >= 0, "Oversampling", "It is not negative.");
        _host = env.Register(nameof(PrincipalComponentAnalyzer));
        _pair = pair;
        _weight = weight;
        _options = options;
    }

    public PrincipalComponentAnalysisTransformer Fit(IDataView input)
    {
        var column = Columns.Find(input.Schema, _pair.Input, "input");
        int size = PrincipalComponentAnalysisTransformer.SizeOf(column);
        Check.Param(_options.Rank <= size, "Rank", $"Of {size} features there are not {_options.Rank} components.");
        Check.That(_weight == null || input.Schema.GetColumnOrNull(_weight) != null, $"There is no weight column '{_weight}'.");
        var (components, mean) = PcaTraining.Run(new TrainingRows(input, _pair.Input, _weight), _options, _host);
        return new PrincipalComponentAnalysisTransformer(_host, _pair, components, mean);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Check.NotNull(inputSchema, nameof(inputSchema));
        var source = Columns.Find(inputSchema, _pair.Input, "input");
        if (source.Kind != SchemaShape.Column.VectorKind.Vector || source.ItemType != NumberDataViewType.Single)
            throw SchemaErrors.WrongType(nameof(inputSchema), "input", source.Name, "Vector<Single>", source.GetTypeString());
        return inputSchema.With(new SchemaShape.Column(_pair.Output, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false));
    }
}

public sealed class PrincipalComponentAnalysisTransformer : OneToOneTransformerBase
{
    internal const string LoaderSignature = "PcaTransform";
    private readonly float[][] _components;
    private readonly float[] _mean;

    internal PrincipalComponentAnalysisTransformer(IHostEnvironment env, (string, string) pair, float[][] components, float[] mean)
        : base(env.Register(nameof(PrincipalComponentAnalysisTransformer)), pair)
    {
        _components = components;
        _mean = mean;
    }

    private static VersionInfo Version => Versions.First("PCA FUNC", typeof(PrincipalComponentAnalysisTransformer), LoaderSignature);

    internal static int SizeOf(DataViewSchema.Column column) =>
        column.Type is VectorDataViewType { Size: > 1 } vector && vector.ItemType == NumberDataViewType.Single
            ? vector.Size
            : throw SchemaErrors.WrongType("inputSchema", "input", column.Name, "a vector of two or more Singles, of known size", column.Type.ToString());

    private protected override RowMapper MakeRowMapper(DataViewSchema schema) => new Mapper(this, schema);

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        SaveColumns(ctx);
        ctx.Writer.Write(_components.Length);
        ctx.Writer.Write(_mean.Length);
        foreach (float value in _mean.Concat(_components.SelectMany(c => c)))
            ctx.Writer.Write(value);
    }

    private static PrincipalComponentAnalysisTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        var pair = LoadColumns(ctx)[0];
        int rank = ctx.Reader.ReadInt32(), size = ctx.Reader.ReadInt32();
        float[] Values() => Enumerable.Range(0, size).Select(_ => ctx.Reader.ReadSingle()).ToArray();
        float[] mean = Values();
        return new PrincipalComponentAnalysisTransformer(env, pair, Enumerable.Range(0, rank).Select(_ => Values()).ToArray(), mean);
    }

    private sealed class Mapper : OneToOneMapper
    {
        private readonly PrincipalComponentAnalysisTransformer _parent;

        public Mapper(PrincipalComponentAnalysisTransformer parent, DataViewSchema schema) : base(parent, schema)
        {
            _parent = parent;
            if (SizeOf(Inputs[0]) != parent._mean.Length)
                throw SchemaErrors.WrongType("inputSchema", "input", Inputs[0].Name, $"Vector<Single, {parent._mean.Length}>", Inputs[0].Type.ToString());
            Columns = [new(parent.ColumnPairs[0].outputColumnName, new VectorDataViewType(NumberDataViewType.Single, parent._components.Length))];
        }

        public override DataViewSchema.DetachedColumn[] Columns { get; }

        protected override Delegate MakeGetter(DataViewRow input, int added)
        {
            var source = input.GetGetter<VBuffer<float>>(input.Schema[Inputs[0].Index]);
            VBuffer<float> features = default;
            return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> dst) =>
            {
                source(ref features);
                var editor = VBufferEditor.Create(ref dst, _parent._components.Length);
                editor.Values.Clear();
                foreach (var (slot, value) in features.Items(all: true))
                    for (int i = 0; i < editor.Values.Length; i++)
                        editor.Values[i] += (value - _parent._mean[slot]) * _parent._components[i][slot];
                dst = editor.Commit();
            });
        }
    }
}

[assembly: LoadableClass(typeof(PrincipalComponentAnalysisTransformer), null,
    typeof(SignatureLoadModel), nameof(PrincipalComponentAnalysisTransformer))]

namespace Microsoft.ML.Transforms;

public sealed class PrincipalComponentAnalyzer : IEstimator<PrincipalComponentAnalysisTransformer>
{
    private readonly string _output;
    private readonly string _input;
    private readonly int _rank;

    internal PrincipalComponentAnalyzer(string output, string input, int rank)
    {
        Check.Param(rank > 0, nameof(rank), "It must be positive.");
        _output = output;
        _input = input;
        _rank = rank;
    }

    public PrincipalComponentAnalysisTransformer Fit(IDataView input)
    {
        int size = Columns.CheckVector(Columns.Find(input.Schema, _input, "input"), "input");
        Check.Param(_rank <= size, "Rank", $"Of {size} features there are not {_rank} components.");
        var rows = TrainingRows.Read(input, _input);
        float[] mean = Enumerable.Range(0, size).Select(j => rows.Average(row => row[j])).ToArray();
        return new PrincipalComponentAnalysisTransformer(_output, _input, mean, PrincipalComponents.Find(rows, mean, _rank));
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Columns.CheckVector(inputSchema, _input, "input");
        return inputSchema.With(new(_output, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false));
    }
}

public sealed class PrincipalComponentAnalysisTransformer : RowToRowTransformerBase
{
    private readonly string _output;
    private readonly string _input;
    private readonly float[] _mean;
    private readonly float[][] _components; // [rank][slots]

    internal PrincipalComponentAnalysisTransformer(string output, string input, float[] mean, float[][] components)
    {
        _output = output;
        _input = input;
        _mean = mean;
        _components = components;
    }

    private protected override AddedColumn Add(DataViewSchema inputSchema)
    {
        var source = Columns.Find(inputSchema, _input, "input");
        if (Columns.CheckVector(source, "input") != _mean.Length)
            throw SchemaErrors.WrongType("input", _input, $"Vector<Single, {_mean.Length}>", source.Type.ToString());
        var type = new VectorDataViewType(NumberDataViewType.Single, _components.Length);
        return new(new(_output, type), [source], row => MakeGetter(row, source));
    }

    private ValueGetter<VBuffer<float>> MakeGetter(DataViewRow row, DataViewSchema.Column source)
    {
        var read = ColumnValues.Reader<float[]>(row, source);
        return (ref VBuffer<float> dst) =>
        {
            float[] centred = read().Zip(_mean, (value, mean) => value - mean).ToArray();
            VBufferEditor.Fill<float>(ref dst, _components.Select(component => component.Zip(centred, (c, x) => c * x).Sum()).ToArray());
        };
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SaveNonEmptyString(_output);
        ctx.SaveNonEmptyString(_input);
        TypeCodec.Write(ctx.Writer, _mean);
        ctx.Writer.Write(_components.Length);
        foreach (float[] component in _components)
            TypeCodec.Write(ctx.Writer, component);
    }

    private static PrincipalComponentAnalysisTransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(VersionInfo.Of(typeof(PrincipalComponentAnalysisTransformer)));
        string output = ctx.LoadNonEmptyString(), input = ctx.LoadNonEmptyString();
        float[] mean = TypeCodec.ReadSingles(ctx.Reader);
        int rank = ctx.Reader.ReadInt32();
        return new(output, input, mean, Enumerable.Range(0, rank).Select(_ => TypeCodec.ReadSingles(ctx.Reader)).ToArray());
    }
}

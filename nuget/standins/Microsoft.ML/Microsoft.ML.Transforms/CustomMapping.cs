namespace Microsoft.ML.Transforms;

public sealed class CustomMappingEstimator<TSrc, TDst> : TrivialEstimator<CustomMappingTransformer<TSrc, TDst>> where TSrc : class, new()
    where TDst : class, new()
{
    internal CustomMappingEstimator(IHostEnvironment env, Action<TSrc, TDst> mapAction, SchemaDefinition input, SchemaDefinition output)
        : base(env.Register("CustomMappingEstimator"), new CustomMappingTransformer<TSrc, TDst>(mapAction, input, output)) { }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        foreach (var own in SchemaShape.Create(ObjectColumns.Of(typeof(TSrc), Transformer.Input, SchemaDefinition.Direction.Both).Schema))
        {
            var found = Columns.Find(inputSchema, own.Name, "input");
            bool fits = own.Kind == SchemaShape.Column.VectorKind.VariableVector
                ? found.Kind != SchemaShape.Column.VectorKind.Scalar
                : found.Kind == own.Kind;
            if (!fits || found.ItemType != own.ItemType || found.IsKey != own.IsKey)
                throw SchemaErrors.WrongType(nameof(inputSchema), "input", own.Name, own.GetTypeString(), found.GetTypeString());
        }
        return inputSchema.With(SchemaShape.Create(Transformer.Output.Schema).ToArray());
    }
}

public sealed class CustomMappingTransformer<TSrc, TDst> : ITransformer where TSrc : class, new() where TDst : class, new()
{
    private readonly Action<TSrc, TDst> _map;

    internal CustomMappingTransformer(Action<TSrc, TDst> mapAction, SchemaDefinition input, SchemaDefinition output)
    {
        Check.NotNull(mapAction, nameof(mapAction));
        _map = mapAction;
        Input = input;
        Output = ObjectColumns.Of(typeof(TDst), output, SchemaDefinition.Direction.Write);
    }

    internal SchemaDefinition Input { get; }
    internal ObjectColumns Output { get; }
    bool ITransformer.IsRowToRowMapper => true;
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    public IDataView Transform(IDataView input)
    {
        Check.NotNull(input, nameof(input));
        return new MappedView(input, Bind(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx) =>
        throw new InvalidOperationException("A mapping is code; the stand-in does not save it under a contract name.");

    private ColumnMapper Bind(DataViewSchema inputSchema)
    {
        Check.NotNull(inputSchema, nameof(inputSchema));
        return ColumnMapper.Adding(inputSchema, new CustomMapper<TSrc, TDst>(_map, new ObjectFiller<TSrc>(inputSchema, false, Input), Output));
    }
}

internal sealed class CustomMapper<TSrc, TDst>(Action<TSrc, TDst> map, ObjectFiller<TSrc> filler, ObjectColumns output) : RowMapper
    where TSrc : class, new() where TDst : class, new()
{
    public override DataViewSchema.DetachedColumn[] Columns { get; } = output.Schema.Select(c => new DataViewSchema.DetachedColumn(c)).ToArray();
    public override IEnumerable<int> InputsOf(int added) => filler.Reads.Select(c => c.Index);

    /// <summary>The mapping runs once a row, whichever of its columns are asked for.</summary>
    public override Delegate[] MakeGetters(DataViewRow input, Func<int, bool> active)
    {
        if (!Columns.Where((_, i) => active(i)).Any())
            return new Delegate[Columns.Length];
        var fill = filler.Bind(input);
        var source = new TSrc();
        var current = new Current<TDst> { Object = new TDst(), Position = 0 };
        var row = new ObjectRow<TDst>(output, current, active);
        long last = -1;
        void Refresh()
        {
            if (last == input.Position)
                return;
            fill(source);
            map(source, current.Object);
            last = input.Position;
        }
        return output.Schema.Select(c => active(c.Index) ? Generic.Call<Delegate>(Getter<int>, c.Type.RawType, row, c, (Action)Refresh) : null).ToArray();
    }

    protected override Delegate MakeGetter(DataViewRow input, int added) => MakeGetters(input, i => i == added)[added];

    private static Delegate Getter<T>(DataViewRow row, DataViewSchema.Column column, Action refresh)
    {
        var getter = row.GetGetter<T>(column);
        return (ValueGetter<T>)((ref T dst) =>
        {
            refresh();
            getter(ref dst);
        });
    }
}

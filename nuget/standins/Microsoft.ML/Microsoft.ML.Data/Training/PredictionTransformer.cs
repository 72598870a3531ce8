namespace Microsoft.ML.Data;

public abstract class PredictionTransformerBase<TModel> : IPredictionTransformer<TModel>, IDisposable where TModel : class
{
    private protected readonly IHost Host;

    private protected PredictionTransformerBase(IHost host, TModel model, DataViewSchema trainSchema)
    {
        Host = host;
        Model = model;
        TrainSchema = trainSchema;
    }

    public TModel Model { get; }
    internal DataViewSchema TrainSchema { get; }
    bool ITransformer.IsRowToRowMapper => true;
    public abstract DataViewSchema GetOutputSchema(DataViewSchema inputSchema);

    public IDataView Transform(IDataView input)
    {
        Check.NotNull(input, nameof(input));
        return new MappedView(input, Bind(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Bind(inputSchema);
    void ICanSaveModel.Save(ModelSaveContext ctx) => SaveModel(ctx);
    public void Dispose() => (Model as IDisposable)?.Dispose();
    private protected abstract ColumnMapper Bind(DataViewSchema inputSchema);
    private protected abstract void SaveModel(ModelSaveContext ctx);
}

public abstract class SingleFeaturePredictionTransformerBase<TModel> : PredictionTransformerBase<TModel>, ISingleFeaturePredictionTransformer<TModel>
    where TModel : class
{
    private protected SingleFeaturePredictionTransformerBase(IHost host, TModel model, DataViewSchema trainSchema, string featureColumn)
        : base(host, model, trainSchema)
    {
        FeatureColumnName = featureColumn;
        FeatureColumnType = Columns.Find(trainSchema, featureColumn, "feature", nameof(featureColumn)).Type;
    }

    public string FeatureColumnName { get; }
    public DataViewType FeatureColumnType { get; }
    public sealed override DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;
    private protected abstract RowMapper MakeMapper(DataViewSchema inputSchema, DataViewSchema.Column feature);
    private protected abstract VersionInfo Version { get; }

    private protected sealed override ColumnMapper Bind(DataViewSchema inputSchema)
    {
        Check.NotNull(inputSchema, nameof(inputSchema));
        var feature = Columns.Find(inputSchema, FeatureColumnName, "feature");
        if (!feature.Type.Equals(FeatureColumnType))
            throw SchemaErrors.WrongType(nameof(inputSchema), "feature", FeatureColumnName, FeatureColumnType.ToString(), feature.Type.ToString());
        return ColumnMapper.Adding(inputSchema, MakeMapper(inputSchema, feature));
    }

    private protected sealed override void SaveModel(ModelSaveContext ctx)
    {
        ctx.SetVersionInfo(Version);
        ctx.SaveModel((ICanSaveModel)Model, "Model");
        ctx.SaveBinaryStream("TrainSchema", writer => TypeCodec.Write(writer, TrainSchema));
        ctx.SaveNonEmptyString(FeatureColumnName);
    }

    private protected static (TModel Model, DataViewSchema Schema, string Feature) Load(IHostEnvironment env, ModelLoadContext ctx, VersionInfo version)
    {
        ctx.CheckAtModel(version);
        ctx.LoadModel<TModel, SignatureLoadModel>(env, out var model, "Model");
        DataViewSchema schema = null;
        ctx.TryLoadBinaryStream("TrainSchema", reader => schema = TypeCodec.ReadSchema(reader));
        return (model, schema, ctx.LoadNonEmptyString());
    }
}

namespace Microsoft.ML.Trainers;

public abstract class TrainerEstimatorBase<TTransformer, TModel> : ITrainerEstimator<TTransformer, TModel>
    where TTransformer : ISingleFeaturePredictionTransformer<TModel> where TModel : class
{
    private protected readonly IHost Host;
    public readonly SchemaShape.Column FeatureColumn;
    public readonly SchemaShape.Column WeightColumn;

    private protected TrainerEstimatorBase(IHost host, string feature, string weight)
    {
        Host = host;
        FeatureColumn = new SchemaShape.Column(feature, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false);
        if (weight != null)
            WeightColumn = new SchemaShape.Column(weight, SchemaShape.Column.VectorKind.Scalar, NumberDataViewType.Single, false);
    }

    public abstract TrainerInfo Info { get; }

    public TTransformer Fit(IDataView input)
    {
        CheckInput(SchemaShape.Create(input.Schema));
        return MakeTransformer(Train(new TrainingRows(input, FeatureColumn.Name, WeightColumn.Name)), input.Schema);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        Check.NotNull(inputSchema, nameof(inputSchema));
        CheckInput(inputSchema);
        return inputSchema.With(OutputColumns);
    }

    private protected abstract SchemaShape.Column[] OutputColumns { get; }
    private protected abstract TModel Train(TrainingRows rows);
    private protected abstract TTransformer MakeTransformer(TModel model, DataViewSchema trainSchema);

    private void CheckInput(SchemaShape inputSchema)
    {
        CheckColumn(inputSchema, FeatureColumn, "feature");
        if (WeightColumn.IsValid)
            CheckColumn(inputSchema, WeightColumn, "weight");
    }

    private static void CheckColumn(SchemaShape inputSchema, SchemaShape.Column wanted, string role)
    {
        var found = Columns.Find(inputSchema, wanted.Name, role);
        if (!wanted.IsCompatibleWith(found))
            throw SchemaErrors.WrongType(nameof(inputSchema), role, wanted.Name, wanted.GetTypeString(), found.GetTypeString());
    }
}

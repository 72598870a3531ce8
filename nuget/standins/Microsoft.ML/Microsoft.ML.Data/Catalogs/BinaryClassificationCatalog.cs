namespace Microsoft.ML;

/// <summary>Only to be compiled against: nothing here makes a binary classifier.</summary>
public sealed class BinaryClassificationCatalog
{
    internal BinaryClassificationCatalog() { }
    public BinaryClassificationTrainers Trainers { get; } = new();

    public BinaryPredictionTransformer<TModel> ChangeModelThreshold<TModel>(BinaryPredictionTransformer<TModel> model, float threshold)
        where TModel : class => throw new NotSupportedException("The stand-in has no binary classifiers.");

    public sealed class BinaryClassificationTrainers
    {
        internal BinaryClassificationTrainers() { }
    }
}

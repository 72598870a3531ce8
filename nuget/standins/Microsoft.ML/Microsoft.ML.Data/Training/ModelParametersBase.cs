namespace Microsoft.ML.Trainers;

public abstract class ModelParametersBase<TOutput> : ICanSaveModel, IPredictorProducing<TOutput>
{
    private protected readonly IHost Host;

    private protected ModelParametersBase(IHostEnvironment env, string name) => Host = env.Register(name);
    void ICanSaveModel.Save(ModelSaveContext ctx) => SaveCore(ctx);
    private protected abstract void SaveCore(ModelSaveContext ctx);

    /// <summary>The scorer that maps a feature vector to the model's output.</summary>
    internal abstract void Map(in VBuffer<float> features, ref TOutput output);

    internal abstract int OutputSize { get; }
}

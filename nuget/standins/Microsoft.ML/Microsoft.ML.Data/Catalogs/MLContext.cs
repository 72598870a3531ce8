namespace Microsoft.ML;

public sealed class MLContext : IHostEnvironment
{
    private readonly HostEnvironment _env;

    public MLContext(int? seed = null)
    {
        var rand = seed is int value ? new Random(value) : new Random();
        _env = new HostEnvironment(nameof(MLContext), rand, new ComponentCatalog(), Write);
        BinaryClassification = new BinaryClassificationCatalog();
        Clustering = new ClusteringCatalog(_env);
        AnomalyDetection = new AnomalyDetectionCatalog(_env);
        Transforms = new TransformsCatalog(_env);
        Model = new ModelOperationsCatalog(_env);
        Data = new DataOperationsCatalog(_env);
    }

    public BinaryClassificationCatalog BinaryClassification { get; }
    public ClusteringCatalog Clustering { get; }
    public AnomalyDetectionCatalog AnomalyDetection { get; }
    public TransformsCatalog Transforms { get; }
    public ModelOperationsCatalog Model { get; }
    public DataOperationsCatalog Data { get; }
    public ComponentCatalog ComponentCatalog => _env.ComponentCatalog;

    public event EventHandler<LoggingEventArgs> Log;

    IHost IHostEnvironment.Register(string name, int? seed, bool? verbose) => _env.Register(name, seed, verbose);
    IChannel IChannelProvider.Start(string name) => _env.Start(name);
    private void Write(string source, ChannelMessageKind kind, string message) => Log?.Invoke(this, new(message, kind, source));
}

public class LoggingEventArgs : EventArgs
{
    public LoggingEventArgs(string message, ChannelMessageKind kind, string source)
    {
        Kind = kind;
        Message = $"[Source={source}, Kind={kind}] {message}";
    }

    public ChannelMessageKind Kind { get; }
    public string Message { get; }
}

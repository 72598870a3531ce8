namespace Microsoft.ML;

public sealed class ClusteringCatalog
{
    internal ClusteringCatalog(IHostEnvironment env) => Trainers = new ClusteringTrainers(env);
    public ClusteringTrainers Trainers { get; }

    public sealed class ClusteringTrainers : IInternalCatalog
    {
        private readonly IHostEnvironment _env;

        internal ClusteringTrainers(IHostEnvironment env) => _env = env;
        IHostEnvironment IInternalCatalog.Environment => _env;
    }
}

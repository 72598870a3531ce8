using MLNet.Vae.Model;

namespace MLNet.Vae;

/// <summary>How long a training step is likely to take on a CPU.</summary>
internal static class BackendSpeed
{
    public static double StepMilliseconds(VaeBackend backend, VaeArchitecture architecture, int batchSize, int samples, int threads) => backend == VaeBackend.Managed ? 1 : 1;
}

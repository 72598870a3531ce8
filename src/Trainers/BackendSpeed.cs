using MLNet.Vae.Model;

namespace MLNet.Vae;

/// <summary>
/// How long a training step is likely to take on a CPU: a start that no model is too small for, and the floating-point operations of its
/// products at a rate. Good for saying which backend is the faster, not for saying how fast it is on a machine that was not measured.
/// </summary>
internal static class BackendSpeed
{
    // What `benchmarks/Backends table` prints below its table, for one thread and for two; more threads count as two.
    private static readonly Speed[] Managed = [new(0.027, 224), new(0.017, 419)];
    private static readonly Speed[] TorchSharp = [new(0.338, 151), new(0.416, 234)];

    /// <param name="backend">The managed backend or TorchSharp.</param>
    /// <param name="architecture">The model.</param>
    /// <param name="batchSize">Rows of a step.</param>
    /// <param name="samples">Latent samples of a row.</param>
    /// <param name="threads">Threads that the training may use.</param>
    public static double StepMilliseconds(VaeBackend backend, VaeArchitecture architecture, int batchSize, int samples, int threads)
    {
        var speed = (backend == VaeBackend.Managed ? Managed : TorchSharp)[threads > 1 ? 1 : 0];
        double products = Products(architecture.EncoderLayers) + (double)samples * Products(architecture.DecoderLayers);
        return speed.StartMilliseconds + 6 * batchSize * products / (1e6 * speed.GigaflopsPerSecond);
    }

    // Of a row: forward, back to the values and back to the weights, a multiplication and an addition each time.
    private static double Products(IEnumerable<LinearShape> layers) => layers.Sum(layer => (double)layer.Inputs * layer.Outputs);

    private readonly record struct Speed(double StartMilliseconds, double GigaflopsPerSecond);
}

using MLNet.Vae.Model;
using MLNet.Vae.Parts.Layers;

namespace MLNet.Vae.Training;

/// <summary>
/// How long a training step is likely to take: a start that no model is too small for, and the floating-point operations of its products at
/// a rate. Good for saying which backend is the faster, not for saying how fast it is on a machine that was not measured.
/// </summary>
internal readonly record struct BackendSpeed(double StartMilliseconds, double GigaflopsPerSecond)
{
    public double StepMilliseconds(NetworkArchitecture architecture, int batchSize, int samples)
    {
        double products = Products(architecture.EncoderLayers) + (double)samples * Products(architecture.DecoderLayers);
        return StartMilliseconds + 6 * batchSize * products / (1e6 * GigaflopsPerSecond);
    }

    // Of a row: forward, back to the values and back to the weights, a multiplication and an addition each time.
    private static double Products(IEnumerable<LayerShape> layers) => layers.Sum(layer => (double)layer.Products);
}

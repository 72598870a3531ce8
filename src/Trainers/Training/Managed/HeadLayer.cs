using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Training.Managed;

/// <summary>The encoder's last layer: μ, then log σ², as the weights give them.</summary>
internal sealed class HeadLayer<TS, TV>(PaddedLayer place, int blocks, LayerValues input) : TrainingLayer<TS, TV>(place, blocks, input)
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly LayerValues _output = new(blocks, place.Outputs);

    /// <summary>[2 · latent, 64].</summary>
    public Span<float> Output(int block) => _output.Block(block);

    protected override Span<float> Value(int block) => _output.Block(block);

    protected override void Finish(int block, int firstRow, int rows)
    {
    }
}

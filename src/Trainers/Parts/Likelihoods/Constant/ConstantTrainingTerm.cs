namespace MLNet.Vae.Parts.Likelihoods;

/// <summary><see cref="Constant"/> in training: there is nothing to learn.</summary>
internal sealed class ConstantTrainingTerm : ITrainingTerm
{
    public void Prepare(ReadOnlySpan<float> parameters)
    {
        // It owns none.
    }

    public double Evaluate(SlotBlock slots, int block, Span<float> output, ReadOnlySpan<float> target, float weight)
    {
        output.Clear();
        return 0;
    }

    public void ParameterGradients(ReadOnlySpan<float> parameters, Span<float> gradient)
    {
        // It owns none.
    }
}

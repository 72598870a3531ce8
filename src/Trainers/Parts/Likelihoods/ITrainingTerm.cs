namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>A likelihood's part of the training loss, over the features that have it. Any thread may evaluate any block.</summary>
internal interface ITrainingTerm
{
    /// <summary>Reads this step's parameters.</summary>
    void Prepare(ReadOnlySpan<float> parameters);

    /// <summary>Some slots over a block of rows. A row whose target is NaN is not observed and takes no part.</summary>
    /// <param name="slots">The numbers of their outputs: one block of the likelihood's.</param>
    /// <param name="block">Number of the block of rows.</param>
    /// <param name="output">What the decoder gives, [outputs, 64]; receives the gradient by it times <paramref name="weight"/>.</param>
    /// <param name="target">x in the model's units, [slots, 64].</param>
    /// <param name="weight">Weight of a row in the loss.</param>
    /// <returns>−log p(x | z) summed over the rows, in nats, not weighted.</returns>
    double Evaluate(SlotBlock slots, int block, Span<float> output, ReadOnlySpan<float> target, float weight);

    /// <summary>
    /// Writes the gradients of its own parameters, added up in the order of the blocks; none where one is fixed or outside its bounds.
    /// </summary>
    void ParameterGradients(ReadOnlySpan<float> parameters, Span<float> gradient);
}

/// <summary>What a training term computes on.</summary>
/// <param name="OutputCount">All outputs of the decoder: one a feature, and one a bin.</param>
/// <param name="Blocks">Blocks of 64 rows, of all samples.</param>
/// <param name="Parameters">The likelihood's parameters, in its order.</param>
internal sealed record TrainingTermShape(int OutputCount, int Blocks, IReadOnlyList<PlacedParameter> Parameters);

/// <summary>Where a parameter begins among all: one value for each output of the decoder, also for those of other likelihoods.</summary>
internal sealed record PlacedParameter(ParameterSpec Spec, int Offset)
{
    /// <summary>The value that is computed with: within the bounds.</summary>
    public float Within(float value) => Math.Clamp(value, Spec.Min, Spec.Max);

    /// <summary>
    /// Writes the parameter's gradient, added up in the order of the blocks; none where it is fixed or outside its bounds.
    /// </summary>
    /// <param name="byBlock">[blocks, outputs].</param>
    /// <param name="outputCount">All outputs of the decoder.</param>
    /// <param name="parameters">All parameters.</param>
    /// <param name="gradient">Of all parameters.</param>
    public void WriteGradient(ReadOnlySpan<float> byBlock, int outputCount, ReadOnlySpan<float> parameters, Span<float> gradient)
    {
        parameters = parameters.Slice(Offset, outputCount);
        gradient = gradient.Slice(Offset, outputCount);
        gradient.Clear();
        if (!Spec.IsLearned)
            return;
        for (int i = 0; i < byBlock.Length; i++)
        {
            int d = i % outputCount;
            if (parameters[d] == Within(parameters[d]))
                gradient[d] += byBlock[i];
        }
    }
}

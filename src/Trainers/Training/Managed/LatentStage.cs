using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Posteriors;
using MLNet.Vae.Parts.Priors;

namespace MLNet.Vae.Training.Managed;

/// <summary>Between encoder and decoder: the samples z, the KL divergence, and the way back.</summary>
internal sealed class LatentStage<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly TrainingPlan _plan;
    private readonly HeadLayer<TS, TV> _head;
    private readonly TrainingBatch<TS, TV> _batch;
    private readonly LayerValues _scaledNoise, _sampleGradient; // [samples · blocks, latent, 64], the gradient with the context behind
    private readonly double[] _kl; // [blocks, latent]

    public LatentStage(TrainingPlan plan, HeadLayer<TS, TV> head, TrainingBatch<TS, TV> batch)
    {
        _plan = plan;
        _head = head;
        _batch = batch;
        Samples = new LayerValues(plan.Samples * batch.Blocks, Latent + plan.Context.Count);
        _scaledNoise = new LayerValues(plan.Samples * batch.Blocks, Latent);
        _sampleGradient = new LayerValues(plan.Samples * batch.Blocks, Latent + plan.Context.Count);
        _kl = new double[batch.Blocks * Latent];
    }

    /// <summary>What the decoder reads: z, and behind it the context. Sample s of block b is block s · blocks + b.</summary>
    public LayerValues Samples { get; }

    private int Latent => _plan.Architecture.LatentDimension;

    /// <summary>Where the decoder leaves the gradient by its input in one of its blocks, [latent + context, 64].</summary>
    public Span<float> SampleGradient(int decoderBlock) => _sampleGradient.Block(decoderBlock);

    /// <summary>Draws every sample of a block and notes its KL divergence.</summary>
    /// <param name="block">The block.</param>
    /// <param name="purpose">What the samples are for.</param>
    /// <param name="series">The series of their noise.</param>
    public void Draw(int block, NoisePurpose purpose, int series)
    {
        var head = _head.Output(block);
        Span<float> noise = stackalloc float[RowBlock.Rows];
        for (int j = 0; j < Latent; j++)
        {
            var mean = RowBlock.Feature(head, j);
            var logVariance = RowBlock.Feature(head, Latent + j);
            _kl[block * Latent + j] = StandardNormalKernel<TS, TV>.Divergence(mean, logVariance, _batch.Counts(block));
            for (int sample = 0; sample < _plan.Samples; sample++)
            {
                int decoderBlock = sample * _batch.Blocks + block;
                var z = RowBlock.Feature(Samples.Block(decoderBlock), j);
                if (_plan.Deterministic)
                {
                    mean.CopyTo(z);
                    continue;
                }

                _plan.Noise.Normals(noise, purpose, (uint)series, (uint)block, (uint)(sample * Latent + j));
                DiagonalGaussianKernel<TS, TV>.Draw(mean, logVariance, noise, RowBlock.Feature(_scaledNoise.Block(decoderBlock), j), z);
            }
        }

        for (int sample = 0; sample < _plan.Samples; sample++)
        {
            int decoderBlock = sample * _batch.Blocks + block;
            _batch.Context(block).CopyTo(Samples.Block(decoderBlock)[(Latent * RowBlock.Rows)..]);
            Samples.Turn(decoderBlock);
        }
    }

    /// <summary>The head's gradient of a block from that of its samples and from the KL divergence.</summary>
    /// <param name="block">The block.</param>
    /// <param name="klWeight">β over the number of rows of the batch.</param>
    public void Backward(int block, float klWeight)
    {
        var head = _head.Output(block);
        var gradient = _head.Gradient(block);
        gradient.Clear();
        for (int j = 0; j < Latent; j++)
        {
            var byMean = RowBlock.Feature(gradient, j);
            var byLogVariance = RowBlock.Feature(gradient, Latent + j);
            for (int sample = 0; sample < _plan.Samples; sample++)
            {
                int decoderBlock = sample * _batch.Blocks + block;
                var bySample = RowBlock.Feature(SampleGradient(decoderBlock), j);
                var scaled = RowBlock.Feature(_scaledNoise.Block(decoderBlock), j);
                DiagonalGaussianKernel<TS, TV>.AddSampleGradient(bySample, scaled, byMean, byLogVariance);
            }

            StandardNormalKernel<TS, TV>.AddDivergenceGradient(
                RowBlock.Feature(head, j), RowBlock.Feature(head, Latent + j), _batch.Counts(block), klWeight, byMean, byLogVariance);
        }
    }

    /// <summary>The mean KL divergence of a row by latent dimension, [latent], added up in the order of the blocks.</summary>
    public void ReadKl(Span<double> kl)
    {
        kl.Clear();
        for (int i = 0; i < _kl.Length; i++)
            kl[i % Latent] += _kl[i] / _batch.Count;
    }
}

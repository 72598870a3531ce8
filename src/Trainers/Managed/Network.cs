using MLNet.Vae.Managed.Kernels;
using MLNet.Vae.Model;
using MLNet.Vae.Training;

namespace MLNet.Vae.Managed;

/// <summary>
/// Encoder, latent vector, decoder and likelihood over one batch: the loss (1/B) Σ [(1/S) Σ −log p(x | z_s) + β KL] and its gradient by
/// every value before an activation. Blocks of rows know nothing of each other, so any thread may take any of them.
/// </summary>
internal sealed class Network
{
    private readonly TrainingPlan _plan;
    private readonly TrainingBatch _batch;
    private readonly TrainingLayer[] _encoder, _decoder;
    private readonly LatentStage _latent;
    private readonly double[] _reconstruction; // [samples · blocks]
    private readonly double[] _kl; // [blocks, latent]
    private readonly float[] _logSigmaGradient; // [samples · blocks, features]

    public Network(TrainingPlan plan)
    {
        _plan = plan;
        _batch = new TrainingBatch(plan);
        _encoder = Layers(plan.Layout.Encoder, plan.Architecture.Activation, Blocks, _batch.Input);
        _latent = new LatentStage(plan, _encoder[^1], Blocks);
        _decoder = Layers(plan.Layout.Decoder, plan.Architecture.Activation, plan.Samples * Blocks, _latent.Samples);
        _reconstruction = new double[plan.Samples * Blocks];
        _kl = new double[Blocks * plan.Architecture.LatentDimension];
        _logSigmaGradient = new float[plan.Samples * Blocks * plan.Data.FeatureCount];
    }

    public IEnumerable<TrainingLayer> AllLayers => _encoder.Concat(_decoder);

    /// <summary>Where the gradient by log σ goes.</summary>
    public ParameterTensor LogSigma => _plan.Layout.LogSigma;

    private int Blocks => _batch.Blocks;

    private int Rows => _plan.Schedule.BatchSize;

    /// <summary>One worker's share of the blocks: forward, loss, and back to the encoder's first layer.</summary>
    public void ForwardAndBackward(ReadOnlySpan<float> parameters, ReadOnlySpan<int> batch, int step, int worker, int workers)
    {
        int last = Blocks * (worker + 1) / workers;
        for (int block = Blocks * worker / workers; block < last; block++)
        {
            _batch.Load(block, batch, step);
            foreach (var layer in _encoder)
                layer.Forward(parameters, block);
            int latent = _plan.Architecture.LatentDimension;
            _latent.Draw(block, _batch.RowsIn(block), step, _kl.AsSpan(block * latent, latent));
            for (int sample = 0; sample < _plan.Samples; sample++)
                Decode(parameters, sample * Blocks + block, block);
            _latent.Backward(block, _batch.RowsIn(block), (float)(_plan.Schedule.KlWeight(step) / Rows));
            for (int i = _encoder.Length - 1; i > 0; i--)
                _encoder[i].Backward(parameters, block, _encoder[i - 1]);
        }
    }

    /// <summary>The batch's loss, added up in the order of the blocks.</summary>
    public void ReadLoss(StepLoss loss)
    {
        loss.Reconstruction = _reconstruction.Sum() / (Rows * _plan.Samples);
        for (int j = 0; j < loss.Kl.Length; j++)
        {
            double sum = 0;
            for (int block = 0; block < Blocks; block++)
                sum += _kl[block * loss.Kl.Length + j];
            loss.Kl[j] = sum / Rows;
        }
    }

    /// <summary>The gradient by log σ, [features], added up in the order of the blocks.</summary>
    public void LogSigmaGradient(Span<float> gradient)
    {
        gradient.Clear();
        for (int i = 0; i < _logSigmaGradient.Length; i++)
            gradient[i % gradient.Length] += _logSigmaGradient[i];
    }

    private void Decode(ReadOnlySpan<float> parameters, int decoderBlock, int block)
    {
        foreach (var layer in _decoder)
            layer.Forward(parameters, decoderBlock);
        _reconstruction[decoderBlock] = Likelihood(parameters, decoderBlock, block);
        for (int i = _decoder.Length - 1; i > 0; i--)
            _decoder[i].Backward(parameters, decoderBlock, _decoder[i - 1]);
        _decoder[0].Backward(parameters, decoderBlock, _latent.SampleGradient(decoderBlock));
    }

    // The decoder's last layer has no activation: its output becomes its gradient.
    private double Likelihood(ReadOnlySpan<float> parameters, int decoderBlock, int block)
    {
        int features = _plan.Data.FeatureCount;
        var output = RowBlock.Of(_decoder[^1].Output, decoderBlock, features);
        var gradient = RowBlock.Of(_decoder[^1].Gradient, decoderBlock, features);
        output.CopyTo(gradient);
        var target = _batch.Target(block);
        var logSigma = _plan.Layout.LogSigma.Of(parameters);
        var logSigmaGradient = _logSigmaGradient.AsSpan(decoderBlock * features, features);
        float weight = 1f / (Rows * _plan.Samples);
        double sum = 0;
        for (int d = 0; d < features; d++)
        {
            var y = RowBlock.Feature(gradient, d);
            var x = RowBlock.Feature(target, d);
            sum += _plan.Features.Likelihoods[d] == VaeLikelihood.Bernoulli
                ? BernoulliLikelihood.Evaluate(y, x, weight)
                : Gaussian(y, x, logSigma[d], weight, out logSigmaGradient[d]);
        }

        return sum;
    }

    private double Gaussian(Span<float> y, ReadOnlySpan<float> x, float logSigma, float weight, out float logSigmaGradient)
    {
        float clamped = Math.Clamp(logSigma, VaeArchitecture.MinimumLogSigma, VaeArchitecture.MaximumLogSigma);
        double loss = GaussianLikelihood.Evaluate(y, x, clamped, weight, out logSigmaGradient);
        if (!_plan.LearnsVariance || clamped != logSigma)
            logSigmaGradient = 0;
        return loss;
    }

    private static TrainingLayer[] Layers(IReadOnlyList<LinearTensors> tensors, VaeActivation activation, int blocks, float[] input)
    {
        var layers = new TrainingLayer[tensors.Count];
        for (int i = 0; i < layers.Length; i++)
        {
            layers[i] = new TrainingLayer(tensors[i], activation, blocks, input);
            input = layers[i].Output;
        }

        return layers;
    }
}

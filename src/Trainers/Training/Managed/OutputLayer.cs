using System.Runtime.CompilerServices;
using MLNet.Vae.Model;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Likelihoods;

namespace MLNet.Vae.Training.Managed;

/// <summary>The decoder's last layer with the likelihood on it: its value is turned at once into its gradient.</summary>
internal sealed class OutputLayer<TS, TV> : TrainingLayer<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly TrainingPlan _plan;
    private readonly TrainingBatch<TS, TV> _batch;
    private readonly double[] _loss; // [samples · blocks]
    private readonly float[] _logSigmaGradient; // [samples · blocks, features]
    private readonly float[] _logSigma, _inverseSigma; // clamped, [features]
    private readonly float _weight;

    public OutputLayer(PaddedLayer place, LayerValues input, TrainingPlan plan, TrainingBatch<TS, TV> batch)
        : base(place, plan.Samples * batch.Blocks, input)
    {
        _plan = plan;
        _batch = batch;
        _loss = new double[plan.Samples * batch.Blocks];
        _logSigmaGradient = new float[_loss.Length * place.Outputs];
        _logSigma = new float[place.Outputs];
        _inverseSigma = new float[place.Outputs];
        _weight = 1f / (plan.Schedule.BatchSize * plan.Samples);
    }

    /// <summary>The mean negative log likelihood of a row, added up in the order of the blocks.</summary>
    public double Loss => _loss.Sum() / (_plan.Schedule.BatchSize * _plan.Samples);

    /// <summary>Reads this step's deviations.</summary>
    /// <param name="logSigma">[features].</param>
    public void Prepare(ReadOnlySpan<float> logSigma)
    {
        for (int d = 0; d < _logSigma.Length; d++)
        {
            _logSigma[d] = Math.Clamp(logSigma[d], VaeArchitecture.MinimumLogSigma, VaeArchitecture.MaximumLogSigma);
            _inverseSigma[d] = MathF.Exp(-_logSigma[d]);
        }
    }

    /// <summary>
    /// The gradient by log σ, [features], added up in the order of the blocks; none where it is fixed or outside its bounds.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void LogSigmaGradient(ReadOnlySpan<float> logSigma, Span<float> gradient)
    {
        gradient.Clear();
        if (!_plan.LearnsVariance)
            return;
        for (int i = 0; i < _logSigmaGradient.Length; i++)
        {
            int d = i % _logSigma.Length;
            if (logSigma[d] == _logSigma[d])
                gradient[d] += _logSigmaGradient[i];
        }
    }

    protected override Span<float> Value(int block) => Gradient(block);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Finish(int block, int firstRow, int rows)
    {
        var values = Gradient(block);
        var target = _batch.Target(block % _batch.Blocks);
        double sum = 0;
        for (int d = firstRow; d < firstRow + rows; d++)
        {
            var y = RowBlock.Feature(values, d);
            var x = RowBlock.Feature(target, d);
            sum += _plan.Features.Likelihoods[d] == VaeLikelihood.Bernoulli
                ? BernoulliKernel<TS, TV>.Evaluate(y, x, _weight)
                : GaussianKernel<TS, TV>.Evaluate(
                    y, x, _logSigma[d], _inverseSigma[d], _weight, out _logSigmaGradient[block * _logSigma.Length + d]);
        }

        _loss[block] = firstRow == 0 ? sum : _loss[block] + sum;
    }
}

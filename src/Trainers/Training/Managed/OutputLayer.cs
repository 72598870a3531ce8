using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Likelihoods;

namespace MLNet.Vae.Training.Managed;

/// <summary>The decoder's last layer with the likelihoods on it: its value is turned at once into its gradient.</summary>
internal sealed class OutputLayer<TS, TV> : TrainingLayer<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly TrainingPlan _plan;
    private readonly TrainingBatch<TS, TV> _batch;
    private readonly double[] _loss; // [samples · blocks]
    private readonly ITrainingTerm[] _terms; // one a likelihood in use
    private readonly (ITrainingTerm Term, SlotBlock Slots)?[] _endingAt; // the block whose last slot it is, [features]

    public OutputLayer(
        PaddedLayer place, LayerValues input, TrainingPlan plan, TrainingBatch<TS, TV> batch, IReadOnlyList<PlacedParameter> parameters)
        : base(place, plan.Samples * batch.Blocks, input)
    {
        _plan = plan;
        _batch = batch;
        _loss = new double[plan.Samples * batch.Blocks];
        _terms = new ITrainingTerm[plan.Features.Groups.Count];
        _endingAt = new (ITrainingTerm, SlotBlock)?[place.Outputs];
        for (int i = 0; i < _terms.Length; i++)
        {
            var (likelihood, blocks) = plan.Features.Groups[i];
            PlacedParameter[] own = [.. parameters.Where((_, part) => plan.Layout.Parts[part].Owner == likelihood)];
            _terms[i] = likelihood.CreateTrainingTerm<TS, TV>(new TrainingTermShape(place.Outputs, _loss.Length, own));
            foreach (var slots in blocks)
                _endingAt[slots.End - 1] = (_terms[i], slots);
        }
    }

    /// <summary>The mean negative log likelihood of a row, added up in the order of the blocks.</summary>
    public double Loss => _loss.Sum() / (_batch.Count * _plan.Samples);

    /// <summary>Reads this step's parameters of the likelihoods.</summary>
    public void Prepare(ReadOnlySpan<float> parameters)
    {
        foreach (var term in _terms)
            term.Prepare(parameters);
    }

    /// <summary>Writes the gradients of the likelihoods' parameters.</summary>
    public void ParameterGradients(ReadOnlySpan<float> parameters, Span<float> gradient)
    {
        foreach (var term in _terms)
            term.ParameterGradients(parameters, gradient);
    }

    protected override Span<float> Value(int block) => Gradient(block);

    protected override void Finish(int block, int firstRow, int rows)
    {
        var values = Gradient(block);
        var target = _batch.Target(block % _batch.Blocks);
        float weight = 1f / (_batch.Count * _plan.Samples);
        double sum = 0;
        for (int d = firstRow; d < firstRow + rows; d++)
        {
            // A block of slots may begin in a strip before this one, whose values wait for it.
            if (_endingAt[d] is var (term, slots))
                sum += term.Evaluate(slots, block, Of(values, slots), Of(target, slots), weight);
        }

        _loss[block] = firstRow == 0 ? sum : _loss[block] + sum;
    }

    private static Span<float> Of(Span<float> values, SlotBlock slots) => RowBlock.Features(values, slots.First, slots.Count);
}

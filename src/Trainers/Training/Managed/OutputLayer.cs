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
    private readonly (ITrainingTerm Term, SlotBlock Slots, SlotBlock Outputs)?[] _endingAt; // the block whose last output it is, [outputs]
    private readonly bool[] _isUnused; // the place of a feature that has outputs elsewhere, [outputs]

    public OutputLayer(
        PaddedLayer place, LayerValues input, TrainingPlan plan, TrainingBatch<TS, TV> batch, IReadOnlyList<PlacedParameter> parameters)
        : base(place, plan.Samples * batch.Blocks, input)
    {
        _plan = plan;
        _batch = batch;
        _loss = new double[plan.Samples * batch.Blocks];
        _terms = new ITrainingTerm[plan.Features.Groups.Count];
        _endingAt = new (ITrainingTerm, SlotBlock, SlotBlock)?[place.Outputs];
        _isUnused = new bool[place.Outputs];
        for (int i = 0; i < _terms.Length; i++)
        {
            var (likelihood, blocks, outputs) = plan.Features.Groups[i];
            PlacedParameter[] own = [.. parameters.Where((_, part) => plan.Layout.Parts[part].Owner == likelihood)];
            _terms[i] = likelihood.CreateTrainingTerm<TS, TV>(new TrainingTermShape(place.Outputs, _loss.Length, own));
            for (int j = 0; j < blocks.Length; j++)
            {
                _isUnused.AsSpan(blocks[j].First, blocks[j].Count).Fill(blocks[j] != outputs[j]);
                _endingAt[outputs[j].End - 1] = (_terms[i], blocks[j], outputs[j]);
            }
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
            if (_isUnused[d])
                RowBlock.Feature(values, d).Clear(); // a gradient of 0
            // A block may begin in a strip before this one, whose values wait for it.
            if (_endingAt[d] is var (term, slots, outputs))
                sum += term.Evaluate(outputs, block, Of(values, outputs), Of(target, slots), weight);
        }

        _loss[block] = firstRow == 0 ? sum : _loss[block] + sum;
    }

    private static Span<float> Of(Span<float> values, SlotBlock slots) => RowBlock.Features(values, slots.First, slots.Count);
}

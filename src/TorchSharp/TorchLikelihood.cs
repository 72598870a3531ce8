using MLNet.Vae.Training;
using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary>The negative log likelihood of a batch, summed over rows, samples and features: the features of each kind together.</summary>
internal sealed class TorchLikelihood
{
    private readonly int _samples;
    // Numbers of the features and of the outputs of a kind; null where there is no other.
    private readonly (TorchTerm Term, torch.Tensor? Features, torch.Tensor? Outputs)[] _terms;

    private readonly Scalar _one;

    public TorchLikelihood(TrainingPlan plan, torch.Device device, TensorStore store)
    {
        _samples = plan.Samples;
        bool alone = plan.Features.Groups.Count == 1, hasBins = plan.Features.Bins.Count > 0;
        _terms =
        [
            .. plan.Features.Groups.Select(group =>
                (TorchTerm.Create(group, device, store),
                    alone ? null : Columns(group.Features, device, store),
                    alone && !hasBins ? null : Columns(group.Outputs.SelectMany(block => block.Slots), device, store)))
        ];
        _one = store.Keep(1);
    }

    /// <param name="output">What the decoder gives, [samples · batch, outputs].</param>
    /// <param name="rows">The batch.</param>
    /// <param name="parameters">What the likelihoods own, [outputs] each, by name.</param>
    /// <returns>A single number, in nats.</returns>
    public torch.Tensor Evaluate(torch.Tensor output, TorchRows rows, IReadOnlyDictionary<string, torch.Tensor> parameters)
    {
        torch.Tensor? sum = null;
        foreach (var (term, features, outputs) in _terms)
        {
            var target = Of(features, rows.Target, 1);
            if (_samples > 1)
                target = target.expand(_samples, -1, -1);
            var missing = rows.Missing is { } all ? Of(features, all, 1) : null;
            var terms = term.Sum(BySample(Of(outputs, output, 1)), target, missing, name => Of(outputs, parameters[name], 0));
            sum = sum is null ? terms : sum.add(terms, _one);
        }

        return sum!;
    }

    private torch.Tensor BySample(torch.Tensor output) => _samples == 1 ? output : output.view(_samples, output.shape[0] / _samples, -1);

    private static torch.Tensor Of(torch.Tensor? columns, torch.Tensor tensor, long dimension) =>
        columns is null ? tensor : tensor.index_select(dimension, columns);

    private static torch.Tensor Columns(IEnumerable<int> places, torch.Device device, TensorStore store) =>
        HostCopy.ToDevice([.. places.Select(place => (long)place)], device, store);
}

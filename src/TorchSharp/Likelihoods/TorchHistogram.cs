using MLNet.Vae.Parts.Likelihoods;
using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary><see cref="Histogram"/> with libtorch: on one table of all bins, [samples, batch, features, bins].</summary>
internal sealed class TorchHistogram : TorchTerm
{
    private const float Far = 1e30f; // an infinity that 0 can be multiplied by

    private readonly int _features, _bins;
    private readonly torch.Tensor _outputs, _last; // numbers among the outputs of these features, [features · bins] and [features]
    private readonly torch.Tensor _filled; // 0 where a cell is a bin, far below where it only fills up, [features, bins]
    private readonly Scalar _zero, _one, _minWidth, _distanceWeight;

    /// <param name="columns">The features that are trained on; what is computed on has their outputs one after the other.</param>
    /// <param name="device">Where to.</param>
    /// <param name="store">Keeps what every step needs.</param>
    public TorchHistogram(LikelihoodColumns columns, torch.Device device, TensorStore store)
    {
        (_zero, _one) = (store.Keep(0), store.Keep(1));
        (_minWidth, _distanceWeight) = (store.Keep(Histogram.MinWidth), store.Keep(Binary.DistanceWeight));
        var table = BlockTable.Whole(SlotBlock.Behind(0, [.. columns.Outputs.Select(block => block.Count)]));
        (_features, _bins) = (table.Blocks.Count, table.Size);
        _outputs = HostCopy.ToDevice(table.Slots, device, store);
        _last = HostCopy.ToDevice([.. table.Blocks.Select(block => block.End - 1L)], device, store);
        _filled = HostCopy.ToDevice(table.Values(_ => 0, -Far), [_features, _bins], device, store);
    }

    public override torch.Tensor Sum(
        torch.Tensor output, torch.Tensor target, torch.Tensor? missing, Func<string, torch.Tensor> parameter)
    {
        torch.Tensor lower = Cells(parameter(Histogram.Lower.Name)), upper = Cells(parameter(Histogram.Upper.Name));
        var logits = Cells(output.add(parameter(Histogram.LogShare.Name), _one)).add(_filled, _one);
        // How many bins behind the first begin at x or below; what only fills up begins nowhere.
        var isFrom = target.unsqueeze(-1).ge(lower).logical_and(_filled.ge(_zero));
        var bin = isFrom.narrow(-1, 1, _bins - 1).sum(-1, keepdim: true);
        var logit = logits.gather(-1, bin);
        var logWidth = upper.sub(lower).clamp_min(_minWidth).log().expand([.. bin.shape[..^1], _bins]).gather(-1, bin);
        var terms = logits.logsumexp(-1).sub(logit.squeeze(-1)).add(logWidth.squeeze(-1), _one);
        var below = lower.select(-1, 0).sub(target);
        var above = target.sub(parameter(Histogram.Upper.Name).index_select(0, _last));
        var distance = torch.maximum(below, above).clamp_min(_zero);
        terms = terms.add(distance.mul(distance), _distanceWeight);
        return (missing is null ? terms : terms.masked_fill(missing, _zero)).sum();
    }

    // From [.., outputs] to [.., features, bins].
    private torch.Tensor Cells(torch.Tensor byOutput) => byOutput.index_select(-1, _outputs).view([.. byOutput.shape[..^1], _features, _bins]);
}

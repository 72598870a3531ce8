using MLNet.Vae.Parts.Likelihoods;
using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary><see cref="Categorical"/> with libtorch: on tables of blocks, [samples, batch, blocks, size].</summary>
internal sealed class TorchCategorical : TorchTerm
{
    private const float Far = 1e30f; // an infinity that 0 can be multiplied by

    private readonly Table[] _tables;
    private readonly Scalar _zero, _half, _one;

    /// <param name="columns">The blocks that are trained on; what is computed on has their slots one after the other.</param>
    /// <param name="device">Where to.</param>
    /// <param name="store">Keeps what every step needs.</param>
    public TorchCategorical(LikelihoodColumns columns, torch.Device device, TensorStore store)
    {
        (_zero, _half, _one) = (store.Keep(0), store.Keep(0.5), store.Keep(1));
        var places = new List<SlotBlock>();
        foreach (var block in columns.Blocks)
            places.Add(new SlotBlock(places.Count == 0 ? 0 : places[^1].End, block.Count));
        _tables = [.. BlockTable.Create(places).Select(table => new Table(table, device, store))];
    }

    public override torch.Tensor Sum(
        torch.Tensor output, torch.Tensor target, torch.Tensor? missing, Func<string, torch.Tensor> parameter)
    {
        var logits = output.add(parameter(Categorical.LogShare.Name), _one);
        var none = parameter(Categorical.LogShareOfNone.Name);
        torch.Tensor? sum = null;
        foreach (var table in _tables)
        {
            var a = table.Cells(logits);
            var x = table.Cells(target).mul(table.IsSlot);
            var noneOfBlock = none.index_select(0, table.First);
            var hot = x.sum(-1);
            var logSum = torch.logaddexp(a.add(table.Filled, _one).logsumexp(-1), noneOfBlock);
            var terms = logSum.sub(x.mul(a).sum(-1)).sub(hot.neg().add(_one).mul(noneOfBlock));
            if (missing is not null)
            {
                var isUnobserved = table.Cells(missing).logical_and(table.IsSlot.gt(_half)).any(-1).logical_and(hot.lt(_half));
                terms = terms.masked_fill(isUnobserved, _zero);
            }

            sum = sum is null ? terms.sum() : sum.add(terms.sum(), _one);
        }

        return sum!;
    }

    /// <summary>One table of blocks on the device.</summary>
    private sealed class Table(BlockTable table, torch.Device device, TensorStore store)
    {
        private readonly torch.Tensor _slots = HostCopy.ToDevice(table.Slots, device, store);

        /// <summary>The first slot of each block, [blocks].</summary>
        public torch.Tensor First { get; } = HostCopy.ToDevice([.. table.Blocks.Select(block => (long)block.First)], device, store);

        /// <summary>1 where a cell is a slot, 0 where it only fills up, [blocks, size].</summary>
        public torch.Tensor IsSlot { get; } = HostCopy.ToDevice(table.Values(_ => 1, 0), [table.Blocks.Count, table.Size], device, store);

        /// <summary>0 where a cell is a slot, far below where it only fills up, [blocks, size].</summary>
        public torch.Tensor Filled { get; } = HostCopy.ToDevice(table.Values(_ => 0, -Far), [table.Blocks.Count, table.Size], device, store);

        /// <summary>From [.., slots] to [.., blocks, size].</summary>
        public torch.Tensor Cells(torch.Tensor bySlot) =>
            bySlot.index_select(-1, _slots).view([.. bySlot.shape[..^1], table.Blocks.Count, table.Size]);
    }
}

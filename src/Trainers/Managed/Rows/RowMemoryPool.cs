using System.Collections.Concurrent;
using System.Numerics;

namespace MLNet.Vae.Managed.Rows;

/// <summary>
/// Working memory for calls from any thread. A thread finds its own again in a slot that few others use; what a slot cannot hold goes to a
/// bag, so that nothing is allocated once there is one for every call under way.
/// </summary>
internal sealed class RowMemoryPool
{
    private const int SlotsPerLine = 8; // references on one cache line: threads side by side must not write the same

    private readonly Func<RowMemory> _create;
    private readonly RowMemory?[] _slots;
    private readonly ConcurrentBag<RowMemory> _others = [];

    public RowMemoryPool(Func<RowMemory> create)
    {
        _create = create;
        _slots = new RowMemory?[SlotsPerLine * (int)BitOperations.RoundUpToPowerOf2((uint)Environment.ProcessorCount * 2)];
    }

    private ref RowMemory? Slot => ref _slots[Environment.CurrentManagedThreadId * SlotsPerLine & (_slots.Length - 1)];

    public RowMemory Rent() =>
        Interlocked.Exchange(ref Slot, null) ?? (_others.TryTake(out var memory) ? memory : _create());

    public void Return(RowMemory memory)
    {
        if (Interlocked.CompareExchange(ref Slot, memory, null) is not null)
            _others.Add(memory);
    }
}

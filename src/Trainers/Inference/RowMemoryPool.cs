using System.Collections.Concurrent;

namespace MLNet.Vae.Inference;

/// <summary>
/// Working memory for calls from any thread. A thread keeps the memory of the model that it called last, so that a call neither allocates
/// nor waits for others: an interlocked operation would also keep a row from beginning before the last one's numbers are written.
/// </summary>
internal sealed class RowMemoryPool(Func<RowMemoryPool, int, RowMemory> create)
{
    // Encoded together, so that a weight is read once for all: two tiles of a product.
    private const int Rows = 12;

    [ThreadStatic]
    private static RowMemory? _ofThisThread;

    private readonly ConcurrentBag<RowMemory> _free = [];

    /// <summary>The calling thread's memory, for one call: nothing that uses it may call for it again.</summary>
    public RowMemory OfThisThread() => _ofThisThread is { } memory && memory.Pool == this ? memory : Change();

    /// <summary>New memory, which the pool never lends.</summary>
    public RowMemory Create(int rows) => create(this, rows);

    // What a thread changes from goes back to its own pool, so that one that changes for each row allocates nothing either.
    private RowMemory Change()
    {
        if (_ofThisThread is { } other)
            other.Pool._free.Add(other);
        return _ofThisThread = _free.TryTake(out var memory) ? memory : Create(Rows);
    }
}

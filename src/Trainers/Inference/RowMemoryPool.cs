namespace MLNet.Vae.Inference;

/// <summary>
/// Working memory for calls from any thread. A thread keeps the memory of the model that it called last, so that a call neither allocates
/// nor waits for others: an interlocked operation would also keep a row from beginning before the last one's numbers are written. It
/// keeps it no longer than the model is there, as <see cref="RowMemoryLease"/> says.
/// </summary>
internal sealed class RowMemoryPool(Func<int, RowMemory> create)
{
    // Encoded together, so that a weight is read once for all: two tiles of a product.
    private const int Rows = 12;

    [ThreadStatic]
    private static RowMemoryLease? _ofThisThread;

    private readonly Stack<RowMemoryLease> _free = [];

    /// <summary>The calling thread's memory, for one call: nothing that uses it may call for it again.</summary>
    public RowMemory OfThisThread() => _ofThisThread?.MemoryFrom(this) ?? Change();

    /// <summary>New memory, which the pool never lends.</summary>
    public RowMemory Create(int rows) => create(rows);

    // What a thread changes from goes back to its own pool, so that one that changes for each row allocates nothing either.
    private RowMemory Change()
    {
        if (_ofThisThread is { Pool: { } other } lease)
            other.Return(lease);
        _ofThisThread = Take() ?? new RowMemoryLease(this, Create(Rows));
        return _ofThisThread.MemoryFrom(this)!;
    }

    private void Return(RowMemoryLease lease)
    {
        lock (_free)
            _free.Push(lease);
    }

    private RowMemoryLease? Take()
    {
        lock (_free)
            return _free.TryPop(out var lease) ? lease : null;
    }
}

using System.Runtime;

namespace MLNet.Vae.Inference;

/// <summary>
/// What a thread holds of a pool's memory. It keeps neither alive: the memory lasts as long as both the pool and the lease do, so that
/// nothing is left of a model on the threads that called it, and nothing of a thread that ended in the models that it called. Only the
/// thread that has it, or its pool while it is free, uses a lease.
/// </summary>
internal sealed class RowMemoryLease(RowMemoryPool pool, RowMemory memory)
{
    private DependentHandle _memoryOfPool = new(pool, memory);

    ~RowMemoryLease() => _memoryOfPool.Dispose();

    /// <summary>Where it belongs; null where the model is gone.</summary>
    public RowMemoryPool? Pool => (RowMemoryPool?)_memoryOfPool.Target;

    /// <summary>The memory where it is of this pool; null otherwise.</summary>
    public RowMemory? MemoryFrom(RowMemoryPool pool)
    {
        if (_memoryOfPool.Target != pool)
            return null;
        var memory = (RowMemory?)_memoryOfPool.Dependent;
        GC.KeepAlive(pool); // or the memory might go between the two questions
        return memory;
    }
}

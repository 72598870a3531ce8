using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLNet.Vae.Numerics;

/// <summary>
/// Floats, at first zero, whose first lies on a cache line, so that no vector that starts at a multiple of 16 crosses one.
/// </summary>
internal sealed class AlignedBuffer
{
    private const int LineFloats = 16, LineBytes = LineFloats * sizeof(float);

    private readonly float[] _array;
    private readonly int _offset;
    private readonly int _length;

    public AlignedBuffer(long length)
    {
        _length = checked((int)length);
        _array = GC.AllocateArray<float>(checked(_length + LineFloats), pinned: true); // pinned, so that it stays aligned
        _offset = (int)(LineBytes - Address(_array) % LineBytes) % LineBytes / sizeof(float);
    }

    public Span<float> Span => _array.AsSpan(_offset, _length);

    /// <summary>The first float, without the cost of a span's bounds.</summary>
    public ref float Start => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_array), _offset);

    private static unsafe long Address(float[] array) => (long)Unsafe.AsPointer(ref array[0]);
}

using System.Runtime.CompilerServices;
using MLNet.Vae.Numerics;

namespace MLNet.Vae.Tests.Numerics;

public class AlignedBufferTests
{
    [Fact]
    public void Span_AnyLength_IsZeroAndBeginsOnACacheLine()
    {
        var buffers = new List<AlignedBuffer>();
        for (int length = 0; length < 300; length++)
        {
            var buffer = new AlignedBuffer(length);
            buffers.Add(buffer);
            Assert.Equal(length, buffer.Span.Length);
            Assert.Equal(-1, buffer.Span.IndexOfAnyExcept(0f));
            buffer.Span.Fill(length);
        }

        GC.Collect(); // moves what is not pinned
        for (int length = 1; length < buffers.Count; length++)
        {
            Assert.Equal(0, Address(buffers[length]) % 64);
            Assert.Equal(-1, buffers[length].Span.IndexOfAnyExcept(length));
        }
    }

    [Fact]
    public void New_MoreThanAnArrayHolds_Throws() => Assert.Throws<OverflowException>(() => new AlignedBuffer(1L << 31));

    private static nint Address(AlignedBuffer buffer) => Unsafe.ByteOffset(ref Unsafe.NullRef<float>(), ref buffer.Span[0]);
}

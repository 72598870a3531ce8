using System.Runtime.Intrinsics;
using MLNet.Vae.Inference;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Tests.Support;
using MLNet.Vae.Tests.Training.Managed;
using MLNet.Vae.Training.Managed;

namespace MLNet.Vae.Tests.Numerics;

public class VectorWidthTests
{
    private static int WidestFastVector =>
        Vector512.IsHardwareAccelerated ? 16 : Vector256.IsHardwareAccelerated ? 8 : Vector128.IsHardwareAccelerated ? 4 : 0;

    [Fact]
    public void Vector_AskedForAWidth_HasIt()
    {
        if (Environment.GetEnvironmentVariable(InstructionSetTests.Variable) is { } lanes)
            Assert.Equal(lanes, WidestFastVector.ToString());
    }

    [Fact]
    public void Engine_OnThisMachine_TakesTheWidestFastVectors()
    {
        Assert.Equal(Math.Max(WidestFastVector, 4) * 32, VectorWidth.Bits);
        using var run = VaeBackend.Managed.Start(Fit.Plan(Trained.MixedRows, 5, Fit.Small()));
        var inference = RowInference.Create(RandomModel.Fitted(5, 2, [3]));
        switch (WidestFastVector)
        {
            case 16:
                Assert.IsType<ManagedTrainingRun<Simd512, V512>>(run);
                Assert.IsType<SimdRowInference<Simd512, V512>>(inference);
                break;
            case 8:
                Assert.IsType<ManagedTrainingRun<Simd256, V256>>(run);
                Assert.IsType<SimdRowInference<Simd256, V256>>(inference);
                break;
            default:
                Assert.IsType<ManagedTrainingRun<Simd128, V128>>(run);
                Assert.IsType<SimdRowInference<Simd128, V128>>(inference);
                break;
        }
    }

    // No kernel cuts a vector.
    [Fact]
    public void Padded_IsAMultipleOfEveryWidth()
    {
        Assert.Equal([16, 8, 4], [Simd512.Count, Simd256.Count, Simd128.Count]);
        for (int length = 0; length <= 300; length++)
        {
            int padded = Padding.Padded(length), stride = Padding.Stride(length);
            Assert.InRange(padded, length, length + 15);
            Assert.Equal(0, padded % 16);
            Assert.Equal(padded + (padded >= 128 && padded % 32 == 0 ? 16 : 0), stride);
        }
    }
}

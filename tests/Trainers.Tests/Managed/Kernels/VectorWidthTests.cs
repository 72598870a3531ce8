using System.Numerics;

namespace MLNet.Vae.Tests.Managed.Kernels;

public class VectorWidthTests
{
    /// <summary>Set by <see cref="InstructionSetTests"/> in the processes that it starts.</summary>
    public const string Variable = "VAE_TEST_LANES";

    [Fact]
    public void Vector_AskedForAWidth_HasIt()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { } lanes)
            Assert.Equal(lanes, Vector<float>.Count.ToString());
        Assert.Equal(0, VectorProductWidth % Vector<float>.Count);
    }

    // No kernel cuts a vector.
    private static int VectorProductWidth => MLNet.Vae.Managed.Kernels.VectorProduct.Padding;
}

using System.Numerics;
using MLNet.Vae.Managed.Kernels;

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
        Assert.Equal(0, VectorProduct.Padding % Vector<float>.Count); // no kernel cuts a vector
    }
}

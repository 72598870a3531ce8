using MLNet.Vae.Numerics.RandomNumbers;

namespace MLNet.Vae.Tests.Numerics.RandomNumbers;

public class PhiloxTests
{
    // The lines "philox4x32 10" of kat_vectors, the known answers that come with Random123 (Salmon et al. 2011): counter, key, result.
    [Theory]
    [InlineData("00000000 00000000 00000000 00000000 00000000 00000000 6627e8d5 e169c58d bc57ac4c 9b00dbd8")]
    [InlineData("ffffffff ffffffff ffffffff ffffffff ffffffff ffffffff 408f276d 41c83b0e a20bc7c6 6d5451fd")]
    [InlineData("243f6a88 85a308d3 13198a2e 03707344 a4093822 299f31d0 d16cfe09 94fdcceb 5001e420 24126ea1")]
    public void Words_PublishedVectors_KnownAnswers(string line)
    {
        uint[] w = [.. line.Split(' ').Select(word => Convert.ToUInt32(word, 16))];
        Assert.Equal((w[6], w[7], w[8], w[9]), Philox.Words(w[0], w[1], w[2], w[3], w[4], w[5]));
    }
}

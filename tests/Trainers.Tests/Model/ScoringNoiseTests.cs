using MLNet.Vae.Model;
using MLNet.Vae.Numerics.RandomNumbers;

namespace MLNet.Vae.Tests.Model;

public class ScoringNoiseTests
{
    [Fact]
    public void Draw_EvenNumber_PairsOfOppositeVectors()
    {
        float[] noise = ScoringNoise.Draw(new NoiseSource(1), 6, 3);
        Assert.Equal(18, noise.Length);
        for (int pair = 0; pair < 3; pair++)
        {
            for (int j = 0; j < 3; j++)
                Assert.Equal(noise[6 * pair + j], -noise[6 * pair + 3 + j]);
        }

        Assert.Equal(9, noise.Select(MathF.Abs).Distinct().Count());
    }

    [Fact]
    public void Draw_OddNumber_TheLastVectorStandsAlone() => Assert.Equal(15, ScoringNoise.Draw(new NoiseSource(1), 5, 3).Length);

    [Fact]
    public void Draw_None_OneVectorOfZeros() => Assert.Equal([0, 0, 0], ScoringNoise.Draw(new NoiseSource(1), 0, 3));
}

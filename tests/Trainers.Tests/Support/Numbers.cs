namespace MLNet.Vae.Tests.Support;

/// <summary>
/// Numbers for test inputs, the same on every machine. Not the engine's generator, so that a fault there cannot hide here.
/// </summary>
internal sealed class Numbers(int seed)
{
    private readonly System.Random _random = new(seed);

    public double Uniform(double min, double max) => min + (max - min) * _random.NextDouble();

    /// <summary>Marsaglia's polar method.</summary>
    public double Normal()
    {
        while (true)
        {
            double u = Uniform(-1, 1), v = Uniform(-1, 1), s = u * u + v * v;
            if (s is > 0 and < 1)
                return u * Math.Sqrt(-2 * Math.Log(s) / s);
        }
    }

    public float[] Uniforms(int count, double min, double max)
    {
        var values = new float[count];
        for (int i = 0; i < count; i++)
            values[i] = (float)Uniform(min, max);
        return values;
    }

    public float[] Normals(int count)
    {
        var values = new float[count];
        for (int i = 0; i < count; i++)
            values[i] = (float)Normal();
        return values;
    }

    /// <summary>Overwrites about a share of the values with NaN.</summary>
    public float[] WithMissing(float[] values, double share)
    {
        var copy = (float[])values.Clone();
        for (int i = 0; i < copy.Length; i++)
        {
            if (Uniform(0, 1) < share)
                copy[i] = float.NaN;
        }

        return copy;
    }
}

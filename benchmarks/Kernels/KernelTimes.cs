using System.Runtime.Intrinsics;
using BenchmarkDotNet.Attributes;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Benchmarks.Kernels;

/// <summary>The kernels of a training step on data of its size, all in the first-level cache but for the product and Adam.</summary>
public class KernelTimes
{
    private IKernels _kernels = null!;

    /// <summary>Bits of a vector. What the processor lacks is computed in narrower ones, and slowly.</summary>
    [Params(128, 256, 512)]
    public int Bits { get; set; }

    [GlobalSetup]
    public void Prepare() => _kernels = Bits switch
    {
        128 => new Kernels<Simd128, Vector128<float>>(),
        256 => new Kernels<Simd256, Vector256<float>>(),
        _ => new Kernels<Simd512, Vector512<float>>(),
    };

    [Benchmark(Description = "product 64 x 256 x 256")]
    public void Product() => _kernels.Product();

    [Benchmark(Description = "Silu of 4,096")]
    public void SiLU() => _kernels.SiLU();

    [Benchmark(Description = "Silu and derivative of 4,096")]
    public void SiLUWithDerivative() => _kernels.SiLUWithDerivative();

    [Benchmark(Description = "normal numbers, 64")]
    public void Normals() => _kernels.Normals();

    [Benchmark(Description = "Gaussian likelihood and gradient, 64")]
    public void Gaussian() => _kernels.Gaussian();

    [Benchmark(Description = "Bernoulli likelihood and gradient, 64")]
    public void Bernoulli() => _kernels.Bernoulli();

    [Benchmark(Description = "Adam, 65,536 parameters")]
    public void Adam() => _kernels.Adam();
}

namespace MLNet.Vae.Benchmarks.Kernels;

/// <summary>One call of each kernel.</summary>
internal interface IKernels
{
    void Product();

    void SiLU();

    void SiLUWithDerivative();

    void Normals();

    void Gaussian();

    void Bernoulli();

    void Adam();
}

namespace MLNet.Vae;

/// <summary>
/// What trains a model. Every backend starts from the same weights and draws the same noise, so that a seed gives the same model up to
/// rounding.
/// </summary>
public enum VaeBackend
{
    /// <summary><see cref="TorchSharp"/> where its native library can be loaded, <see cref="Managed"/> otherwise.</summary>
    Auto,

    /// <summary>C# alone, on the CPU. The result is the same to the bit whatever the number of threads.</summary>
    Managed,

    /// <summary>
    /// libtorch through TorchSharp, on the CPU or a CUDA device. The application references the package TorchSharp-cpu or one of the
    /// TorchSharp-cuda ones.
    /// </summary>
    TorchSharp,
}

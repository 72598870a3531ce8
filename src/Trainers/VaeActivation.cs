namespace MLNet.Vae;

/// <summary>The activation between the fully connected layers of encoder and decoder.</summary>
public enum VaeActivation
{
    /// <summary>x · sigmoid(x). Elfwing et al. 2017, arXiv:1702.03118.</summary>
    Silu,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>tanh(x).</summary>
    Tanh,

    /// <summary>The tanh form 0.5 x (1 + tanh(√(2/π) (x + 0.044715 x³))). Hendrycks and Gimpel 2016, arXiv:1606.08415.</summary>
    Gelu,
}

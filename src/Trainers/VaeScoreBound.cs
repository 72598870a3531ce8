namespace MLNet.Vae;

/// <summary>Which bound of −log p(x) a score is.</summary>
public enum VaeScoreBound
{
    /// <summary>The negative evidence lower bound: the mean negative log likelihood over the samples plus the KL divergence.</summary>
    Elbo,

    /// <summary>
    /// The importance-weighted bound −log (1/K) Σ p(x, z_k) / q(z_k | x) over the same samples, which is tighter. Burda et al. 2015,
    /// arXiv:1509.00519, equation 8. The split by feature remains that of the evidence lower bound.
    /// </summary>
    ImportanceWeighted,
}

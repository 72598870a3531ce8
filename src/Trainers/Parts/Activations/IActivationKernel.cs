namespace MLNet.Vae.Parts.Activations;

/// <summary>An activation over a span, on one width of vector. May be used by any number of threads at once.</summary>
internal interface IActivationKernel
{
    /// <summary>y = f(x) in place, and f′(x) beside it.</summary>
    /// <param name="values">x, of a length that is a multiple of 16; receives y.</param>
    /// <param name="derivative">Receives f′(x), of the same length.</param>
    void Evaluate(Span<float> values, Span<float> derivative);
}

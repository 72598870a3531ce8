namespace MLNet.Vae.Numerics;

/// <summary>log (1/K) Σ exp aₖ of K numbers that come one by one, the largest taken out against overflow. None may be infinite or NaN.</summary>
internal ref struct LogMean()
{
    private double _largest = double.NegativeInfinity;
    private double _sum; // of exp (aₖ − the largest)
    private int _count;

    public readonly double Value => _largest + Math.Log(_sum / _count);

    public void Add(double a)
    {
        double largest = Math.Max(_largest, a);
        _sum = _sum * Math.Exp(_largest - largest) + Math.Exp(a - largest);
        _largest = largest;
        _count++;
    }
}

using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary><see cref="StudentT"/> in training.</summary>
internal sealed class StudentTTrainingTerm<TS, TV> : ITrainingTerm
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly PlacedParameter _scalePlace, _degreesPlace;
    private readonly float[] _scaleGradient, _degreesGradient; // by log s and log ν, [blocks, features]
    private readonly Feature[] _features; // [features]
    private readonly int _count;

    public StudentTTrainingTerm(TrainingTermShape shape)
    {
        (_scalePlace, _degreesPlace) = (shape.Parameters[0], shape.Parameters[1]);
        _count = shape.OutputCount;
        _scaleGradient = new float[shape.Blocks * _count];
        _degreesGradient = new float[shape.Blocks * _count];
        _features = new Feature[_count];
    }

    public void Prepare(ReadOnlySpan<float> parameters)
    {
        for (int d = 0; d < _count; d++)
        {
            float logScale = _scalePlace.Within(parameters[_scalePlace.Offset + d]);
            double degrees = Math.Exp(_degreesPlace.Within(parameters[_degreesPlace.Offset + d]));
            var (value, slope) = StudentT.Normalizer(degrees);
            _features[d] = new Feature(degrees, MathF.Exp(-logScale), logScale + value, slope);
        }
    }

    /// <summary>
    /// With q = r²/(ν + r²): the gradient by y is −(ν + 1) r/(s (ν + r²)), by log s 1 − (ν + 1) q, and by ν that of the normalizer plus ½ log(1
    /// + r²/ν) − (ν + 1)/2ν q.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Evaluate(SlotBlock slots, int block, Span<float> output, ReadOnlySpan<float> target, float weight)
    {
        var (degrees, inverseScale, constant, slope) = _features[slots.First];
        Debug.Assert(output.Length >= RowBlock.Rows && target.Length >= RowBlock.Rows);
        ref float y = ref MemoryMarshal.GetReference(output);
        ref float x = ref MemoryMarshal.GetReference(target);
        TV logs = default, shares = default, observed = default, one = TS.Create(1f);
        TV inverse = TS.Create(inverseScale), nu = TS.Create((float)degrees), perDegree = TS.Create((float)(1 / degrees));
        TV toOutput = TS.Create((float)(-(degrees + 1) * inverseScale * weight));
        for (int i = 0; i < RowBlock.Rows; i += TS.Count)
        {
            var value = TS.Load(ref Unsafe.Add(ref x, i));
            var isObserved = TS.Equal(value, value);
            var residual = TS.And(isObserved, TS.Multiply(TS.Subtract(value, TS.Load(ref Unsafe.Add(ref y, i))), inverse));
            var square = TS.Multiply(residual, residual);
            var perSum = TS.Divide(residual, TS.Add(nu, square));
            logs = TS.Add(logs, SimdMath<TS, TV>.Log(TS.Fma(square, perDegree, one)));
            shares = TS.Fma(perSum, residual, shares);
            observed = TS.Add(observed, TS.And(isObserved, one));
            TS.Store(TS.Multiply(perSum, toOutput), ref Unsafe.Add(ref y, i));
        }

        double log = TS.Sum(logs), share = TS.Sum(shares), count = TS.Sum(observed);
        int at = block * _count + slots.First;
        _scaleGradient[at] = (float)(weight * (count - (degrees + 1) * share));
        _degreesGradient[at] = (float)(weight * degrees * (count * slope + 0.5 * log - (degrees + 1) / (2 * degrees) * share));
        return 0.5 * (degrees + 1) * log + count * constant;
    }

    public void ParameterGradients(ReadOnlySpan<float> parameters, Span<float> gradient)
    {
        _scalePlace.WriteGradient(_scaleGradient, _count, parameters, gradient);
        _degreesPlace.WriteGradient(_degreesGradient, _count, parameters, gradient);
    }

    /// <param name="Degrees">ν.</param>
    /// <param name="InverseScale">1/s.</param>
    /// <param name="Constant">log s and the normalizer.</param>
    /// <param name="Slope">The normalizer's derivative by ν.</param>
    private readonly record struct Feature(double Degrees, float InverseScale, double Constant, double Slope);
}

using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary><see cref="Count"/> in training: what depends on the output on vectors, the gamma functions one by one.</summary>
internal sealed class CountTrainingTerm<TS, TV> : ITrainingTerm
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly PlacedParameter _sizePlace, _unitPlace;
    private readonly float[] _gradient, _none; // by log r and by the unit, [blocks, features]
    private readonly float[] _logSize, _unit; // within bounds, [features]

    public CountTrainingTerm(TrainingTermShape shape)
    {
        (_sizePlace, _unitPlace) = (shape.Parameters[0], shape.Parameters[1]);
        _gradient = new float[shape.Blocks * shape.OutputCount];
        _none = new float[_gradient.Length];
        _logSize = new float[shape.OutputCount];
        _unit = new float[shape.OutputCount];
    }

    public void Prepare(ReadOnlySpan<float> parameters)
    {
        for (int d = 0; d < _logSize.Length; d++)
        {
            _logSize[d] = _sizePlace.Within(parameters[_sizePlace.Offset + d]);
            _unit[d] = Count.Unit(_unitPlace.Within(parameters[_unitPlace.Offset + d]));
        }
    }

    /// <summary>
    /// With t = log m/r and s the sigmoid function the gradient by y is r s(t) − k s(−t), and by log r the sum of r (ψ(r) − ψ(k + r)) + k,
    /// r (log(1 + eᵗ) − s(t)) and −k s(t), each of which is small where r is large.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Evaluate(SlotBlock slots, int block, Span<float> output, ReadOnlySpan<float> target, float weight)
    {
        Debug.Assert(output.Length >= RowBlock.Rows && target.Length >= RowBlock.Rows);
        float logSize = _logSize[slots.First], unit = _unit[slots.First], r = MathF.Exp(logSize);
        Span<float> things = stackalloc float[RowBlock.Rows];
        double combinations = 0, digammas = 0, ofSize = SpecialFunctions.Digamma(r);
        for (int i = 0; i < RowBlock.Rows; i++)
        {
            float k = things[i] = Count.Nearest(target[i] * unit);
            if (float.IsNaN(target[i]))
                continue;
            combinations += Count.Combinations(k, r);
            digammas += r * (ofSize - SpecialFunctions.Digamma(k + r)) + k;
        }

        ref float y = ref MemoryMarshal.GetReference(output);
        ref float x = ref MemoryMarshal.GetReference(target);
        ref float counts = ref MemoryMarshal.GetReference(things);
        TV sum = default, ofLogSize = default;
        TV size = TS.Create(r), shift = TS.Create(MathF.Log(unit) - logSize), scale = TS.Create(weight);
        for (int i = 0; i < RowBlock.Rows; i += TS.Count)
        {
            var value = TS.Load(ref Unsafe.Add(ref x, i));
            var isObserved = TS.Equal(value, value);
            var k = TS.And(isObserved, TS.Load(ref Unsafe.Add(ref counts, i)));
            var t = TS.Add(TS.Load(ref Unsafe.Add(ref y, i)), shift);
            CountKernel<TS, TV>.Evaluate(t, out var plus, out var minus, out var sigmoid, out var rest);
            plus = TS.And(isObserved, plus);
            sum = TS.Add(sum, TS.Fma(k, minus, TS.Multiply(size, plus)));
            sigmoid = TS.And(isObserved, sigmoid);
            ofLogSize = TS.Add(ofLogSize, TS.Subtract(TS.Multiply(size, TS.Subtract(plus, sigmoid)), TS.Multiply(k, sigmoid)));
            var slope = TS.Subtract(TS.Multiply(size, sigmoid), TS.Multiply(k, rest));
            TS.Store(TS.Multiply(slope, scale), ref Unsafe.Add(ref y, i));
        }

        _gradient[block * _logSize.Length + slots.First] = (float)(weight * (digammas + TS.Sum(ofLogSize)));
        return combinations + TS.Sum(sum);
    }

    public void ParameterGradients(ReadOnlySpan<float> parameters, Span<float> gradient)
    {
        _sizePlace.WriteGradient(_gradient, _logSize.Length, parameters, gradient);
        _unitPlace.WriteGradient(_none, _logSize.Length, parameters, gradient);
    }
}

using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>
/// <see cref="Categorical"/> in training, where a block has one 1, or none. It is observed where it has one, or where no slot is missing.
/// </summary>
internal sealed class CategoricalTrainingTerm<TS, TV> : ITrainingTerm
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly PlacedParameter _logSharePlace, _nonePlace;
    private readonly float[] _logShare, _none; // [features]

    public CategoricalTrainingTerm(TrainingTermShape shape)
    {
        (_logSharePlace, _nonePlace) = (shape.Parameters[0], shape.Parameters[1]);
        _logShare = new float[shape.OutputCount];
        _none = new float[shape.OutputCount];
    }

    public void Prepare(ReadOnlySpan<float> parameters)
    {
        parameters.Slice(_logSharePlace.Offset, _logShare.Length).CopyTo(_logShare);
        parameters.Slice(_nonePlace.Offset, _none.Length).CopyTo(_none);
    }

    /// <summary>The gradient by a slot's output is its probability, less 1 where it is hot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Evaluate(SlotBlock slots, int block, Span<float> output, ReadOnlySpan<float> target, float weight)
    {
        Debug.Assert(output.Length >= slots.Count * RowBlock.Rows && target.Length >= slots.Count * RowBlock.Rows);
        ref float outputs = ref MemoryMarshal.GetReference(output);
        ref float targets = ref MemoryMarshal.GetReference(target);
        ref float logShare = ref _logShare[slots.First];
        int end = slots.Count * RowBlock.Rows;
        TV one = TS.Create(1f), none = TS.Create(_none[slots.First]), scale = TS.Create(weight), loss = default;
        for (int i = 0; i < RowBlock.Rows; i += TS.Count)
        {
            ref float a = ref Unsafe.Add(ref outputs, i);
            ref float x = ref Unsafe.Add(ref targets, i);
            TV largest = none, hot = default, hotLogit = default, isWhole = TS.Equal(one, one);
            for (int k = 0, at = 0; at < end; k++, at += RowBlock.Rows)
            {
                var value = TS.Load(ref Unsafe.Add(ref x, at));
                var logit = TS.Add(TS.Load(ref Unsafe.Add(ref a, at)), TS.Create(Unsafe.Add(ref logShare, k)));
                var isKnown = TS.Equal(value, value);
                value = TS.And(isKnown, value);
                isWhole = TS.And(isKnown, isWhole);
                hot = TS.Add(hot, value);
                hotLogit = TS.Fma(value, logit, hotLogit);
                largest = TS.Max(largest, logit);
                TS.Store(logit, ref Unsafe.Add(ref a, at));
            }

            var sum = SimdMath<TS, TV>.Exp(TS.Subtract(none, largest));
            for (int at = 0; at < end; at += RowBlock.Rows)
            {
                var e = SimdMath<TS, TV>.Exp(TS.Subtract(TS.Load(ref Unsafe.Add(ref a, at)), largest));
                sum = TS.Add(sum, e);
                TS.Store(e, ref Unsafe.Add(ref a, at));
            }

            var isObserved = TS.Select(TS.Equal(hot, one), TS.Equal(one, one), isWhole);
            var taken = TS.Fma(TS.Subtract(one, hot), none, hotLogit);
            loss = TS.Add(loss, TS.And(isObserved, TS.Add(TS.Subtract(largest, taken), SimdMath<TS, TV>.Log(sum))));
            var share = TS.And(isObserved, scale);
            var toGradient = TS.Divide(share, sum);
            for (int at = 0; at < end; at += RowBlock.Rows)
            {
                var value = TS.Load(ref Unsafe.Add(ref x, at));
                value = TS.Multiply(TS.And(TS.Equal(value, value), value), share);
                TS.Store(TS.Subtract(TS.Multiply(TS.Load(ref Unsafe.Add(ref a, at)), toGradient), value), ref Unsafe.Add(ref a, at));
            }
        }

        return TS.Sum(loss);
    }

    public void ParameterGradients(ReadOnlySpan<float> parameters, Span<float> gradient)
    {
        // None of its parameters is learned.
    }
}

using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary><see cref="Histogram"/> in training.</summary>
internal sealed class HistogramTrainingTerm<TS, TV> : ITrainingTerm
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly PlacedParameter _logSharePlace, _lowerPlace, _upperPlace;
    private readonly float[] _logShare, _lower, _upper, _logWidth; // [outputs]

    public HistogramTrainingTerm(TrainingTermShape shape)
    {
        (_logSharePlace, _lowerPlace, _upperPlace) = (shape.Parameters[0], shape.Parameters[1], shape.Parameters[2]);
        (_logShare, _logWidth) = (new float[shape.OutputCount], new float[shape.OutputCount]);
        (_lower, _upper) = (new float[shape.OutputCount], new float[shape.OutputCount]);
    }

    public void Prepare(ReadOnlySpan<float> parameters)
    {
        parameters.Slice(_logSharePlace.Offset, _logShare.Length).CopyTo(_logShare);
        parameters.Slice(_lowerPlace.Offset, _lower.Length).CopyTo(_lower);
        parameters.Slice(_upperPlace.Offset, _upper.Length).CopyTo(_upper);
        for (int i = 0; i < _logWidth.Length; i++)
            _logWidth[i] = Histogram.LogWidth(_lower[i], _upper[i]);
    }

    /// <summary>The gradient by a bin's output is its probability, less 1 where x lies in it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Evaluate(SlotBlock outputs, int block, Span<float> output, ReadOnlySpan<float> target, float weight)
    {
        int bins = outputs.Count;
        Debug.Assert(output.Length >= bins * RowBlock.Rows && target.Length >= RowBlock.Rows);
        ref float values = ref MemoryMarshal.GetReference(output);
        ref float targets = ref MemoryMarshal.GetReference(target);
        ref float logShare = ref _logShare[outputs.First];
        ref float lower = ref _lower[outputs.First];
        ref float logWidth = ref _logWidth[outputs.First];
        TV one = TS.Create(1f), scale = TS.Create(weight), lowest = TS.Create(lower), highest = TS.Create(_upper[outputs.End - 1]), loss = default;
        for (int i = 0; i < RowBlock.Rows; i += TS.Count)
        {
            ref float a = ref Unsafe.Add(ref values, i);
            var x = TS.Load(ref Unsafe.Add(ref targets, i));
            var isObserved = TS.Equal(x, x);
            TV largest = default, taken = default, cost = default;
            for (int k = 0; k < bins; k++)
            {
                ref float at = ref Unsafe.Add(ref a, k * RowBlock.Rows);
                var logit = TS.Add(TS.Load(ref at), TS.Create(Unsafe.Add(ref logShare, k)));
                var isFrom = k == 0 ? TS.Equal(one, one) : TS.GreaterOrEqual(x, TS.Create(Unsafe.Add(ref lower, k)));
                taken = TS.Select(isFrom, logit, taken);
                cost = TS.Select(isFrom, TS.Create(Unsafe.Add(ref logWidth, k)), cost);
                largest = k == 0 ? logit : TS.Max(largest, logit);
                TS.Store(logit, ref at);
            }

            TV sum = default;
            for (int k = 0; k < bins; k++)
            {
                ref float at = ref Unsafe.Add(ref a, k * RowBlock.Rows);
                var e = SimdMath<TS, TV>.Exp(TS.Subtract(TS.Load(ref at), largest));
                sum = TS.Add(sum, e);
                TS.Store(e, ref at);
            }

            var distance = TS.Max(TS.Max(TS.Subtract(lowest, x), TS.Subtract(x, highest)), default);
            cost = TS.Fma(TS.Multiply(TS.Create(Binary.DistanceWeight), distance), distance, cost);
            var nats = TS.Add(TS.Add(TS.Subtract(largest, taken), SimdMath<TS, TV>.Log(sum)), cost);
            loss = TS.Add(loss, TS.And(isObserved, nats));
            var share = TS.And(isObserved, scale);
            var toGradient = TS.Divide(share, sum);
            var isHere = TS.Equal(one, one);
            for (int k = 0; k < bins; k++)
            {
                ref float at = ref Unsafe.Add(ref a, k * RowBlock.Rows);
                var isBeyond = k + 1 < bins ? TS.GreaterOrEqual(x, TS.Create(Unsafe.Add(ref lower, k + 1))) : default;
                var hot = TS.Select(isBeyond, default, TS.And(isHere, share));
                TS.Store(TS.Subtract(TS.Multiply(TS.Load(ref at), toGradient), hot), ref at);
                isHere = isBeyond;
            }
        }

        return TS.Sum(loss);
    }

    public void ParameterGradients(ReadOnlySpan<float> parameters, Span<float> gradient)
    {
        // None of its parameters is learned.
    }
}

using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Model;

/// <summary>Rows in the model's units: <see cref="FeatureMap.ToModelUnits(float, int)"/> on vectors.</summary>
internal static class StandardizedRows<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    /// <summary>A row of all features in the model's units.</summary>
    /// <param name="row">[features].</param>
    /// <param name="features">The map into the model's units.</param>
    /// <param name="values">Receives [features], NaN where a value is missing; what lies beyond is left as it is.</param>
    /// <param name="input">Receives what the encoder sees: the same within its limit, and 0 where a value is missing.</param>
    /// <returns>Whether a value is missing.</returns>
    // A call of its own: compiled into a caller that holds much, its addresses would lie in memory.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static bool Standardize(ReadOnlySpan<float> row, FeatureMap features, Span<float> values, Span<float> input)
    {
        Debug.Assert(row.Length == features.Count && values.Length >= row.Length && input.Length >= row.Length);
        ref float x = ref MemoryMarshal.GetReference(row);
        ref float mean = ref MemoryMarshal.GetArrayDataReference(features.Mean);
        ref float scale = ref MemoryMarshal.GetArrayDataReference(features.Scale);
        ref float value = ref MemoryMarshal.GetReference(values);
        ref float masked = ref MemoryMarshal.GetReference(input);
        if (row.Length < TS.Count)
        {
            bool hasGap = false;
            for (int d = 0; d < row.Length; d++)
            {
                values[d] = features.ToModelUnits(row[d], d);
                input[d] = float.IsNaN(values[d]) ? 0 : Math.Clamp(values[d], -features.EncoderLimit, features.EncoderLimit);
                hasGap |= float.IsNaN(values[d]);
            }

            return hasGap;
        }

        TV limit = TS.Create(features.EncoderLimit), known = TS.Create(1f); // 0 in the lanes of a gap
        for (int done = 0; done < row.Length; done += TS.Count)
        {
            int i = Math.Min(done, row.Length - TS.Count); // the last vector takes some a second time
            var standardized = Standardize(ref Unsafe.Add(ref x, i), ref Unsafe.Add(ref mean, i), ref Unsafe.Add(ref scale, i));
            TS.Store(standardized, ref Unsafe.Add(ref value, i));
            TS.Store(EncoderInput(standardized, limit), ref Unsafe.Add(ref masked, i));
            known = TS.And(known, TS.Equal(standardized, standardized));
        }

        bool isMissing = TS.Sum(known) < TS.Count;
        return features.Missing.Span.Length == 0 ? isMissing : TakeForMissing(row, features.Missing, values, input) || isMissing;
    }

    /// <summary>A piece of a row in the model's units.</summary>
    /// <param name="values">[count].</param>
    /// <param name="features">The map into the model's units.</param>
    /// <param name="first">The feature of the first value.</param>
    /// <param name="to">Receives [count], NaN where a value is missing; what lies beyond is left as it is.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Standardize(ReadOnlySpan<float> values, FeatureMap features, int first, Span<float> to)
    {
        Debug.Assert(first + values.Length <= features.Count && to.Length >= values.Length);
        ref float x = ref MemoryMarshal.GetReference(values);
        ref float y = ref MemoryMarshal.GetReference(to);
        ref float mean = ref features.Mean[first];
        ref float scale = ref features.Scale[first];
        int i = 0;
        for (; i + TS.Count <= values.Length; i += TS.Count)
        {
            var standardized = Standardize(ref Unsafe.Add(ref x, i), ref Unsafe.Add(ref mean, i), ref Unsafe.Add(ref scale, i));
            TS.Store(standardized, ref Unsafe.Add(ref y, i));
        }

        if (i > 0 && features.Missing.Span.Length > 0)
            TakeForMissing(values[..i], features.Missing, to, []);
        for (; i < values.Length; i++)
            to[i] = features.ToModelUnits(values[i], first + i);
    }

    // A pass of its own for each code, so that a model without any has none; returns whether there was one.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool TakeForMissing(ReadOnlySpan<float> row, MissingCodes codes, Span<float> values, Span<float> input)
    {
        Debug.Assert(row.Length >= TS.Count);
        ref float x = ref MemoryMarshal.GetReference(row);
        ref float value = ref MemoryMarshal.GetReference(values);
        ref float masked = ref MemoryMarshal.GetReference(input);
        TV missing = TS.Create(float.NaN), one = TS.Create(1f), any = default;
        foreach (float code in codes.Span)
        {
            for (int done = 0; done < row.Length; done += TS.Count)
            {
                int i = Math.Min(done, row.Length - TS.Count);
                var found = TS.Equal(TS.Load(ref Unsafe.Add(ref x, i)), TS.Create(code));
                TS.Store(TS.Select(found, missing, TS.Load(ref Unsafe.Add(ref value, i))), ref Unsafe.Add(ref value, i));
                if (!input.IsEmpty)
                    TS.Store(TS.Select(found, default, TS.Load(ref Unsafe.Add(ref masked, i))), ref Unsafe.Add(ref masked, i));
                any = TS.Max(any, TS.And(found, one));
            }
        }

        return TS.Sum(any) > 0;
    }

    /// <summary>What the encoder sees of a standardized value: 0 for NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TV EncoderInput(TV standardized, TV limit)
    {
        var known = TS.And(TS.Equal(standardized, standardized), standardized);
        return TS.Max(TS.Min(known, limit), TS.Subtract(default, limit));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV Standardize(ref float value, ref float mean, ref float scale)
    {
        var x = TS.Load(ref value);
        var standardized = TS.Multiply(TS.Subtract(x, TS.Load(ref mean)), TS.Load(ref scale));
        // A minimum of NaN may be anything, so the missing values are put back.
        return TS.Select(TS.Equal(x, x), TS.Min(TS.Max(standardized, TS.Create(-FeatureMap.Limit)), TS.Create(FeatureMap.Limit)), x);
    }
}

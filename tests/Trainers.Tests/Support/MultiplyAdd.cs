using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace MLNet.Vae.Tests.Support;

/// <summary>The engine's multiply-add of one number.</summary>
internal static class MultiplyAdd
{
    /// <summary>The processor has an instruction that rounds once.</summary>
    public static bool IsFused => Fma.IsSupported || AdvSimd.IsSupported;

    /// <summary>Roundings of one multiply-add.</summary>
    public static int Roundings => IsFused ? 1 : 2;

    public static float Of(float a, float b, float c) => IsFused ? MathF.FusedMultiplyAdd(a, b, c) : a * b + c;
}

namespace MLNet.Vae.Numerics.Simd;

/// <summary>Work that can be done on any width of vector.</summary>
/// <typeparam name="TResult">What comes of it.</typeparam>
internal interface IVectorWork<out TResult>
{
    TResult On<TS, TV>()
        where TS : ISimd<TV>
        where TV : struct;
}

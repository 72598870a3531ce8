namespace MLNet.Vae.Parts.Activations;

/// <summary>Work that can be done with any activation.</summary>
/// <typeparam name="TResult">What comes of it.</typeparam>
internal interface IActivationWork<out TResult>
{
    TResult With<TFunction>()
        where TFunction : struct, IActivationFunction;
}

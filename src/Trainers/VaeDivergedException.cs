namespace MLNet.Vae;

/// <summary>Training stopped because the loss or its gradient was no longer a number or infinite.</summary>
public sealed class VaeDivergedException : Exception
{
    internal VaeDivergedException(string message, int step, VaeModel? lastGoodModel) : base(message)
    {
        Step = step;
        LastGoodModel = lastGoodModel;
    }

    /// <summary>The step, from 1, at which the loss or the gradient stopped being finite.</summary>
    public int Step { get; }

    /// <summary>
    /// The model with the weights of the last even progress report, when loss and gradient were still finite; null if there was none.
    /// </summary>
    public VaeModel? LastGoodModel { get; }
}

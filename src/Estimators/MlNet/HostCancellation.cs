using Microsoft.ML.Runtime;

namespace MLNet.Vae.MlNet;

/// <summary>
/// Lets work end when the caller's token is cancelled, or when a host of ML.NET is: <c>MLContext.CancelExecution</c>, by which AutoML ends
/// its trials.
/// </summary>
internal static class HostCancellation
{
    // A host has a flag and tells nobody that it has changed, so it is asked. A person hardly notices a tenth of a second.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Does the work with a token that is cancelled when either is.</summary>
    /// <param name="host">The host.</param>
    /// <param name="token">The caller's token.</param>
    /// <param name="work">The work.</param>
    /// <exception cref="OperationCanceledException">It was cancelled. Where the caller's token was, the exception has that token.</exception>
    public static T Run<T>(IHost host, CancellationToken token, Func<CancellationToken, T> work)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(token);
        var isCanceled = MlNetInternals.Use("to be cancelled", () => IsCanceled(host));
        var timer = new Timer(_ => Ask(), null, Interval, Interval);
        try
        {
            Ask();
            return work(source.Token);
        }
        catch (OperationCanceledException) when (token.IsCancellationRequested)
        {
            throw new OperationCanceledException(token);
        }
        finally
        {
            timer.DisposeAsync().AsTask().GetAwaiter().GetResult(); // waits for a call in progress, which uses the source
        }

        void Ask()
        {
            if (isCanceled())
                source.Cancel();
        }
    }

    private static Func<bool> IsCanceled(IHost host) => host is ICancelable cancelable ? () => cancelable.IsCanceled : () => false;
}

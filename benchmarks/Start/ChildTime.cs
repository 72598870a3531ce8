using System.Runtime.InteropServices;

namespace MLNet.Vae.Benchmarks.Start;

/// <summary>
/// The processor time of all processes that were started and have ended: what other programs on the machine hardly change, as they do the time
/// that goes by. On Linux alone; elsewhere NaN.
/// </summary>
internal static class ChildTime
{
    private const int Children = -1;

    public static double Milliseconds
    {
        get
        {
            if (!OperatingSystem.IsLinux() || GetUsage(Children, out var usage) != 0)
                return double.NaN;
            return 1e3 * (usage.UserSeconds + usage.SystemSeconds) + 1e-3 * (usage.UserMicroseconds + usage.SystemMicroseconds);
        }
    }

    [DllImport("libc", EntryPoint = "getrusage")]
    private static extern int GetUsage(int who, out Usage usage);

    // Larger than what the system writes, of which no more than its beginning counts.
    [StructLayout(LayoutKind.Sequential, Size = 512)]
    private struct Usage
    {
        public nint UserSeconds, UserMicroseconds, SystemSeconds, SystemMicroseconds;
    }
}

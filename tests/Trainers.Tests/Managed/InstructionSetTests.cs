using System.Diagnostics;
using System.Runtime.Intrinsics;
using MLNet.Vae.Tests.Managed.Kernels;

namespace MLNet.Vae.Tests.Managed;

/// <summary>
/// The kernels' tests once more on the narrowest and the widest vectors of the machine, each in a process of its own: the width is fixed
/// when a process starts.
/// </summary>
public class InstructionSetTests
{
    [Theory]
    [InlineData("DOTNET_EnableAVX", "0", 4)]
    [InlineData("DOTNET_MaxVectorTBitWidth", "512", 16)]
    public async Task Kernels_AnotherWidthOfVector_PassTheirTests(string setting, string value, int lanes)
    {
        Assert.SkipWhen(lanes == 16 && !Vector512.IsHardwareAccelerated, "This machine has no vectors of 512 bits.");
        string program = Path.Combine(AppContext.BaseDirectory, typeof(InstructionSetTests).Assembly.GetName().Name + ".dll");
        var start = new ProcessStartInfo("dotnet", [program, "-namespace", typeof(VectorWidthTests).Namespace!, "-noColor"])
        {
            RedirectStandardOutput = true,
            Environment = { [setting] = value, [VectorWidthTests.Variable] = lanes.ToString() },
        };
        using var process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
        Assert.Matches("Total: [1-9]", output);
    }
}

using System.Diagnostics;
using System.Runtime.Intrinsics;
using MLNet.Vae.Tests.Inference;
using MLNet.Vae.Tests.Model;
using MLNet.Vae.Tests.Numerics;
using MLNet.Vae.Tests.Numerics.Products;
using MLNet.Vae.Tests.Numerics.RandomNumbers;
using MLNet.Vae.Tests.Numerics.Simd;
using MLNet.Vae.Tests.Parts.Activations;
using MLNet.Vae.Tests.Parts.Likelihoods;
using MLNet.Vae.Tests.Parts.Posteriors;
using MLNet.Vae.Tests.Parts.Priors;

namespace MLNet.Vae.Tests.Training.Managed;

/// <summary>
/// A sample of the kernels' tests once more without some instructions, each time in a process of its own: which the processor has is
/// settled when a process starts.
/// </summary>
public class InstructionSetTests
{
    /// <summary>Set to the lanes of the widest fast vector in the processes that are started here.</summary>
    public const string Variable = "VAE_TEST_LANES";

    private static readonly Type[] Kernels =
    [
        typeof(VectorWidthTests), typeof(SimdTests), typeof(SimdMathTests), typeof(BoxMullerTests), typeof(ProductTests),
        typeof(SiluContract), typeof(ReluContract), typeof(TanhContract), typeof(GeluContract), typeof(StandardNormalContract),
        typeof(DiagonalGaussianKernelTests), typeof(AdamTests), typeof(LikelihoodKernelTests),
        typeof(StandardizedRowsTests), typeof(SumsTests), typeof(TransposeTests), typeof(RowLikelihoodTests),
    ];

    // EnableAVX512 is the name in .NET 10, which no longer reads EnableAVX512F.
    [Theory]
    [InlineData(8, "DOTNET_EnableAVX512", "DOTNET_EnableAVX512F")]
    [InlineData(4, "DOTNET_EnableAVX2", "DOTNET_EnableAVX")]
    [InlineData(0, "DOTNET_EnableHWIntrinsic", "DOTNET_EnableHWIntrinsic")]
    public async Task Kernels_FewerInstructions_PassTheirTests(int lanes, string setting, string otherSetting)
    {
        Assert.SkipWhen(lanes == 8 && !Vector512.IsHardwareAccelerated, "This machine has no vectors of 512 bits.");
        Assert.SkipWhen(lanes == 4 && !Vector256.IsHardwareAccelerated, "This machine has no vectors of 256 bits.");
        string program = Path.Combine(AppContext.BaseDirectory, typeof(InstructionSetTests).Assembly.GetName().Name + ".dll");
        var classes = Kernels.SelectMany(type => new[] { "-class", type.FullName! });
        var start = new ProcessStartInfo("dotnet", [program, "-noColor", .. classes])
        {
            RedirectStandardOutput = true,
            Environment = { [setting] = "0", [otherSetting] = "0", [Variable] = lanes.ToString() },
        };
        using var process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
        Assert.Matches("Total: [1-9]", output);
    }
}

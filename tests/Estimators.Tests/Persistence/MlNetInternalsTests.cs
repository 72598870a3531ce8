using MLNet.Vae.MlNet;

namespace MLNet.Vae.Tests.Persistence;

public sealed class MlNetInternalsTests
{
    public static TheoryData<Exception> Missing =>
    [
        new MissingMethodException("Method not found: 'Void Some.Member()'."),
        new MissingFieldException("Field not found: 'Some.Member'."),
        new TypeLoadException("Could not load type 'Some.Member'."),
        new MethodAccessException("Attempt to access 'Some.Member' failed."),
    ];

    [Theory]
    [MemberData(nameof(Missing), DisableDiscoveryEnumeration = true)]
    public void MissingMember_IsOneExceptionThatSaysWhatAndForWhat(Exception missing)
    {
        var exception = Assert.Throws<InvalidOperationException>(() => MlNetInternals.Use("to save", () => throw missing));

        Assert.Same(missing, exception.InnerException);
        Assert.Matches(@"Microsoft\.ML \d+\.\d+\.\d+\S* lacks what MLNet\.Vae needs to save: .*'?Some\.Member", exception.Message);
    }

    [Fact]
    public void OtherExceptions_PassThrough() =>
        Assert.Throws<FormatException>(() => MlNetInternals.Use("to load", () => throw new FormatException()));
}

using System.Runtime.Versioning;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Report;

[UnsupportedOSPlatform("windows")]
public sealed class WriteOnUnixTests : SaveOnUnixContract
{
    private static readonly Lazy<VaeModel> Model = new(() => Samples.Train());

    protected override void Save(string path) => VaeReport.Write(path, Model.Value, Samples.Rows(20));

    protected override void AssertSaved(string path) => Assert.Equal(Samples.Page(Model.Value, Samples.Rows(20)), File.ReadAllText(path));
}

using System.Runtime.Versioning;
using Microsoft.ML;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Persistence;

[UnsupportedOSPlatform("windows")]
public sealed class SavePortableOnUnixTests : SaveOnUnixContract
{
    protected override void Save(string path) => new MLContext().Model.SavePortable(Trained.Detector, Trained.Data.Schema, path);

    protected override void AssertSaved(string path) => Assert.Contains(
        "Score", new MLContext().Model.Load(path, out _).GetOutputSchema(Trained.Data.Schema).Select(column => column.Name));
}

namespace MLNet.Vae.Tests.Repository;

/// <summary>Dependencies point one way, and each foreign thing is met in one folder.</summary>
public sealed class RoomTests
{
    [Fact]
    public void InternalsOfMlNet_AreUsedInInteropOnly() =>
        AssertOnlyIn("src/Estimators/Interop/", RepositoryFiles.Sources("src"), RoomRules.UsesMlNetInternals);

    [Fact]
    public void WhateverIsMadePublic_IsUsed()
    {
        string interop = string.Concat(RepositoryFiles.Sources("src/Estimators/Interop").Select(source => source.Code));

        Assert.NotEmpty(RoomRules.PublicizedNames());
        Assert.All(RoomRules.PublicizedNames(), name => Assert.True(RoomRules.UsesName(interop, name), name));
    }

    [Fact]
    public void Model_KnowsNoneOfTheFoldersThatKnowIt()
    {
        var model = RepositoryFiles.Sources("src/Trainers/Model");

        Assert.NotEmpty(model);
        Assert.DoesNotContain(model, source => RoomRules.UsesRoomAboveModel(source.Code));
    }

    [Theory]
    [InlineData("var e = ((IInternalCatalog)catalog).Environment;", true)]
    [InlineData("var shape = SchemaShape.Create(schema);", true)]
    [InlineData("[assembly: LoadableClass(typeof(int))]", true)]
    [InlineData("void Save(ModelSaveContext ctx) => ctx.SetVersionInfo(default);", true)]
    [InlineData("void Save(ModelSaveContext ctx) => Zip.Save(ctx);", false)]
    [InlineData("[UnsafeAccessor(UnsafeAccessorKind.Constructor)]", true)]
    [InlineData("typeof(MLContext).GetField(\"_env\", BindingFlags.NonPublic)", true)]
    [InlineData("SchemaShape.Column column = shape[0]; SchemaShapes.Append(shape, []);", false)]
    public void UseOfInternals_IsSeen(string code, bool expected) =>
        Assert.Equal(expected, RoomRules.UsesMlNetInternals(RepositoryFiles.StripComments(code)));

    [Theory]
    [InlineData("using MLNet.Vae.Managed;", true)]
    [InlineData("using MLNet.Vae.Onnx.Graph;", true)]
    [InlineData("new Managed.ManagedBackend();", true)]
    [InlineData("using MLNet.Vae.Model; var backend = VaeBackend.Managed;", false)]
    public void UseOfARoomAboveModel_IsSeen(string code, bool expected) =>
        Assert.Equal(expected, RoomRules.UsesRoomAboveModel(RepositoryFiles.StripComments(code)));

    private static void AssertOnlyIn(string folder, IReadOnlyList<(string Path, string Code)> sources, Func<string, bool> uses)
    {
        Assert.NotEmpty(sources);
        var users = sources.Where(source => uses(source.Code)).Select(source => source.Path);
        Assert.DoesNotContain(users, path => !path.StartsWith(folder, StringComparison.Ordinal));
    }
}

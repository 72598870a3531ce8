using System.Reflection;

namespace MLNet.Vae.Tests.Repository;

/// <summary>What users can see changes only together with a file that is read in review.</summary>
public sealed class PublicSurfaceTests
{
    private const string Update = "UPDATE_PUBLIC_SURFACE";

    public static TheoryData<string> Assemblies => ["MLNet.Vae", "MLNet.Vae.TorchSharp", "MLNet.Vae.Trainers"];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void PublicSurface_IsTheReviewedOne(string name)
    {
        string file = Path.Combine(RepositoryFiles.Root, "tests/Estimators.Tests", $"PublicSurface.{name}.txt");
        string[] found = [.. PublicSurface.Describe(Assembly.Load(name))];
        if (Environment.GetEnvironmentVariable(Update) == "1")
            File.WriteAllText(file, string.Join('\n', found) + '\n');

        string[] reviewed = File.ReadAllLines(file);
        string[] changes = [.. found.Except(reviewed).Select(line => $"+ {line}"), .. reviewed.Except(found).Select(line => $"- {line}")];
        Assert.True(
            reviewed.SequenceEqual(found),
            $"The public surface of {name} is not what {Path.GetFileName(file)} says:\n{string.Join('\n', changes)}\n" +
            $"Is the change meant? Then run the tests once with {Update}=1, read the file's difference and commit it.");
    }
}

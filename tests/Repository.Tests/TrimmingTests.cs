using System.Reflection;

namespace MLNet.Vae.Tests.Repository;

/// <summary>The engine may be trimmed, and its build runs the analyzers for that; ML.NET may not, nor may the estimators.</summary>
public sealed class TrimmingTests
{
    [Theory]
    [InlineData("MLNet.Vae.Trainers", true)]
    [InlineData("MLNet.Vae", false)]
    [InlineData("MLNet.Vae.Report", false)]
    public void Assembly_SaysWhetherItMayBeTrimmedAndCompiledAheadOfTime(string name, bool expected)
    {
        var metadata = Assembly.Load(name).GetCustomAttributes<AssemblyMetadataAttribute>();
        foreach (string key in new[] { "IsTrimmable", "IsAotCompatible" })
            Assert.Equal(expected, metadata.Any(entry => entry.Key == key && entry.Value == "True"));
    }
}

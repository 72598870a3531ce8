using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace MLNet.Vae.Tests.Repository;

/// <summary>What a user gets: the packages, opened, and a user's programs that run on them.</summary>
[Collection(nameof(Dotnet))]
public sealed class PackageTests(PackedPackages packed)
{
    /// <summary>Each package with all that it may depend on, and the lowest version of it.</summary>
    public static TheoryData<string, string[]> Packages => new()
    {
        {
            "MLNet.Vae",
            [
                $"MLNet.Vae.TorchSharp [{PackedPackages.Version}]",
                $"MLNet.Vae.Trainers [{PackedPackages.Version}]",
                "Microsoft.ML [5.0.1, 6.0.0)",
            ]
        },
        { "MLNet.Vae.Report", [$"MLNet.Vae [{PackedPackages.Version}]", "Microsoft.ML [5.0.1, 6.0.0)"] },
        { "MLNet.Vae.TorchSharp", [$"MLNet.Vae.Trainers [{PackedPackages.Version}]", "TorchSharp 0.107.0"] },
        { "MLNet.Vae.Trainers", ["Google.Protobuf 3.36.2"] },
    };

    [Theory]
    [MemberData(nameof(Packages))]
    public void Package_SaysWhatItIs(string id, string[] dependencies)
    {
        using var package = packed.Open(id, "nupkg");
        var metadata = Metadata(package, id);

        Assert.Equal(id, Value(metadata, "id"));
        Assert.Equal(PackedPackages.Version, Value(metadata, "version"));
        Assert.Equal("MIT", Value(metadata, "license"));
        Assert.Equal("expression", metadata.Element(metadata.Name.Namespace + "license")!.Attribute("type")!.Value);
        Assert.NotEmpty(Value(metadata, "description"));
        Assert.Contains("VAE", Value(metadata, "tags").Split(' '));
        Assert.StartsWith($"## {PackedPackages.Version}", Value(metadata, "releaseNotes"), StringComparison.Ordinal);
        Assert.DoesNotContain("\n## ", Value(metadata, "releaseNotes"), StringComparison.Ordinal);
        Assert.Equal(
            dependencies.Order(StringComparer.Ordinal),
            metadata.Descendants(metadata.Name.Namespace + "dependency")
                .Select(dependency => $"{dependency.Attribute("id")!.Value} {dependency.Attribute("version")!.Value}")
                .Order(StringComparer.Ordinal));
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(RepositoryFiles.Root, $"nuget/readmes/{id}.md")), Bytes(package, Value(metadata, "readme")));
        Assert.Equal("PNG"u8, Bytes(package, Value(metadata, "icon")).AsSpan(1, 3));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Package_HoldsOurAssemblyItsDocumentationAndNoOther(string id, string[] dependencies)
    {
        using var package = packed.Open(id, "nupkg");
        string[] nuget = ["_rels/.rels", "[Content_Types].xml", "package/services/metadata/core-properties/nuget.psmdcp"];
        string[] ours = [$"{id}.nuspec", "README.md", "icon.png", $"lib/net10.0/{id}.dll", $"lib/net10.0/{id}.xml"];
        if (id == "MLNet.Vae.Trainers")
            ours = [.. ours, $"buildTransitive/{id}.targets"]; // a native program's instruction set
        Assert.Equal(
            ours.Concat(nuget).Order(StringComparer.Ordinal),
            package.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));

        var documentation = XDocument.Load(new MemoryStream(Bytes(package, $"lib/net10.0/{id}.xml")));
        Assert.Equal(id, documentation.Root!.Element("assembly")!.Value);
        Assert.NotEmpty(documentation.Descendants("summary"));

        using var symbols = packed.Open(id, "snupkg");
        Assert.Contains(symbols.Entries, entry => entry.FullName == $"lib/net10.0/{id}.pdb");
        Assert.Equal(dependencies.Length, Metadata(symbols, id).Descendants().Count(element => element.Name.LocalName == "dependency"));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void Assembly_IsAReleaseThatDoesNotNameTheMachine(string id, string[] dependencies)
    {
        using var package = packed.Open(id, "nupkg");
        byte[] bytes = Bytes(package, $"lib/net10.0/{id}.dll");
        using var file = new PEReader(new MemoryStream(bytes));
        var reader = file.GetMetadataReader();

        Assert.Equal(id, reader.GetString(reader.GetAssemblyDefinition().Name));
        Assert.StartsWith(PackedPackages.Version, Attribute(reader, "AssemblyInformationalVersionAttribute"), StringComparison.Ordinal);
        Assert.Equal("Release", Attribute(reader, "AssemblyConfigurationAttribute"));
        AssertLacks(bytes, RepositoryFiles.Root);
        using var symbols = packed.Open(id, "snupkg");
        byte[] symbolBytes = Bytes(symbols, $"lib/net10.0/{id}.pdb");
        AssertLacks(symbolBytes, RepositoryFiles.Root);
        // The name of a source is kept in pieces, one a folder, so it is not found among the bytes.
        using var symbolFile = MetadataReaderProvider.FromPortablePdbImage([.. symbolBytes]);
        var symbolReader = symbolFile.GetMetadataReader();
        string[] sources = [.. symbolReader.Documents.Select(handle => symbolReader.GetString(symbolReader.GetDocument(handle).Name))];
        Assert.NotEmpty(sources);
        Assert.All(sources, source => Assert.StartsWith("/_", source, StringComparison.Ordinal));

        // What it was compiled against comes with a package that is depended on, here or by the other half.
        string[] foreign =
        [
            .. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))
                .Where(name => !name.StartsWith("System.", StringComparison.Ordinal))
        ];
        Assert.All(foreign, name => Assert.Contains(
            dependencies.Select(dependency => dependency.Split(' ')[0]).Append("Google.Protobuf"),
            package => name == package || name.StartsWith(package + ".", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("MLNet.Vae.Trainers", "Google.Protobuf")]
    [InlineData(
        "MLNet.Vae.TorchSharp",
        "Google.Protobuf MLNet.Vae.Trainers SharpZipLib SkiaSharp SkiaSharp.NativeAssets.Win32 SkiaSharp.NativeAssets.macOS TorchSharp")]
    [InlineData(
        "MLNet.Vae",
        "Google.Protobuf MLNet.Vae.TorchSharp MLNet.Vae.Trainers Microsoft.Bcl.AsyncInterfaces Microsoft.ML Microsoft.ML.CpuMath " +
        "Microsoft.ML.DataView Newtonsoft.Json SharpZipLib SkiaSharp SkiaSharp.NativeAssets.Win32 SkiaSharp.NativeAssets.macOS " +
        "System.CodeDom System.Numerics.Tensors TorchSharp")]
    [InlineData(
        "MLNet.Vae.Report",
        "Google.Protobuf MLNet.Vae MLNet.Vae.TorchSharp MLNet.Vae.Trainers Microsoft.Bcl.AsyncInterfaces Microsoft.ML Microsoft.ML.CpuMath " +
        "Microsoft.ML.DataView Newtonsoft.Json SharpZipLib SkiaSharp SkiaSharp.NativeAssets.Win32 SkiaSharp.NativeAssets.macOS " +
        "System.CodeDom System.Numerics.Tensors TorchSharp")]
    public void Package_RestoredAlone_BringsTheseAndNoOther(string id, string others)
    {
        string folder = Path.Combine(RepositoryFiles.Root, "artifacts/smoke/alone", id);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), "<Project />"); // nothing of this repository's settings
        File.WriteAllText(Path.Combine(folder, "Directory.Packages.props"), "<Project />");
        string project = Path.Combine(folder, "Alone.csproj");
        File.WriteAllText(project, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <RestoreAdditionalProjectSources>{Path.GetDirectoryName(packed.PathOf(id, "nupkg"))}</RestoreAdditionalProjectSources>
                <RestorePackagesPath>{Path.Combine(RepositoryFiles.Root, "artifacts/smoke/packages")}</RestorePackagesPath>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="{id}" Version="[{PackedPackages.Version}]" />
              </ItemGroup>
            </Project>
            """);
        Dotnet.Run("restore", project);
        using var assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "obj/project.assets.json")));
        var brought = assets.RootElement.GetProperty("libraries").EnumerateObject().Select(library => library.Name.Split('/')[0]);
        Assert.Equal(
            others.Split(' ').Append(id).Order(StringComparer.Ordinal), brought.Order(StringComparer.Ordinal));
    }

    // Whatever else serves a package of the same name and version, NuGet must have taken the packed one.
    [Theory]
    [InlineData("QuickStart", "MLNet.Vae MLNet.Vae.TorchSharp MLNet.Vae.Trainers")]
    [InlineData("SaveAndLoad", "MLNet.Vae MLNet.Vae.Report MLNet.Vae.TorchSharp MLNet.Vae.Trainers")]
    public void UsersProgram_OnThePackedPackages_PrintsWhatItShould(string program, string packages)
    {
        string project = $"nuget/SmokeTest/{program}";
        string expected = program == "QuickStart"
            ? MarkdownBlock.In("README.md").First(block => block.Language == "text").Code
            : File.ReadAllText(Path.Combine(RepositoryFiles.Root, project, "expected.txt"));

        Assert.Equal(expected, Dotnet.Run("run", "--configuration", "Release", "--project", project));
        foreach (string id in packages.Split(' '))
        {
            string taken = $"artifacts/smoke/packages/{id}/{PackedPackages.Version}/{id}.{PackedPackages.Version}.nupkg".ToLowerInvariant();
            Assert.Equal(File.ReadAllBytes(packed.PathOf(id, "nupkg")), File.ReadAllBytes(Path.Combine(RepositoryFiles.Root, taken)));
        }
    }

    private static byte[] Bytes(ZipArchive package, string name)
    {
        using var content = new MemoryStream();
        using var entry = package.GetEntry(name)!.Open();
        entry.CopyTo(content);
        return content.ToArray();
    }

    private static XElement Metadata(ZipArchive package, string id) =>
        XDocument.Load(new MemoryStream(Bytes(package, $"{id}.nuspec"))).Root!.Elements().Single();

    private static string Value(XElement metadata, string name) => metadata.Element(metadata.Name.Namespace + name)!.Value;

    /// <summary>The text that an attribute of the assembly has been given.</summary>
    private static string Attribute(MetadataReader reader, string name)
    {
        var attributes = reader.GetAssemblyDefinition().GetCustomAttributes().Select(reader.GetCustomAttribute);
        var attribute = attributes.Single(candidate =>
            candidate.Constructor.Kind == HandleKind.MemberReference &&
            reader.GetMemberReference((MemberReferenceHandle)candidate.Constructor).Parent is { Kind: HandleKind.TypeReference } parent &&
            reader.GetString(reader.GetTypeReference((TypeReferenceHandle)parent).Name) == name);
        var value = reader.GetBlobReader(attribute.Value);
        value.ReadUInt16(); // the prolog of every attribute
        return value.ReadSerializedString()!;
    }

    // Strings are UTF-8 in some places of such a file and UTF-16 in others.
    private static void AssertLacks(byte[] content, string text)
    {
        foreach (byte[] form in new[] { Encoding.UTF8.GetBytes(text), Encoding.Unicode.GetBytes(text) })
            Assert.True(content.AsSpan().IndexOf(form) < 0, $"'{text}' is in it.");
    }
}

using MLNet.Vae.Examples.Common.Pages;

namespace MLNet.Vae.Examples.Images.Parts;

/// <summary>A picture in a folder, as ML.NET takes it.</summary>
internal sealed class PartFile
{
    /// <summary>The file's name in its folder.</summary>
    public string ImagePath { get; set; } = "";

    public string Kind { get; set; } = "";

    /// <summary>1 for a defective part.</summary>
    public float Label { get; set; }

    /// <summary>Makes pictures in a folder.</summary>
    /// <param name="folder">Is made where it is not there.</param>
    /// <param name="kind">What is wrong with the parts.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">The same seed gives the same pictures.</param>
    /// <param name="name">What the names of the files begin with.</param>
    public static PartFile[] Write(string folder, PartKind kind, int count, int seed, string name)
    {
        Directory.CreateDirectory(folder);
        var random = new Random(seed);
        var files = new PartFile[count];
        for (int i = 0; i < count; i++)
        {
            var picture = PartDrawing.Draw(kind, random);
            files[i] = new PartFile { ImagePath = $"{name}-{i + 1:000}.png", Kind = $"{kind}", Label = kind == PartKind.Normal ? 0 : 1 };
            File.WriteAllBytes(Path.Combine(folder, files[i].ImagePath), Png.Encode(picture.Pixels, picture.Width, picture.Height));
        }

        return files;
    }
}

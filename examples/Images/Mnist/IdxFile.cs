using System.Buffers.Binary;
using System.IO.Compression;
using MLNet.Vae.Examples.Common;

namespace MLNet.Vae.Examples.Images.Mnist;

/// <summary>A file of the format of MNIST: unsigned bytes in some dimensions, the first of which counts the images or labels.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Sizes">Of each dimension.</param>
/// <param name="Values">All of them, the last dimension running fastest.</param>
internal sealed record IdxFile(string Path, int[] Sizes, byte[] Values)
{
    private const string Source = "https://storage.googleapis.com/cvdf-datasets/mnist/";

    private const int UnsignedBytes = 0x0800;

    /// <summary>Reads NAME, or NAME.gz where there is no such file.</summary>
    /// <param name="folder">Where it lies.</param>
    /// <param name="name">Its name without .gz.</param>
    /// <param name="dimensions">How many it has to have.</param>
    /// <exception cref="InputException">There is none, or it is something else.</exception>
    public static IdxFile Read(string folder, string name, int dimensions)
    {
        string plain = System.IO.Path.Combine(folder, name), packed = plain + ".gz";
        if (File.Exists(plain))
            return Parse(plain, File.ReadAllBytes(plain), dimensions);
        return File.Exists(packed)
            ? Parse(packed, Unpack(packed), dimensions)
            : throw new InputException(
                $"'{folder}' has neither {name} nor {name}.gz; the four files of MNIST are at {Source}{name}.gz and beside it.");
    }

    private static IdxFile Parse(string path, ReadOnlySpan<byte> bytes, int dimensions)
    {
        int header = 4 * (1 + dimensions), expected = UnsignedBytes + dimensions;
        if (bytes.Length < header)
            throw new InputException($"'{path}' is cut: found {bytes.Length:N0} bytes; expected a header of {header} at least.");
        int magic = BinaryPrimitives.ReadInt32BigEndian(bytes);
        if (magic != expected)
            throw new InputException($"'{path}' begins with 0x{magic:X8}; expected 0x{expected:X8}, unsigned bytes in {dimensions} dimension(s).");
        int[] sizes = new int[dimensions];
        for (int i = 0; i < dimensions; i++)
            sizes[i] = BinaryPrimitives.ReadInt32BigEndian(bytes[(4 * (i + 1))..]);
        long values = sizes.Aggregate(1L, (product, size) => product * Math.Max(size, 0));
        return values == bytes.Length - header && values > 0
            ? new IdxFile(path, sizes, bytes[header..].ToArray())
            : throw new InputException(
                $"'{path}': found {bytes.Length - header:N0} bytes behind the header; it says {string.Join(" x ", sizes)}, which is {values:N0}.");
    }

    private static byte[] Unpack(string path)
    {
        try
        {
            using var file = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            using var bytes = new MemoryStream();
            file.CopyTo(bytes);
            return bytes.ToArray();
        }
        catch (InvalidDataException)
        {
            throw new InputException($"'{path}' is cut or altered: found bytes that are no gzip; expected a whole file.");
        }
    }
}

using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MLNet.Vae.Examples.Common.Pages;

/// <summary>Writes pictures in the PNG format (W3C Portable Network Graphics, third edition).</summary>
public static class Png
{
    private const uint CrcPolynomial = 0xEDB88320;

    private const byte Color = 2;

    /// <summary>A picture of 8-bit red, green and blue values, [height, width, 3].</summary>
    public static byte[] Encode(ReadOnlySpan<byte> pixels, int width, int height)
    {
        byte[] header = new byte[13]; // Width, height, 8 bits, color, and zeros: deflated, filtered, not interlaced.
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, Color);

        using var data = new MemoryStream();
        using (var deflate = new ZLibStream(data, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (int y = 0; y < height; y++)
            {
                deflate.WriteByte(0); // The line is not filtered.
                deflate.Write(pixels.Slice(y * width * 3, width * 3));
            }
        }

        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n']);
        WriteChunk(file, "IHDR", header);
        WriteChunk(file, "IDAT", data.ToArray());
        WriteChunk(file, "IEND", []);
        return file.ToArray();
    }

    private static void WriteChunk(Stream file, string type, byte[] content)
    {
        byte[] typed = [.. Encoding.ASCII.GetBytes(type), .. content];
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(typed);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc(typed));
        file.Write(number);
    }

    private static uint Crc(byte[] bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ CrcPolynomial : crc >> 1;
        }

        return ~crc;
    }
}

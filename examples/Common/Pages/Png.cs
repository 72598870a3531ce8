using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MLNet.Vae.Examples.Common.Pages;

/// <summary>Writes gray pictures in the PNG format (W3C Portable Network Graphics, third edition).</summary>
internal static class Png
{
    private const uint CrcPolynomial = 0xEDB88320;

    /// <summary>A picture of 8-bit gray values, [height, width].</summary>
    public static byte[] Encode(ReadOnlySpan<byte> gray, int width, int height)
    {
        byte[] header = new byte[13]; // Width, height, 8 bits, and zeros: gray, deflated, filtered, not interlaced.
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8;

        using var pixels = new MemoryStream();
        using (var deflate = new ZLibStream(pixels, CompressionLevel.Optimal, leaveOpen: true))
        {
            for (int y = 0; y < height; y++)
            {
                deflate.WriteByte(0); // The line is not filtered.
                deflate.Write(gray.Slice(y * width, width));
            }
        }

        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n']);
        WriteChunk(file, "IHDR", header);
        WriteChunk(file, "IDAT", pixels.ToArray());
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

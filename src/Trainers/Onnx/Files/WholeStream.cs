using System.Globalization;

namespace MLNet.Vae.Onnx.Files;

/// <summary>Reads a stream to its end. What is kept grows with what has arrived, whatever length the stream claims.</summary>
internal static class WholeStream
{
    private const int ChunkBytes = 1 << 16;

    /// <exception cref="VaeModelFormatException">It holds more than an array can.</exception>
    public static byte[] Read(Stream stream)
    {
        using var memory = new MemoryStream();
        byte[] chunk = new byte[ChunkBytes];
        for (int read; (read = stream.Read(chunk)) > 0;)
        {
            if (memory.Length + read > Array.MaxLength)
            {
                throw new VaeModelFormatException(
                    "Length", string.Create(CultureInfo.InvariantCulture, $"it is above {Array.MaxLength:N0} bytes."));
            }

            memory.Write(chunk, 0, read);
        }

        return memory.ToArray();
    }
}

namespace MLNet.Vae.Onnx.Files;

/// <summary>
/// Writes a file so that at no moment a reader finds half of it: beside the target, then renamed. Whatever fails, the old file stays whole.
/// </summary>
internal static class AtomicFile
{
    public static void Write(string path, Action<Stream> write)
    {
        string target = Path.GetFullPath(path);
        string beside = $"{target}.{Path.GetRandomFileName()}.tmp";
        try
        {
#pragma warning disable RS0030 // The one place where a file is written: nobody reads it before it has its name.
            using (var stream = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
#pragma warning restore RS0030
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(beside, target, overwrite: true);
        }
        catch
        {
            if (File.Exists(beside))
                File.Delete(beside);
            throw;
        }
    }
}

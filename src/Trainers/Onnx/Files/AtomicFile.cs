namespace MLNet.Vae.Onnx.Files;

/// <summary>
/// Writes a file so that at no moment a reader finds half of it: beside the target, then renamed. Whatever fails, the old file stays whole.
/// </summary>
internal static class AtomicFile
{
    /// <param name="path">The file; where it is a link, the file that it leads to. What is replaced leaves its mode and owner.</param>
    /// <param name="write">Writes the contents.</param>
    /// <exception cref="IOException">The path leads to no file, or the file cannot be written so. It names the path.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        var (target, folder, beside) = Find(path);
        bool created = false, written = false;
        try
        {
            bool replaces = File.Exists(target);
            using (var stream = Create(beside, replaces, FileOptions.None))
            {
                created = true;
                if (replaces && !OperatingSystem.IsWindows())
                    UnixFile.CopyMode(target, beside);
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            written = true;
            File.Move(beside, target, overwrite: true);
        }
        catch (Exception failure)
        {
            if (File.Exists(beside))
                File.Delete(beside);
            if (failure is not (IOException or UnauthorizedAccessException))
                throw;
            if (!created)
                throw NothingBeside(path, failure, beside, folder);
            if (written)
                throw NotInPlace(path, "it cannot be replaced by the file that was written beside it", failure, beside, target);
            if (failure.Message.Contains(beside, StringComparison.Ordinal))
                throw new IOException($"'{path}' was not saved: {failure.Message.Replace(beside, target)}", failure);
            throw;
        }
    }

    /// <summary>Refuses what <see cref="Write"/> would, for those who work long before they write. Leaves what is there as it is.</summary>
    /// <param name="path">The file; where it is a link, the file that it leads to.</param>
    /// <exception cref="IOException">As in <see cref="Write"/>.</exception>
    public static void Check(string path)
    {
        var (_, folder, beside) = Find(path);
        try
        {
            Create(beside, replaces: false, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw NothingBeside(path, failure, beside, folder);
        }
    }

    private static (string Target, string Folder, string Beside) Find(string path)
    {
        string target = FileLinks.Follow(Path.GetFullPath(path));
        RequireFile(path, target);
        string folder = Path.GetDirectoryName(target)!;
        return (target, folder, Path.Join(folder, Path.GetRandomFileName() + ".tmp")); // as short whatever the target is called
    }

    private static FileStream Create(string path, bool replaces, FileOptions more)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = more };
        if (replaces && !OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; // nobody else's until it has the old one's mode
#pragma warning disable RS0030 // The one place where a file is written: nobody reads it before it has its name.
        return new FileStream(path, options);
#pragma warning restore RS0030
    }

    private static void RequireFile(string path, string target)
    {
        string named = target == Path.GetFullPath(path) ? $"'{path}'" : $"'{path}', which leads to '{target}',";
        if (Path.EndsInDirectorySeparator(target) || Directory.Exists(path))
            throw new IOException($"{named} is a folder; expected a file.");
        if (!Directory.Exists(Path.GetDirectoryName(target)))
            throw new DirectoryNotFoundException($"The folder of {named} is not there.");
        if (UnixFile.Find(path) is { IsRegular: false })
            throw new IOException($"{named} is a device, a pipe or a socket; expected a file. To write into it, pass a stream.");
    }

    private static IOException NothingBeside(string path, Exception failure, string beside, string folder) =>
        NotInPlace(path, "no file can be made beside it", failure, beside, folder);

    private static IOException NotInPlace(string path, string what, Exception failure, string beside, string named) => new(
        $"'{path}' was not saved, and is as it was: {what} ({failure.Message.Replace(beside, named)}). Save to another folder. To write " +
        "into the file itself, as one that is mounted alone into a container needs it, pass a stream: File.Create(path). Where that " +
        "fails, half a file is left.",
        failure);
}

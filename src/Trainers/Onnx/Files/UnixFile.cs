using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace MLNet.Vae.Onnx.Files;

/// <summary>What .NET does not tell of a file on Unix. Links are followed.</summary>
/// <param name="IsRegular">Whether it is a file in the narrow sense: no folder, device, pipe or socket.</param>
/// <param name="Owner">The number of its owner.</param>
/// <param name="Group">The number of its group.</param>
internal readonly partial record struct UnixFile(bool IsRegular, uint Owner, uint Group)
{
    private const uint Unchanged = uint.MaxValue; // to chown

    private const UnixFileMode OfAll = (UnixFileMode)0b111_111_111;

    /// <summary>Null where there is no such file, and on systems where nobody can be asked.</summary>
    public static unsafe UnixFile? Find(string path)
    {
        const int statusBytes = 256; // enough for both
        byte* status = stackalloc byte[statusBytes];
        try
        {
            if (OperatingSystem.IsLinux())
                return StatusOnLinux(WorkingFolder, path, 0, BasicStatus, status) == 0 ? Read(status, mode: 28, owner: 20, group: 24) : null;
            if (!OperatingSystem.IsMacOS())
                return null;
            int failed = RuntimeInformation.ProcessArchitecture == Architecture.Arm64
                ? StatusOnMacOS(path, status)
                : StatusOnIntelMacOS(path, status);
            return failed == 0 ? Read(status, mode: 4, owner: 16, group: 20) : null;
        }
        catch (Exception missing) when (missing is EntryPointNotFoundException or DllNotFoundException)
        {
            return null; // a C library without it
        }
    }

    /// <summary>
    /// Gives a file the owner and group of another, where the system allows it, and the mode. Where the group cannot be given, the new
    /// one may do no more than everyone.
    /// </summary>
    [UnsupportedOSPlatform("windows")]
    public static void CopyMode(string from, string to)
    {
        var mode = File.GetUnixFileMode(from) & OfAll;
        if (Find(from) is { } file && Chown(to, file.Owner, file.Group) != 0 && Chown(to, Unchanged, file.Group) != 0)
            mode &= (UnixFileMode)(0b111_000_111 | ((int)mode & 0b111) << 3);
        if (File.GetUnixFileMode(to) != mode) // some file systems know one mode for all, and refuse to set any
            File.SetUnixFileMode(to, mode);
    }

    private static unsafe UnixFile Read(byte* status, int mode, int owner, int group)
    {
        const int typeMask = 0xF000, regular = 0x8000;
        return new((*(ushort*)(status + mode) & typeMask) == regular, *(uint*)(status + owner), *(uint*)(status + group));
    }

    private const int WorkingFolder = -100; // AT_FDCWD
    private const uint BasicStatus = 0x7FF; // STATX_BASIC_STATS

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int StatusOnLinux(int folder, string path, int flags, uint mask, byte* status);

    [LibraryImport("libc", EntryPoint = "stat", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int StatusOnMacOS(string path, byte* status);

    [LibraryImport("libc", EntryPoint = "stat$INODE64", StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int StatusOnIntelMacOS(string path, byte* status);

    [LibraryImport("libc", EntryPoint = "chown", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Chown(string path, uint owner, uint group);
}

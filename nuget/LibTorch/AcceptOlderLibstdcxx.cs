using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// An MSBuild task: where the machine's libstdc++ lacks the version GLIBCXX_3.4.32, copies a library without the question for it.
/// LibTorch.targets says why.
/// </summary>
public sealed class AcceptOlderLibstdcxx : Task
{
    private const string Version = "GLIBCXX_3.4.32", Symbol = "_ZSt21ios_base_library_initv";

    // elf.h: the section of type SHT_GNU_verneed says which versions of which libraries are needed.
    private const uint VersionNeeds = 0x6ffffffe;

    private byte[] _file;

    /// <summary>The library as its package has it, a 64-bit ELF file.</summary>
    [Required]
    public string Source { get; set; }

    /// <summary>Its place in the output folder.</summary>
    [Required]
    public string Target { get; set; }

    public override bool Execute()
    {
        var library = dlopen("libstdc++.so.6", 1);
        if (library == IntPtr.Zero || dlvsym(library, Symbol, Version) != IntPtr.Zero)
            return true; // none at all, which no change of the file would mend, or one that has it
        _file = File.ReadAllBytes(Source);
        if (!RemoveNeed())
        {
            Log.LogError("{0} does not ask for {1}: LibTorch.targets may no longer be needed.", Source, Version);
            return false;
        }

        // Not into the file: it may be a link to the package's.
        File.Delete(Target);
        File.WriteAllBytes(Target, _file);
        Log.LogMessage(MessageImportance.Low, "{0} accepts a libstdc++ without {1}.", Target, Version);
        return true;
    }

    // Elf64_Ehdr: e_shoff at 40, e_shentsize at 58, e_shnum at 60. Elf64_Shdr: sh_type at 4, sh_offset at 24, sh_link at 40.
    private bool RemoveNeed()
    {
        long sections = Long(40);
        for (int i = 0; i < Short(60); i++)
        {
            long section = sections + i * Short(58);
            if (Int(section + 4) == VersionNeeds)
                return RemoveNeed(Long(section + 24), names: Long(sections + Int(section + 40) * Short(58) + 24));
        }

        return false;
    }

    // A list of libraries, each with a list of versions, linked by distances. Elf64_Verneed: vn_cnt at 2, vn_aux at 8, vn_next at 12.
    // Elf64_Vernaux: vna_name at 8, vna_next at 12.
    private bool RemoveNeed(long library, long names)
    {
        for (long next = -1; next != 0; library += next)
        {
            long previous = -1, version = library + Int(library + 8);
            for (int left = Short(library + 2); left > 0; left--)
            {
                uint distance = Int(version + 12);
                if (previous >= 0 && Text(names + Int(version + 8)) == Version)
                {
                    Write(previous + 12, BitConverter.GetBytes(distance == 0 ? 0 : Int(previous + 12) + distance));
                    Write(library + 2, BitConverter.GetBytes((ushort)(Short(library + 2) - 1)));
                    return true;
                }

                previous = version;
                version += distance;
            }

            next = Int(library + 12);
        }

        return false;
    }

    private ushort Short(long place) => BitConverter.ToUInt16(_file, (int)place);

    private uint Int(long place) => BitConverter.ToUInt32(_file, (int)place);

    private long Long(long place) => BitConverter.ToInt64(_file, (int)place);

    private string Text(long place) => Encoding.ASCII.GetString(_file, (int)place, Array.IndexOf<byte>(_file, 0, (int)place) - (int)place);

    private void Write(long place, byte[] bytes) => bytes.CopyTo(_file, place);

    [DllImport("libc.so.6")]
    private static extern IntPtr dlopen(string name, int flags);

    [DllImport("libc.so.6")]
    private static extern IntPtr dlvsym(IntPtr library, string symbol, string version);
}

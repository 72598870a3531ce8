using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// An MSBuild task that copies assemblies and sets the visibility bits of some of their types, methods and fields to public. MSBuild
/// compiles it against netstandard, where there is no metadata reader, so it finds its way through the tables itself: ECMA-335, II.22 to
/// II.25.
/// </summary>
public sealed class PublicizeTypes : Task
{
    /// <summary>The assemblies to copy.</summary>
    [Required]
    public ITaskItem[] Assemblies { get; set; }

    /// <summary>
    /// Full names of types. Metadata: Assembly, its simple name; Methods and Members, names of methods and fields separated by
    /// commas, or nothing.
    /// </summary>
    [Required]
    public ITaskItem[] Types { get; set; }

    /// <summary>Where the copies go, under the names of the originals.</summary>
    [Required]
    public string OutputFolder { get; set; }

    public override bool Execute()
    {
        Directory.CreateDirectory(OutputFolder);
        foreach (var assembly in Assemblies)
        {
            string path = assembly.GetMetadata("FullPath");
            var image = new MetadataTables(File.ReadAllBytes(path));
            foreach (var type in Types.Where(type => type.GetMetadata("Assembly") == Path.GetFileNameWithoutExtension(path)))
            {
                string members = type.GetMetadata("Methods") + "," + type.GetMetadata("Members");
                if (!image.Publicize(type.ItemSpec, members.Split(new[] { ',' }, StringSplitOptions.RemoveEmptyEntries)))
                    Log.LogError("{0}: found no type {1}, or not all of its members [{2}].", path, type.ItemSpec, members);
            }

            if (!Log.HasLoggedErrors)
                File.WriteAllBytes(Path.Combine(OutputFolder, Path.GetFileName(path)), image.Bytes);
        }

        return !Log.HasLoggedErrors;
    }
}

/// <summary>The tables of types and methods of an assembly.</summary>
internal sealed class MetadataTables
{
    // Numbers of the tables that come first in an assembly, and of those whose sizes decide how wide an index is.
    private const int Module = 0, TypeRef = 1, TypeDef = 2, FieldPointer = 3, Field = 4, MethodPointer = 5, Method = 6, Param = 8;
    private const int ModuleRef = 0x1a, TypeSpec = 0x1b, AssemblyRef = 0x23;

    private readonly int[] _rowCounts = new int[64];
    private readonly int _strings, _stringIndex;
    private readonly int _typeTable, _typeSize, _fieldListOffset, _methodListOffset;
    private readonly int _fieldTable, _fieldSize, _methodTable, _methodSize;

    public MetadataTables(byte[] bytes)
    {
        Bytes = bytes;
        int metadata = FindMetadata();
        int tables = FindStream(metadata, "#~");
        _strings = FindStream(metadata, "#Strings");

        int heapSizes = Bytes[tables + 6];
        _stringIndex = (heapSizes & 1) != 0 ? 4 : 2;
        int guidIndex = (heapSizes & 2) != 0 ? 4 : 2, blobIndex = (heapSizes & 4) != 0 ? 4 : 2;
        int firstRow = ReadRowCounts(tables);
        if (_rowCounts[FieldPointer] != 0 || _rowCounts[MethodPointer] != 0)
            throw new InvalidDataException("The assembly has uncompressed metadata.");

        int moduleSize = 2 + _stringIndex + 3 * guidIndex;
        int typeRefSize = IndexSize(2, Module, ModuleRef, AssemblyRef, TypeRef) + 2 * _stringIndex;
        _fieldListOffset = 4 + 2 * _stringIndex + IndexSize(2, TypeDef, TypeRef, TypeSpec);
        _methodListOffset = _fieldListOffset + IndexSize(0, Field);
        _typeSize = _methodListOffset + IndexSize(0, Method);
        _fieldSize = 2 + _stringIndex + blobIndex;
        _methodSize = 8 + _stringIndex + blobIndex + IndexSize(0, Param);
        _typeTable = firstRow + _rowCounts[Module] * moduleSize + _rowCounts[TypeRef] * typeRefSize;
        _fieldTable = _typeTable + _rowCounts[TypeDef] * _typeSize;
        _methodTable = _fieldTable + _rowCounts[Field] * _fieldSize;
    }

    public byte[] Bytes { get; }

    /// <summary>Makes a top-level type public, and its methods and fields of the given names.</summary>
    /// <returns>Whether the type was found and a member of every name.</returns>
    public bool Publicize(string fullName, string[] members)
    {
        for (int i = 0; i < _rowCounts[TypeDef]; i++)
        {
            int type = _typeTable + i * _typeSize;
            if (ReadName(type + 4 + _stringIndex) + "." + ReadName(type + 4) != fullName)
                continue;

            Bytes[type] |= 1; // TypeAttributes.Public; 0 is NotPublic
            var missing = new HashSet<string>(members);
            bool isLast = i + 1 == _rowCounts[TypeDef];
            foreach (int method in Owned(type + _methodListOffset, isLast, Method, _methodTable, _methodSize))
                Publicize(method + 6, method + 8, members, missing);
            foreach (int field in Owned(type + _fieldListOffset, isLast, Field, _fieldTable, _fieldSize))
                Publicize(field, field + 2, members, missing);
            return missing.Count == 0;
        }

        return false;
    }

    private void Publicize(int flags, int nameIndex, string[] members, HashSet<string> missing)
    {
        string name = ReadName(nameIndex);
        if (!members.Contains(name))
            return;
        Bytes[flags] = (byte)(Bytes[flags] & ~7 | 6); // MethodAttributes.Public and FieldAttributes.Public
        missing.Remove(name);
    }

    /// <summary>Offsets of the members that a type owns: from its first one up to the first one of the next type.</summary>
    private IEnumerable<int> Owned(int list, bool isLast, int table, int tableStart, int rowSize)
    {
        int size = IndexSize(0, table);
        int first = ReadIndex(list, size);
        int end = isLast ? _rowCounts[table] + 1 : ReadIndex(list + _typeSize, size);
        return Enumerable.Range(first - 1, end - first).Select(row => tableStart + row * rowSize);
    }

    private int FindMetadata()
    {
        int peHeader = ReadInt(0x3c), optionalHeader = peHeader + 24;
        bool wide = ReadShort(optionalHeader) == 0x20b;
        int sections = optionalHeader + ReadShort(peHeader + 20), sectionCount = ReadShort(peHeader + 6);
        int runtimeHeader = FileOffset(ReadInt(optionalHeader + (wide ? 224 : 208)), sections, sectionCount);
        return FileOffset(ReadInt(runtimeHeader + 8), sections, sectionCount);
    }

    private int FileOffset(int address, int sections, int count)
    {
        for (int section = sections; section < sections + 40 * count; section += 40)
        {
            int start = ReadInt(section + 12);
            if (address >= start && address < start + ReadInt(section + 16))
                return address - start + ReadInt(section + 20);
        }

        throw new InvalidDataException("An address lies in no section.");
    }

    private int FindStream(int metadata, string wanted)
    {
        int header = metadata + 16 + ReadInt(metadata + 12);
        int count = ReadShort(header + 2);
        header += 4;
        for (int i = 0; i < count; i++)
        {
            string name = ReadText(header + 8);
            if (name == wanted)
                return metadata + ReadInt(header);
            header += 8 + ((name.Length + 4) & ~3); // padded with zeros to a multiple of 4
        }

        throw new InvalidDataException("There is no metadata stream " + wanted + ".");
    }

    private int ReadRowCounts(int tables)
    {
        ulong present = BitConverter.ToUInt64(Bytes, tables + 8);
        int next = tables + 24;
        for (int table = 0; table < _rowCounts.Length; table++)
        {
            if (((present >> table) & 1) == 0)
                continue;
            _rowCounts[table] = ReadInt(next);
            next += 4;
        }

        return next;
    }

    /// <summary>Width of an index into one of some tables, of which so many bits say into which.</summary>
    private int IndexSize(int tagBits, params int[] tables) => tables.Any(table => _rowCounts[table] >= 1 << (16 - tagBits)) ? 4 : 2;

    private int ReadIndex(int offset, int size) => size == 4 ? ReadInt(offset) : ReadShort(offset);

    private string ReadName(int offset) => ReadText(_strings + ReadIndex(offset, _stringIndex));

    private string ReadText(int offset) => Encoding.UTF8.GetString(Bytes, offset, Array.IndexOf(Bytes, (byte)0, offset) - offset);

    private int ReadInt(int offset) => BitConverter.ToInt32(Bytes, offset);

    private int ReadShort(int offset) => BitConverter.ToUInt16(Bytes, offset);
}

namespace Microsoft.ML.Data;

public sealed partial class TextLoader
{
    public class Options
    {
        public bool AllowQuoting;
        public bool AllowSparse;
        public char[] Separators = ['\t'];
        public Column[] Columns;
        public bool TrimWhitespace;
        public bool HasHeader;

        /// <summary>Where it is set, the data itself is taken to have no header, whatever HasHeader says.</summary>
        public string HeaderFile;

        public bool MissingRealsAsNaNs;
    }

    public sealed class Column
    {
        public string Name;
        public Range[] Source;

        public Column() { }
        public Column(string name, DataKind dataKind, int index) : this(name, dataKind, [new Range(index)]) { }
        public Column(string name, DataKind dataKind, int minIndex, int maxIndex) : this(name, dataKind, [new Range(minIndex, maxIndex)]) { }

        public Column(string name, DataKind dataKind, Range[] source, KeyCount keyCount = null)
        {
            Check.NotNull(name, nameof(name));
            Check.NotNull(source, nameof(source));
            if (keyCount != null)
                throw new NotSupportedException("The stand-in reads no keys.");
            Name = name;
            DataKind = dataKind;
            Source = source;
        }

        public DataKind DataKind { get; set; } = DataKind.Single;
    }

    public sealed class Range
    {
        public int Min;
        public int? Max;
        public bool AutoEnd;
        public bool ForceVector;

        public Range() { }
        public Range(int index) : this(index, index) => ForceVector = false;

        /// <summary>Without a last index it goes to the last field of the first lines.</summary>
        public Range(int min, int? max)
        {
            Check.Param(min >= 0, nameof(min), "An index is not negative.");
            Check.Param(!(max < min), nameof(max), "The last index is not below the first.");
            Min = min;
            Max = max;
            ForceVector = true;
            AutoEnd = max == null;
        }
    }
}

public sealed class KeyCount
{
    public KeyCount(ulong count) => Count = count;
    public ulong? Count;
}

namespace Microsoft.ML.Data;

public sealed class TextLoader : IDataLoader<IMultiStreamSource>
{
    private TextLoader() { }
    public IDataView Load(IMultiStreamSource source) => throw new NotSupportedException();
    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException();

    public class Options
    {
        public bool AllowQuoting;
        public char[] Separators = ['\t'];
        public Column[] Columns;
        public bool HasHeader;

        /// <summary>Where it is set, the data itself is taken to have no header, whatever HasHeader says.</summary>
        public string HeaderFile;

        public bool MissingRealsAsNaNs;
    }

    public sealed class Column
    {
        public string Name;
        public Range[] Source;

        public Column(string name, DataKind dataKind, int index) : this(name, dataKind, [new Range(index)]) { }

        public Column(string name, DataKind dataKind, int minIndex, int maxIndex)
            : this(name, dataKind, [new Range(minIndex, maxIndex)]) { }

        public Column(string name, DataKind dataKind, Range[] source, KeyCount keyCount = null)
        {
            Check.Served(keyCount == null, nameof(keyCount));
            Name = name;
            Source = source;
        }
    }

    public sealed class Range
    {
        public int Min;
        public int? Max;
        public bool ForceVector;

        public Range(int index) : this(index, index) => ForceVector = false;

        public Range(int min, int? max)
        {
            Check.Served(max != null, nameof(max));
            Check.Param(min >= 0 && max >= min, nameof(min), "The first index is from 0 to the last.");
            Min = min;
            Max = max;
            ForceVector = true;
        }

        internal IEnumerable<int> Fields => Enumerable.Range(Min, Max.Value - Min + 1);
    }
}

public interface IMultiStreamSource { }

public sealed class MultiFileSource : IMultiStreamSource
{
    public MultiFileSource(params string[] paths) => throw new NotSupportedException("The stand-in has no data loaders.");
}

public sealed class KeyCount
{
    private KeyCount() { }
}

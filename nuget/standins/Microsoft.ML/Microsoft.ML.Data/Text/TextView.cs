using System.Globalization;

namespace Microsoft.ML.Data;

/// <summary>Columns of Single in a text, which is read anew for each cursor.</summary>
internal sealed class TextView : IDataView
{
    private readonly string _path;
    private readonly TextLoader.Options _options;
    private readonly int[][] _fields;

    public TextView(string path, TextLoader.Options options)
    {
        Check.Served(options?.Columns != null, nameof(options));
        _path = path;
        _options = options;
        _fields = options.Columns.Select(c => c.Source.SelectMany(range => range.Fields).ToArray()).ToArray();
        string headerFile = options.HeaderFile ?? (options.HasHeader ? path : null);
        var header = headerFile == null ? [] : TextFields.Split(File.ReadLines(headerFile).FirstOrDefault() ?? "", options);
        var builder = new DataViewSchema.Builder();
        for (int i = 0; i < _fields.Length; i++)
        {
            bool isVector = _fields[i].Length > 1 || options.Columns[i].Source[0].ForceVector;
            DataViewType type = isVector ? new VectorDataViewType(NumberDataViewType.Single, _fields[i].Length) : NumberDataViewType.Single;
            builder.AddColumn(options.Columns[i].Name, type, isVector && headerFile != null ? Names(_fields[i], header) : null);
        }
        Schema = builder.ToSchema();
    }

    public DataViewSchema Schema { get; }
    public bool CanShuffle => false;
    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        new Cursor(this, Lines().GetEnumerator(), Columns.Flags(Schema, columnsNeeded));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private static DataViewSchema.Annotations Names(int[] fields, List<string> header) =>
        SlotNames.Annotate(fields.Select(field => header.ElementAtOrDefault(field)?.Trim()).ToArray());

    private IEnumerable<string> Lines() =>
        File.ReadLines(_path).Where(line => line.Length > 0).Skip(_options.HasHeader && _options.HeaderFile == null ? 1 : 0);

    private float Parse(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return _options.MissingRealsAsNaNs ? float.NaN : 0;
        return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) ? value : float.NaN;
    }

    private sealed class Cursor(TextView view, IEnumerator<string> lines, bool[] active) : CursorBase(view.Schema, active)
    {
        private List<string> _texts = [];

        protected override bool Advance()
        {
            if (!lines.MoveNext())
                return false;
            _texts = TextFields.Split(lines.Current, view._options);
            return true;
        }

        protected override Delegate MakeGetter(DataViewSchema.Column column)
        {
            int[] fields = view._fields[column.Index];
            if (column.Type is not VectorDataViewType)
                return (ValueGetter<float>)((ref float dst) => dst = Value(fields[0]));
            return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> dst) =>
                VBufferEditor.Fill<float>(ref dst, fields.Select(Value).ToArray()));
        }

        protected override void Dispose(bool disposing)
        {
            lines.Dispose();
            base.Dispose(disposing);
        }

        private float Value(int field) => view.Parse(_texts.ElementAtOrDefault(field));
    }
}

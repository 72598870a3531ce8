namespace Microsoft.ML.Data;

/// <summary>Reads the text anew for each cursor, and only what is asked for.</summary>
internal sealed class TextView(DataViewSchema schema, TextColumn[] columns, TextLines lines, IMultiStreamSource source) : IDataView
{
    public DataViewSchema Schema => schema;
    public bool CanShuffle => false;
    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        new Cursor(this, Columns.Flags(schema, columnsNeeded));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor : CursorBase
    {
        private readonly TextLines _lines;
        private readonly IEnumerator<(string Text, long Number)> _rows;
        private readonly Delegate[] _getters;
        private readonly List<Action<List<string>, long>> _readers = [];

        public Cursor(TextView view, bool[] active) : base(view.Schema, active)
        {
            _lines = view.Lines;
            _rows = view.Rows.GetEnumerator();
            _getters = new Delegate[active.Length];
            for (int i = 0; i < active.Length; i++)
            {
                if (!active[i])
                    continue;
                _getters[i] = view.Getter(i, out var reader);
                _readers.Add(reader);
            }
        }

        protected override Delegate Getter(DataViewSchema.Column column) => _getters[column.Index];

        protected override bool Advance()
        {
            if (!_rows.MoveNext())
                return false;
            var fields = _lines.Split(_rows.Current.Text);
            try
            {
                _readers.ForEach(read => read(fields, _rows.Current.Number));
            }
            catch (InvalidOperationException ex)
            {
                throw new FormatException($"The text could not be read: {ex.Message}", ex);
            }
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            _rows.Dispose();
            base.Dispose(disposing);
        }
    }

    private TextLines Lines => lines;
    private IEnumerable<(string Text, long Number)> Rows => lines.Rows(source);
    private Delegate Getter(int column, out Action<List<string>, long> reader) => columns[column].MakeGetter(lines.EmptyAsNaN, out reader);
}

namespace Microsoft.ML;

public sealed partial class DataViewSchema
{
    public sealed class Annotations
    {
        private readonly Delegate[] _getters;

        private Annotations(DataViewSchema schema, Delegate[] getters)
        {
            Schema = schema;
            _getters = getters;
        }

        public static Annotations Empty { get; } = new Annotations(new DataViewSchema([]), []);
        public DataViewSchema Schema { get; }

        public void GetValue<TValue>(string kind, ref TValue value)
        {
            var column = Schema.GetColumnOrNull(kind) ?? throw new InvalidOperationException($"There is no annotation '{kind}'.");
            var getter = _getters[column.Index] as ValueGetter<TValue>;
            Check.That(getter != null, $"Annotation '{kind}' is {column.Type}, not {typeof(TValue)}.");
            getter(ref value);
        }

        public sealed class Builder
        {
            private readonly DataViewSchema.Builder _schema = new();
            private readonly List<Delegate> _getters = [];

            public Builder() { }

            public void Add(Annotations annotations, Func<string, bool> selector)
            {
                foreach (var column in annotations.Schema.Where(c => selector(c.Name)))
                {
                    _schema.AddColumn(column.Name, column.Type);
                    _getters.Add(annotations._getters[column.Index]);
                }
            }

            public void Add<TValue>(string name, DataViewType type, ValueGetter<TValue> getter, Annotations annotations = null)
            {
                Check.Param(typeof(TValue) == type.RawType, nameof(getter), $"The getter of '{name}' must give {type.RawType}.");
                _schema.AddColumn(name, type, annotations);
                _getters.Add(getter);
            }

            public void AddPrimitiveValue<TValue>(string name, PrimitiveDataViewType type, TValue value, Annotations annotations = null) =>
                Add(name, type, (ref TValue dst) => dst = value, annotations);

            public Annotations ToAnnotations() => new(_schema.ToSchema(), _getters.ToArray());
        }
    }
}

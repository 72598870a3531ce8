using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

// What a service does with a model that came as a file: loads it by its path, and nothing more. It mentions no type of the model's.
// usage: MODEL ROWS COLUMN ...   with rows of six numbers; writes the model's parts, then the columns row by row, floats by their bits
var context = new MLContext();
var model = context.Model.Load(args[0], out _);
var rows = File.ReadLines(args[1]).Select(line => new Row { Features = [.. line.Split(',').Select(field => float.Parse(field, CultureInfo.InvariantCulture))] });
var scored = model.Transform(context.Data.LoadFromEnumerable(rows));

Console.WriteLine(string.Join(' ', Parts(model).Select(part => part.GetType().Name)));
var columns = args[2..].Select(name => scored.Schema[name]).ToArray();
using var cursor = scored.GetRowCursor(columns);
var readers = columns.Select(column => Reader(cursor, column)).ToArray();
while (cursor.MoveNext())
    Console.WriteLine(string.Join(' ', readers.Select(read => read())));

static IEnumerable<ITransformer> Parts(ITransformer part) =>
    part is IEnumerable<ITransformer> chain ? chain.SelectMany(Parts) : [part];

static Func<string> Reader(DataViewRow row, DataViewSchema.Column column)
{
    switch (column.Type)
    {
        case VectorDataViewType:
            var getVector = row.GetGetter<VBuffer<float>>(column);
            VBuffer<float> vector = default;
            return () =>
            {
                getVector(ref vector);
                return string.Join(',', vector.DenseValues().Select(Bits));
            };
        case BooleanDataViewType:
            var getFlag = row.GetGetter<bool>(column);
            bool flag = default;
            return () =>
            {
                getFlag(ref flag);
                return flag.ToString();
            };
        default:
            var getNumber = row.GetGetter<float>(column);
            float number = default;
            return () =>
            {
                getNumber(ref number);
                return Bits(number);
            };
    }
}

static string Bits(float value) => BitConverter.SingleToUInt32Bits(value).ToString("x8");

internal sealed class Row
{
    [VectorType(6)]
    public float[] Features { get; set; } = [];
}

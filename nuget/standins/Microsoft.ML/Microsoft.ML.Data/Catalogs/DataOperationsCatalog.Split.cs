namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    private const int DefaultSplitSeed = 42;

    public struct TrainTestData
    {
        internal TrainTestData(IDataView trainSet, IDataView testSet)
        {
            TrainSet = trainSet;
            TestSet = testSet;
        }

        public readonly IDataView TrainSet;
        public readonly IDataView TestSet;
    }

    public TrainTestData TrainTestSplit(IDataView data, double testFraction = 0.1, string samplingKeyColumnName = null, int? seed = null)
    {
        Check.NotNull(data, nameof(data));
        Check.Param(testFraction is > 0 and < 1, nameof(testFraction), "It lies between 0 and 1.");
        return Split(WithRandomColumn(data, samplingKeyColumnName, seed, out string column), column, 0, testFraction, includeMax: false);
    }

    public IReadOnlyList<TrainTestData> CrossValidationSplit(IDataView data, int numberOfFolds = 5, string samplingKeyColumnName = null, int? seed = null)
    {
        Check.NotNull(data, nameof(data));
        Check.Param(numberOfFolds > 1, nameof(numberOfFolds), "There are at least two folds.");
        data = WithRandomColumn(data, samplingKeyColumnName, seed, out string column);
        return Enumerable.Range(0, numberOfFolds)
            .Select(i => Split(data, column, (double)i / numberOfFolds, (double)(i + 1) / numberOfFolds, includeMax: true)).ToArray();
    }

    private TrainTestData Split(IDataView data, string column, double min, double max, bool includeMax)
    {
        var drop = new ColumnSelectingTransformer(_env, [column], keep: false, keepHidden: false);
        IDataView Part(bool rest) => drop.Transform(new RangeFilter(data, column, min, max, includeMax, complement: rest));
        return new TrainTestData(Part(rest: true), Part(rest: false));
    }

    /// <summary>Each row gets a number by which it is put into one part or the other.</summary>
    private IDataView WithRandomColumn(IDataView data, string samplingKeyColumnName, int? seed, out string column)
    {
        if (samplingKeyColumnName != null)
            throw new NotSupportedException("The stand-in splits rows, not groups of rows with a sampling key.");
        string name = "SplitColumn";
        while (data.Schema.GetColumnOrNull(name) != null)
            name += "_";
        column = name;
        int chosen = seed ?? (_env as IHostEnvironmentInternal)?.Seed ?? DefaultSplitSeed;
        return new OrderedView(new MappedView(data, ColumnMapper.Adding(data.Schema, new RandomColumn(name, chosen))));
    }
}
